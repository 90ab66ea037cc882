import examples from 'libphonenumber-js/examples.mobile.json';
import { withoutZeros } from './cell';
import type { ParsedNumber } from './parse';
import { getRegions } from './callingCodes';

/**
 * Two numbers that the same digits stand for: as they are dialled at home, and with a country code
 * that lacks its plus. Both exist.
 */
export interface Rivals {
	dialled: ParsedNumber;
	coded: ParsedNumber;
}

/** Longer than any number that is dialled within a country, whatever its plan leaves room for. */
const LONGER_THAN_ANY = 12;

/**
 * Which of two numbers is meant; undefined where it cannot be told.
 *
 * South Africa's 027 831 1330 is a landline, and +27 831 1330 would be a mobile number that is too
 * short to be one; 4915112345678 in Germany is a mobile number, and 0491 5112345678 would be a
 * landline that is written without its zero, and too long.
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

/** The length of the mobile number that Google gives as an example of the country. */
function usualLength({ callingCode }: ParsedNumber): number {
	const [main] = getRegions(callingCode);
	return main === undefined ? 0 : (examples[main]?.length ?? 0);
}

/**
 * What the grouping of the digits says: "0 49 151…" sets the country code apart, "0491 51…" an area
 * code. A first group that is as long as a country code behind a zero can be either.
 */
function readGroups(text: string, callingCode: string): 'code' | 'area' | undefined {
	const [first = '', second, third] = text.split(/\D+/).filter((group) => group !== '');
	if (second === undefined) return undefined;
	if (first === '0') return third !== undefined && second === callingCode ? 'code' : undefined;
	return withoutZeros(first) === callingCode ? undefined : 'area';
}
