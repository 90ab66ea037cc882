import { type Refusal, refuse } from '../refusals';
import { quote } from '../wording';
import { withoutZeros } from './cell';
import type { Country } from './country';
import { getNumberingPlan, isPossible, type ParsedNumber } from './numberingPlan';
import type { Reading } from './readings';

/**
 * How strictly a number is checked: its length, its length and range, or only that it consists of
 * digits.
 */
export type NumberCheck = 'possible' | 'valid' | 'digits';

/**
 * Why a reading is not a number, and what to do: the end of a sentence that begins with the field
 * and the value. `country` is the country it was read in.
 */
export function describeReading(
	reading: Exclude<Reading, { kind: 'number' | 'noCountry' }>,
	country: Country | undefined,
): string {
	switch (reading.kind) {
		case 'noSuchCode':
			return 'its country code does not exist. Check the digits that it begins with';
		case 'notInUse':
			return `what follows 00 is not a number in use in +${reading.callingCode}. Check its digits, or leave the zeros out`;
		case 'ambiguous':
			return `it can be read as ${reading.readings.join(' or as ')}. Write it with + and its country code`;
		case 'foreign':
			return `it is not a number of +${country?.callingCode ?? ''}, but would be one of +${reading.callingCode} if a plus was lost. Add the plus, or check its digits`;
		case 'lostZero':
			return `its leading zero was lost, perhaps in a spreadsheet: ${reading.number} would be in use. Format the column as text there and export it again`;
		case 'codeTwice':
			return `its country code appears twice: ${reading.number} would be in use. Write the code once`;
		case 'noAreaCode':
			return "its area code is missing before Argentina's 15. Write it with + and its country code";
	}
}

/** E.164 allows 15 digits with the country code; a JSON number holds that many exactly. */
const MAX_DIGITS = 15;
const TOO_LONG =
	'it is too long. Check for digits that do not belong to it, or write it with + and its country code';

/** Why a number does not pass a check; undefined if it does. */
export function describeInvalid(number: ParsedNumber, check: NumberCheck): string | undefined {
	const { callingCode, national, type } = number;
	if (Number(national) === 0 && national !== '') return 'it holds only zeros';
	if (national.startsWith('00') && type !== undefined)
		return 'it can be dialled only within its country. Give a number that can be called from abroad';
	if (national === '' || (check !== 'digits' && !isPossible(number))) return describeLength(number);
	if (check === 'valid' && type === undefined)
		return `no such number is in use in +${callingCode}. Check its digits, or set 'Number Check' to Possible Length`;
	return callingCode.length + national.length > MAX_DIGITS ? TOO_LONG : undefined;
}

/** What is wrong with the length of a number that could be read. */
export function describeLength(number: { callingCode: string; national: string }): string {
	const { callingCode, national } = number;
	const lengths = getNumberingPlan(callingCode)?.lengths ?? [];
	const [shortest] = lengths;
	const longest = lengths.at(-1);
	if (shortest === undefined || longest === undefined) {
		return 'it does not have the length of a number of its country. Check its digits';
	}
	if (national.startsWith('0')) {
		const rest = withoutZeros(national).length;
		return lengths.includes(rest)
			? `no number starts with 0 after +${callingCode}. Check its digits, or leave the 0 out`
			: `no number starts with 0 after +${callingCode}, which is followed by ${listLengths(lengths)} digits, here by ${rest} without the 0. Check its digits`;
	}
	const length = national.length;
	const found = `+${callingCode} is followed by ${listLengths(lengths)} digits, here by ${length}`;
	if (length < shortest) return `it is too short (${found}). Check for missing digits`;
	if (length > longest)
		return `it is too long (${found}). Check for digits that do not belong to it`;
	return `it does not have the length of a number of its country (${found}). Check its digits`;
}

/** "10", "8 or 9", "7, 9 or 10", "8 to 12": in ascending order. */
export function listLengths(lengths: readonly number[]): string {
	const [first = 0] = lengths;
	const last = lengths.at(-1) ?? first;
	const hasNoGap = last - first === lengths.length - 1;
	if (lengths.length > 2 && hasNoGap) return `${first} to ${last}`;
	return lengths.length === 1 ? `${last}` : `${lengths.slice(0, -1).join(', ')} or ${last}`;
}

/** The refusal of a cell; `reason` is the end of a sentence that begins with the field and the value. */
export function refuseNumber(cell: unknown, field: string | undefined, reason: string): Refusal {
	return refuse('invalid_contact_number', `${holder(field)} ${quote(cell)}: ${reason}.`, field);
}

/** The refusal of an empty cell. */
export function refuseMissing(field: string | undefined): Refusal {
	const where = field === undefined ? 'The item' : `'${field}'`;
	return refuse(
		'missing_contact_number',
		`${where} holds no contact number. Fill it in, or leave the lead out.`,
		field,
	);
}

/** The refusal of a number that needs a country and has none. */
export function refuseCountryless(cell: unknown, field: string | undefined): Refusal {
	return refuse(
		'missing_country_code',
		`${holder(field)} ${quote(cell)}, which is written without + or 00, so its country is unknown. Choose a 'Default Country', or write the number with + and its country code.`,
		field,
	);
}

/** The refusal of a number of +`callingCode` in a lead that names another country, `own`. */
export function refuseOtherCountry(
	cell: unknown,
	field: string | undefined,
	callingCode: string,
	own: Country,
): Refusal {
	const message = `${holder(field)} ${quote(cell)}, a number of +${callingCode}, but the lead's country code is +${own.callingCode}. Correct one of them.`;
	return refuse('invalid_country_code', message, field);
}

function holder(field: string | undefined): string {
	return field === undefined ? 'The contact number is' : `'${field}' holds`;
}
