import { type Refusal, refuse } from '../refusals';
import { quote } from '../wording';
import { type NumberText, TWO_NUMBERS } from './cell';
import type { Country } from './country';
import { describeReading, findFault, type NumberCheck } from './faults';
import { DECIMALS } from './lookalikes';
import type { NumberType } from './metadata';
import { readNumberText } from './numberText';
import { chooseReading, type ReadNumber } from './readings';
import { pickNumber } from './severalNumbers';

/** What to do with a cell that holds several numbers. */
export type SeveralNumbers = 'reject' | 'first';

/** A number as the API takes it. */
export interface ContactNumber {
	kind: 'contactNumber';
	/** 91 for India. */
	countryCode: number;
	/**
	 * The number without its country code. In Italy, Ivory Coast, Gabon and other countries a
	 * leading zero is part of it.
	 */
	digits: string;
	/** What the user should know about a number that was accepted. */
	remark?: NumberRemark;
}

/**
 * The lead names one country and its number belongs to another; or its country could not be read
 * but was not needed.
 */
export type NumberRemark = 'otherCountries' | 'unreadCountries';

/** What a contact number is read with. `field` is the path of the input field, for messages. */
export interface ContactNumberContext {
	field: string | undefined;
	/** The country of the lead itself, which a number's own code must not contradict. */
	ownCountry: Country | Refusal | undefined;
	/** For numbers that are written without a country code. */
	defaultCountry: Country | Refusal | undefined;
	check: NumberCheck;
	/** Undefined if the user has no choice; several numbers are then refused. */
	several?: SeveralNumbers;
}

/** Reads a cell as a contact number, or says what is wrong with it and what to do. */
export function readContactNumber(
	cell: unknown,
	context: ContactNumberContext,
): ContactNumber | Refusal {
	const country = context.ownCountry ?? context.defaultCountry;
	if (country?.kind !== 'refusal') return readCell(cell, context).result;
	// An unreadable country only matters if the number needs one.
	const { result } = readCell(cell, {
		...context,
		ownCountry: undefined,
		defaultCountry: undefined,
	});
	if (result.kind === 'refusal') return result.code === 'missing_country_code' ? country : result;
	return { ...result, remark: 'unreadCountries' };
}

/** A number and its type, or why it cannot be sent. */
interface CellReading {
	result: ContactNumber | Refusal;
	type?: NumberType | undefined;
}

function readCell(cell: unknown, context: ContactNumberContext): CellReading {
	const text = toCellText(cell);
	if (text === undefined)
		return refuseCell(
			cell,
			context,
			'that is not a number. Choose the field that holds the number',
		);
	// A text may have points between groups, but a number with a fraction is no phone number.
	if (typeof cell === 'number' && !Number.isInteger(cell))
		return refuseCell(cell, context, DECIMALS);
	const written = readNumberText(text);
	switch (written.kind) {
		case 'empty':
			return { result: refuseMissing(context.field) };
		case 'unreadable':
			return refuseCell(cell, context, written.reason);
		case 'several':
			return readSeveral(cell, written.texts, context);
		case 'numberText':
			return readText(cell, written, context);
	}
}

function toCellText(cell: unknown): string | undefined {
	// A sheet's empty cell can arrive as 0.
	if (cell === undefined || cell === null || cell === 0) return '';
	if (typeof cell === 'string') return cell;
	if (typeof cell === 'bigint') return String(cell);
	// A minus, a fraction or an exponent in String(cell) is later refused like the same text from a
	// spreadsheet.
	return typeof cell === 'number' && Number.isFinite(cell) ? String(cell) : undefined;
}

/** Each number is read as if it were alone; a refusal quotes the whole cell. */
function readSeveral(
	cell: unknown,
	texts: readonly string[],
	context: ContactNumberContext,
): CellReading {
	const parts = texts.map((text) => {
		const { result, type } = readCell(text, context);
		return { text, result, number: result.kind === 'refusal' ? undefined : result, type };
	});
	const picked = pickNumber(parts, context.several === 'first');
	if (picked !== undefined) return picked;
	const advice = context.several === 'reject' ? ", or set 'Several Numbers' to Use the First" : '';
	return refuseCell(cell, context, TWO_NUMBERS + advice);
}

/**
 * No number that can be called from abroad is shorter, so it is not only the country that is
 * missing.
 */
const SHORTEST_NUMBER = 4;

function readText(cell: unknown, written: NumberText, context: ContactNumberContext): CellReading {
	const country = toCountry(context.ownCountry) ?? toCountry(context.defaultCountry);
	const home = country && { country, isOwn: context.ownCountry !== undefined };
	const reading = chooseReading(written.text, home);
	if (reading.kind === 'noCountry') {
		const digits = written.text.replace(/\D/g, '');
		return digits.length < SHORTEST_NUMBER
			? refuseCell(cell, context, 'it is too short for a phone number. Check for missing digits')
			: { result: refuseCountryless(cell, context) };
	}
	if (reading.kind !== 'number')
		return refuseCell(cell, context, describeReading(reading, country));
	const { doubt } = written;
	const isDoubtful =
		doubt !== undefined &&
		(doubt.mustBe === 'mobile' ? reading.type !== 'mobile' : reading.type === undefined);
	if (isDoubtful && context.check !== 'digits') return refuseCell(cell, context, doubt.reason);
	return checkNumber(reading, cell, context);
}

function toCountry(country: Country | Refusal | undefined): Country | undefined {
	return country?.kind === 'country' ? country : undefined;
}

function checkNumber(
	number: ReadNumber,
	cell: unknown,
	context: ContactNumberContext,
): CellReading {
	const { callingCode, national, type } = number;
	const { check, field } = context;
	const own = toCountry(context.ownCountry);
	const isOther = own !== undefined && own.callingCode !== callingCode;
	// A country's name says where somebody lives; a calling code says how the number begins.
	const isElsewhere = own?.region !== undefined && number.isInternational && type !== undefined;
	if (isOther && !isElsewhere) {
		const message = `${holder(field)} ${quote(cell)}, a number of +${callingCode}, but the lead's country code is +${own.callingCode}. Correct one of them.`;
		return { result: refuse('invalid_country_code', message, field) };
	}
	const reason = findFault(number, check);
	if (reason !== undefined) return refuseCell(cell, context, reason);
	const result = {
		kind: 'contactNumber' as const,
		countryCode: Number(callingCode),
		digits: national,
	};
	return { result: isOther ? { ...result, remark: 'otherCountries' } : result, type };
}

function refuseMissing(field: string | undefined): Refusal {
	const where = field === undefined ? 'The item' : `'${field}'`;
	return refuse(
		'missing_contact_number',
		`${where} holds no contact number. Fill it in, or leave the lead out.`,
		field,
	);
}

function refuseCountryless(cell: unknown, { field }: ContactNumberContext): Refusal {
	return refuse(
		'missing_country_code',
		`${holder(field)} ${quote(cell)}, which is written without + or 00, so its country is unknown. Choose a 'Default Country', or write the number with + and its country code.`,
		field,
	);
}

function refuseCell(cell: unknown, { field }: ContactNumberContext, reason: string): CellReading {
	const message = `${holder(field)} ${quote(cell)}: ${reason}.`;
	return { result: refuse('invalid_contact_number', message, field) };
}

function holder(field: string | undefined): string {
	return field === undefined ? 'The contact number is' : `'${field}' holds`;
}
