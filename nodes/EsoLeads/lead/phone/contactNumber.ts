import type { ContactNumber } from '../lead';
import type { Refusal } from '../refusals';
import { type CellContext, readCarefully } from './carefulReading';
import type { Country, HomeCountry } from './country';
import {
	getNumberingPlan,
	LONGER_THAN_ANY,
	parseAbroad,
	parseAtHome,
	type ParsedNumber,
} from './numberingPlan';

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
	{ ownCountry, defaultCountry, ...context }: ContactNumberContext,
): ContactNumber | Refusal {
	const country = ownCountry ?? defaultCountry;
	if (country?.kind !== 'refusal') {
		const home = country && { country, isOwn: ownCountry !== undefined };
		return readPlainly(cell, home) ?? readCarefully(cell, { ...context, home });
	}
	// An unreadable country only matters if the number needs one.
	const result = readCarefully(cell, { ...context, home: undefined });
	if (result.kind === 'refusal') return result.code === 'missing_country_code' ? country : result;
	return { ...result, remark: 'unreadCountries' };
}

/** What nearly every cell holds: digits in groups, perhaps with a plus. */
const PLAIN_NUMBER = /^\(?\+?\d[\d ()-]{6,16}\d$/;
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
	if (typeof text !== 'string' || !PLAIN_NUMBER.test(text) || text.includes('(0)'))
		return undefined;
	const dialled = text.replace(/[ ()-]/g, '');
	const [, coded] = INTERNATIONAL.exec(dialled) ?? [];
	const number = coded === undefined ? parsePlainAtHome(text, dialled, home) : parseAbroad(coded);
	if (number?.type === undefined) return undefined;
	const { callingCode, national } = number;
	const isElsewhere = home?.isOwn === true && home.country.callingCode !== callingCode;
	const isOdd = national.startsWith('00') || national.length > LONGER_THAN_ANY;
	if (isElsewhere || isOdd) return undefined;
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
	const significant = digits.replace(/^0+/, '');
	const coded = significant.startsWith(plan.callingCode) ? parseAbroad(significant) : undefined;
	if (number.type === undefined) return coded;
	if (coded?.type !== undefined && coded.national !== number.national) return undefined;
	if (number.national !== digits) return number;
	// As it stands, a landline may be foreign, and a number may have lost its zero.
	const isCertain = number.type === 'mobile' && plan.getType(`0${digits}`) === undefined;
	return isCertain ? number : undefined;
}
