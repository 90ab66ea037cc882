import type { ContactNumber } from '../lead';
import type { Refusal } from '../refusals';
import { type NumberText, TWO_NUMBERS, withoutZeros } from './cell';
import type { Country, HomeCountry } from './country';
import {
	describeReading,
	describeInvalid,
	type NumberCheck,
	refuseCountryless,
	refuseMissing,
	refuseNumber,
	refuseOtherCountry,
} from './faults';
import { DECIMALS } from './lookalikes';
import type { NumberType } from './metadata';
import {
	getNumberingPlan,
	LONGER_THAN_ANY,
	parseAbroad,
	parseAtHome,
	type ParsedNumber,
} from './numberingPlan';
import { readNumberText, toCellText } from './numberText';
import { chooseReading, type ReadNumber } from './readings';
import { pickNumber } from './severalNumbers';

/** What to do with a cell that holds several numbers. */
export type SeveralNumbers = 'reject' | 'first';

/** What a cell is read with. */
export interface CellContext {
	/** The path of the input field, for messages. */
	field: string | undefined;
	/** The country of numbers that are written without a country code. */
	home: HomeCountry | undefined;
	check: NumberCheck;
	/** Undefined if the user has no choice; several numbers are then refused. */
	several?: SeveralNumbers | undefined;
}

/** What a contact number is read with: a cell, and the countries that go with it. */
export interface ContactNumberContext extends Omit<CellContext, 'home'> {
	/** The country of the lead itself, which a number's own code must not contradict. */
	ownCountry: Country | Refusal | undefined;
	/** For numbers that are written without a country code. */
	defaultCountry: Country | Refusal | undefined;
}

/**
 * Reads a cell as a contact number, or says what is wrong with it and what to do. A plain cell is
 * settled here; any other is read carefully.
 */
export function readContactNumber(
	cell: unknown,
	given: ContactNumberContext,
): ContactNumber | Refusal {
	const { ownCountry, defaultCountry } = given;
	const country = ownCountry ?? defaultCountry;
	if (country?.kind !== 'refusal') {
		const home = country && { country, isOwn: ownCountry !== undefined };
		return readPlainly(cell, home) ?? readCarefully(cell, toContext(given, home)).result;
	}
	// An unreadable country only matters if the number needs one.
	const { result } = readCarefully(cell, toContext(given, undefined));
	if (result.kind === 'refusal') return result.code === 'missing_country_code' ? country : result;
	return { ...result, remark: 'unreadCountries' };
}

/** Written out, because for each cell a spread takes as long as reading a plain number. */
function toContext(
	{ field, check, several }: ContactNumberContext,
	home: HomeCountry | undefined,
): CellContext {
	return { field, home, check, several };
}

/** What nearly every cell holds: digits in groups, perhaps with a plus. No longer cell meets it. */
const USUAL_NUMBER = /^\(?\+?\d[\d ()-]{6,16}\d$/;
const MAX_PLAIN_CHARACTERS = 20;
/** A zero that may not be dialled; after a bracket at the start, a dash that may divide two numbers. */
const NEEDS_CARE = /\(0\)|^\(.* - /;
const INTERNATIONAL = /^(?:\+|00)([1-9]\d*)$/;

/**
 * The short way, for a cell that leaves no doubt. Undefined for all others: wherever `readCarefully`
 * might read another number, refuse the cell or remark on it.
 */
export function readPlainly(
	cell: unknown,
	home: HomeCountry | undefined,
): ContactNumber | undefined {
	const text = typeof cell === 'number' ? String(cell) : cell;
	if (typeof text !== 'string' || text.length > MAX_PLAIN_CHARACTERS) return undefined;
	if (!USUAL_NUMBER.test(text) || NEEDS_CARE.test(text)) return undefined;
	const dialled = text.replace(/[ ()-]/g, '');
	const [, coded] = INTERNATIONAL.exec(dialled) ?? [];
	const number = coded === undefined ? parsePlainAtHome(text, dialled, home) : parseAbroad(coded);
	if (number?.type === undefined) return undefined;
	const { callingCode, national } = number;
	const isElsewhere = home?.isOwn === true && home.country.callingCode !== callingCode;
	const isOdd = national.startsWith('00') || national.length > LONGER_THAN_ANY;
	return isElsewhere || isOdd ? undefined : toContactNumber(number);
}

function toContactNumber({ callingCode, national }: ParsedNumber): ContactNumber {
	return { kind: 'contactNumber', countryCode: Number(callingCode), digits: national };
}

/** Digits alone that may be a timestamp, or a date with or without the time of day. */
const PERHAPS_TIME = /^(?:1\d{9}|1\d{12}|(?=19|20|[0-3]\d[01])(?:\d{8}|\d{12}|\d{14}|\d{17}))$/;
const MOST_DIGITS_OF_A_DATE = 8;

/** Undefined where the digits may be a date or have two readings that exist. */
function parsePlainAtHome(
	text: string,
	digits: string,
	home: HomeCountry | undefined,
): ParsedNumber | undefined {
	const plan = home && getNumberingPlan(home.country.callingCode, home.country.region);
	const isInGroups = text !== digits;
	const isPerhapsTime = isInGroups
		? digits.length <= MOST_DIGITS_OF_A_DATE
		: PERHAPS_TIME.test(digits);
	if (plan === undefined || isPerhapsTime) return undefined;
	const number = parseAtHome(digits, plan);
	const significant = withoutZeros(digits);
	const coded = significant.startsWith(plan.callingCode) ? parseAbroad(significant) : undefined;
	if (number.type === undefined) return coded;
	if (coded?.type !== undefined && coded.national !== number.national) return undefined;
	if (number.national !== digits) return number;
	// As it stands, a landline may be foreign, and a number may have lost its zero.
	const isCertain = number.type === 'mobile' && plan.getType(`0${digits}`) === undefined;
	return isCertain ? number : undefined;
}

/** A number and its type, or why it cannot be sent. */
interface CellReading {
	result: ContactNumber | Refusal;
	type?: NumberType | undefined;
}

/**
 * Reads any cell: finds out what it holds, where the country code ends and which reading exists, and
 * then what speaks against the number.
 */
export function readCarefully(cell: unknown, context: CellContext): CellReading {
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

/** Each number is read as if it were alone; a refusal quotes the whole cell. */
function readSeveral(cell: unknown, texts: readonly string[], context: CellContext): CellReading {
	const parts = texts.map((text) => {
		const { result, type } = readCarefully(text, context);
		return { text, result, number: result.kind === 'refusal' ? undefined : result, type };
	});
	const picked = pickNumber(parts, context.several === 'first');
	if (picked !== undefined) return picked;
	const advice = context.several === 'reject' ? ", or set 'Several Numbers' to Use the First" : '';
	return refuseCell(cell, context, TWO_NUMBERS + advice);
}

/** No number that can be called from abroad is shorter: more than the country is missing. */
const SHORTEST_NUMBER = 4;

function readText(cell: unknown, written: NumberText, context: CellContext): CellReading {
	const { home } = context;
	const reading = chooseReading(written.text, home);
	if (reading.kind === 'noCountry') {
		const digits = written.text.replace(/\D/g, '');
		return digits.length < SHORTEST_NUMBER
			? refuseCell(cell, context, 'it is too short for a phone number. Check for missing digits')
			: { result: refuseCountryless(cell, context.field) };
	}
	if (reading.kind !== 'number')
		return refuseCell(cell, context, describeReading(reading, home?.country));
	const { doubt } = written;
	const isDoubtful =
		doubt !== undefined &&
		(doubt.mustBe === 'mobile' ? reading.type !== 'mobile' : reading.type === undefined);
	if (isDoubtful && context.check !== 'digits') return refuseCell(cell, context, doubt.reason);
	return checkNumber(reading, cell, context);
}

function checkNumber(number: ReadNumber, cell: unknown, context: CellContext): CellReading {
	const { callingCode, type } = number;
	const { check, field, home } = context;
	const own = home?.isOwn === true ? home.country : undefined;
	const isOther = own !== undefined && own.callingCode !== callingCode;
	// A country's name says where somebody lives; a calling code says how the number begins.
	const isElsewhere = own?.region !== undefined && number.isInternational && type !== undefined;
	if (isOther && !isElsewhere) return { result: refuseOtherCountry(cell, field, callingCode, own) };
	const reason = describeInvalid(number, check);
	if (reason !== undefined) return refuseCell(cell, context, reason);
	const result = toContactNumber(number);
	return { result: isOther ? { ...result, remark: 'otherCountries' } : result, type };
}

function refuseCell(cell: unknown, { field }: CellContext, reason: string): CellReading {
	return { result: refuseNumber(cell, field, reason) };
}
