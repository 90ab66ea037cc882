import examples from 'libphonenumber-js/examples.mobile.json';
import { withoutZeros } from './cell';
import { getRegions } from './metadata';
import { LONGER_THAN_ANY, type NumberingPlan, type ParsedNumber } from './numberingPlan';

/** Whether two readings are the same number. */
export function isSame(one: ParsedNumber, other: ParsedNumber): boolean {
	return one.callingCode === other.callingCode && one.national === other.national;
}

/**
 * The two numbers that the same digits can mean: as dialled within the country, and with a country
 * code without its plus. Both exist.
 */
export interface Rivals {
	dialled: ParsedNumber;
	coded: ParsedNumber;
}

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
