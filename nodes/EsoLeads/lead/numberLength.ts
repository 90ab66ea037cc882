import { validatePhoneNumberLength } from 'libphonenumber-js/max';
import { parsingOptions, type Country } from './country';
import { numberingPlanOf } from './numberingPlan';

/**
 * The ends of sentences that name the field and the value: what is wrong with a length, and what to
 * do.
 */
const TOO_SHORT = 'it is too short. Check for missing digits';
export const TOO_LONG =
	'it is too long. Check for digits that do not belong to it, or write it with + and its country code';

/**
 * Whether contacts of a country have numbers of this length. libphonenumber-js also counts
 * freephone and service numbers: by it, an Indian number of 8 to 13 digits is possible, while all
 * phones there have 10.
 *
 * @returns undefined where the lengths are not known.
 */
export function hasContactLength(callingCode: string, national: string): boolean | undefined {
	const lengths = numberingPlanOf(callingCode)?.lengths ?? [];
	if (lengths.length === 0) return undefined;
	// The parser keeps a zero that a shortened number begins with; where zeros belong to numbers, the
	// number is valid.
	return lengths.includes(national.length) && !national.startsWith('0');
}

/** What is wrong with the length of a number that could be read. */
export function describeLength(number: { callingCode: string; national: string }): string {
	const lengths = numberingPlanOf(number.callingCode)?.lengths ?? [];
	const [shortest] = lengths;
	const longest = lengths.at(-1);
	if (shortest === undefined || longest === undefined) {
		return 'it does not have the length of a number of its country. Check its digits';
	}
	const expected = shortest === longest ? `${longest}` : `${shortest} to ${longest}`;
	const length = number.national.length;
	const found = `+${number.callingCode} is followed by ${expected} digits, here by ${length}`;
	if (length < shortest) return `it is too short (${found}). Check for missing digits`;
	if (length > longest)
		return `it is too long (${found}). Check for digits that do not belong to it`;
	return `it does not have the length of a number of its country (${found}). Check its digits`;
}

/** Why a text could not be read as a number at all. */
export function describeUnreadable(text: string, country: Country | undefined): string {
	switch (validatePhoneNumberLength(text, parsingOptions(country))) {
		case 'TOO_SHORT':
			return TOO_SHORT;
		case 'TOO_LONG':
			return TOO_LONG;
		case 'INVALID_COUNTRY':
			return 'its country code does not exist. Check the digits that it begins with';
		default:
			return 'it is not a number of its country. Check its digits, or write it with + and its country code';
	}
}
