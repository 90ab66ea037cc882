import type { CountryCode } from 'libphonenumber-js';
import metadata from 'libphonenumber-js/metadata.max.json';
import { z } from 'zod/v4';

/** Of a packed region, the place of its calling code. */
const CALLING_CODE = 0;

const regionsSchema = z.array(z.string()).catch([]);

/** The ISO codes of all regions that have numbers. */
export const REGIONS = Object.keys(metadata.countries) as CountryCode[];

/**
 * Every calling code: those of regions, and the ITU's that belong to none (satellite phones,
 * freephone).
 */
export const CALLING_CODES: ReadonlySet<string> = new Set([
	...Object.keys(metadata.country_calling_codes),
	...Object.keys(metadata.nonGeographic),
]);

/** The calling code of a region: '91' for 'IN'. */
export function getCallingCode(region: CountryCode): string {
	return String(metadata.countries[region][CALLING_CODE]);
}

/** The regions behind a calling code, the main one first; none behind a code that belongs to no region. */
export function getRegions(callingCode: string): CountryCode[] {
	return regionsSchema
		.parse(Reflect.get(metadata.country_calling_codes, callingCode))
		.filter(isRegion);
}

/** Whether a text is the ISO code of a region that has numbers. */
export function isRegion(text: string): text is CountryCode {
	return Object.hasOwn(metadata.countries, text);
}

/**
 * The calling code that digits begin with: the ITU gave them out so that none is the start of
 * another.
 */
export function callingCodeAtStart(digits: string): string | undefined {
	for (let length = 1; length <= 3; length += 1) {
		const code = digits.slice(0, length);
		if (CALLING_CODES.has(code)) return code;
	}
	return undefined;
}
