import examples from 'libphonenumber-js/examples.mobile.json';
import { withoutZeros } from './cell';
import { callingCodeAtStart, getRegions, type NumberType } from './metadata';
import { getNumberingPlan, type NumberingPlan, stripRetiredPrefix } from './numberingPlan';

/** Digits split into country code and number. */
export interface ParsedNumber {
	/** '91' for India. */
	callingCode: string;
	/** The number without its country code, with the zero that belongs to it in Italy and others. */
	national: string;
	/** Undefined if no such number is in use. */
	type: NumberType | undefined;
}

/** Parses digits that begin with a country code; undefined if there is no such code. */
export function parseAbroad(digits: string): ParsedNumber | undefined {
	const callingCode = callingCodeAtStart(digits);
	const plan = callingCode === undefined ? undefined : getNumberingPlan(callingCode);
	if (callingCode === undefined || plan === undefined) return undefined;
	const written = digits.slice(callingCode.length);
	// Nearly always. Otherwise there may be a prefix that is only dialled within the country.
	const type = plan.getType(written);
	if (type !== undefined) return { callingCode, national: written, type };
	// +91 0091…: the code twice.
	const repeated = `00${callingCode}`;
	const single = written.startsWith(repeated) ? written.slice(repeated.length) : written;
	const others = [plan.stripPrefix(written), stripRetiredPrefix(callingCode, written), single];
	return parseAny(others, written, plan);
}

/**
 * The mobile number of the home country that "+9876543210" would be without its plus, if it is in use
 * and the foreign one is not. A country code that is set apart leaves no doubt.
 */
export function parseWithoutPlus(
	text: string,
	abroad: ParsedNumber | undefined,
	plan: NumberingPlan | undefined,
): ParsedNumber | undefined {
	if (abroad === undefined || abroad.type !== undefined || plan === undefined) return undefined;
	const [first] = text.slice(1).split(/\D/);
	const { callingCode } = plan;
	const national = text.replace(/\D/g, '');
	const isMobile = first !== abroad.callingCode && plan.getType(national) === 'mobile';
	return isMobile ? { callingCode, national, type: 'mobile' } : undefined;
}

/** Parses digits as they are dialled within the country. */
export function parseAtHome(digits: string, plan: NumberingPlan): ParsedNumber {
	const national = plan.stripPrefix(digits);
	const type = plan.getType(national);
	if (type !== undefined) return { callingCode: plan.callingCode, national, type };
	return parseAny([digits, stripRetiredPrefix(plan.callingCode, digits)], national, plan);
}

/** The first of `others` that exists; if none does, the first with a length that is in use. */
function parseAny(others: readonly string[], written: string, plan: NumberingPlan): ParsedNumber {
	const { callingCode } = plan;
	for (const national of others) {
		const type = plan.getType(national);
		if (type !== undefined) return { callingCode, national, type };
	}
	const possible = [written, ...others].find((national) => hasContactLength(plan, national));
	return { callingCode, national: possible ?? written, type: undefined };
}

/**
 * Whether the phones of a country have numbers of this length. Freephone and service numbers are
 * left out: with them, Indian numbers of 8 to 13 digits would be possible, but all phones there
 * have 10. A number with a leading zero has to exist, which is checked elsewhere.
 */
export function hasContactLength({ lengths }: NumberingPlan, national: string): boolean {
	return lengths.includes(national.length) && !national.startsWith('0');
}

/** Whether a number exists, or at least has the length of a phone number of its country. */
export function isPossible({ callingCode, national, type }: ParsedNumber): boolean {
	if (type !== undefined) return true;
	const plan = getNumberingPlan(callingCode);
	return plan !== undefined && hasContactLength(plan, national);
}

/** Whether two readings are the same number. */
export function isSame(one: ParsedNumber, other: ParsedNumber): boolean {
	return one.callingCode === other.callingCode && one.national === other.national;
}

/** As a user reads it in messages. */
export function toE164({ callingCode, national }: ParsedNumber): string {
	return `+${callingCode}${national}`;
}

/**
 * The two numbers that the same digits can mean: as dialled within the country, and with a country
 * code without its plus. Both exist.
 */
export interface Rivals {
	dialled: ParsedNumber;
	coded: ParsedNumber;
}

/** Longer than any number that is really dialled within a country, whatever its plan allows. */
export const LONGER_THAN_ANY = 12;

/**
 * Which of two numbers is meant; undefined if that is unclear.
 *
 * South Africa's 027 831 1330 is a landline: as a mobile number +27 831 1330 would be too short. In
 * Germany 4915112345678 is a mobile number: as the landline 0491 5112345678 it would lack its zero
 * and be too long.
 */
export function settleRivals(text: string, { dialled, coded }: Rivals): ParsedNumber | undefined {
	const isMobile = coded.type === 'mobile';
	if (isMobile && coded.national.length < usualLength(coded) - 1) return dialled;
	const grouped = readGroups(text, coded.callingCode);
	if (grouped !== undefined) return grouped === 'code' ? coded : dialled;
	const hasNoPrefix = !text.replace(/\D/g, '').startsWith('0');
	const isUnlikely = hasNoPrefix || dialled.national.length >= LONGER_THAN_ANY;
	return isMobile && dialled.type !== 'mobile' && isUnlikely ? coded : undefined;
}

/** The length of Google's example of a mobile number of the country. */
function usualLength({ callingCode }: ParsedNumber): number {
	const [main] = getRegions(callingCode);
	return main === undefined ? 0 : (examples[main]?.length ?? 0);
}

/**
 * What the grouping of the digits says: "0 49 151…" separates a country code, "0491 51…" an area
 * code. A zero and a first group as long as a country code can be either.
 */
function readGroups(text: string, callingCode: string): 'code' | 'area' | undefined {
	const [first = '', second, third] = text.split(/\D+/).filter((group) => group !== '');
	if (second === undefined) return undefined;
	if (first === '0') return third !== undefined && second === callingCode ? 'code' : undefined;
	return withoutZeros(first) === callingCode ? undefined : 'area';
}
