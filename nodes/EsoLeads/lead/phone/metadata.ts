import type { CountryCode } from 'libphonenumber-js';
import metadata from 'libphonenumber-js/metadata.max.json';
import { z } from 'zod/v4';

/** A pattern as text; 0 means none. */
const textSchema = z.string().min(1).optional().catch(undefined);
const lengthsSchema = z.array(z.number()).catch([]);
const packedSchema = z.array(z.unknown()).catch([]);
const regionsSchema = z.array(z.string()).catch([]);

/** The ISO codes of all regions that have numbers. */
export const REGIONS: readonly CountryCode[] = Object.keys(metadata.countries).filter(isRegion);

/**
 * Every calling code: those of regions, and the ITU's codes without a region (satellite phones,
 * freephone).
 */
export const CALLING_CODES: ReadonlySet<string> = new Set([
	...Object.keys(metadata.country_calling_codes),
	...Object.keys(metadata.nonGeographic),
]);

/** The calling code of a region: '91' for 'IN'. */
export function getCallingCode(region: CountryCode): string {
	return String(metadata.countries[region][0]);
}

/** The regions of a calling code, the main one first; none for a code without a region. */
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
 * What a number is used for. In North America and elsewhere mobile and fixed-line numbers look
 * alike; they count as mobile, and so does a number that only WhatsApp still knows.
 */
export type NumberType = 'mobile' | 'fixedLine' | 'other';

/** What Google's data says of the numbers of a region; its patterns are anchored. */
export interface RegionNumbers {
	/** Matches every number of the region. */
	pattern: RegExp;
	/** By type, in the order in which they are tried. */
	types: readonly PatternOfType[];
	/** Tells a region's numbers from those of others with its calling code. */
	leadingDigits: RegExp | undefined;
	/** The length of its shortest number. */
	shortest: number;
	/** The lengths of mobile and fixed-line numbers; of all numbers if there are neither. */
	contactLengths: readonly number[];
	/** What is dialled before a number within the country. */
	nationalPrefix: string | undefined;
	/** Matches the national prefix, or what may stand in its place, such as a carrier code. */
	prefix: RegExp | undefined;
	/** What a matched `prefix` is replaced with, if one of its groups matched; otherwise it is removed. */
	prefixRule: string | undefined;
	/** What is dialled before the code of another country. */
	internationalPrefix: RegExp | undefined;
}

/** The numbers of a type. */
export interface PatternOfType {
	type: NumberType;
	pattern: RegExp;
	lengths: readonly number[];
}

/** The numbers of the regions of a calling code, the main one first. */
export function unpackRegions(callingCode: string): RegionNumbers[] {
	const codes = getRegions(callingCode);
	return codes.length === 0
		? [unpackRegion(packedSchema.parse(Reflect.get(metadata.nonGeographic, callingCode)))]
		: codes.map((code) => unpackRegion(packedSchema.parse(Reflect.get(metadata.countries, code))));
}

function unpackRegion(packed: readonly unknown[]): RegionNumbers {
	const [, international, all, allLengths, , national, , parsing, rule, , leading, types] = packed;
	const [fixedLine, mobile, ...others] = packedSchema
		.parse(types)
		.map((type) => unpackType(type, allLengths));
	const contactLengths = [...(fixedLine?.lengths ?? []), ...(mobile?.lengths ?? [])];
	const lengths = lengthsSchema.parse(allLengths);
	const nationalPrefix = textSchema.parse(national);
	// If the data has no mobile numbers, they look like fixed-line numbers.
	const ofFixedLine = mobile === undefined ? 'mobile' : 'fixedLine';
	return {
		pattern: compileWhole(textSchema.parse(all) ?? ''),
		types: [
			...(mobile === undefined ? [] : [{ type: 'mobile' as const, ...mobile }]),
			...(fixedLine === undefined ? [] : [{ type: ofFixedLine, ...fixedLine } as const]),
			...others.flatMap((other) => (other ? [{ type: 'other' as const, ...other }] : [])),
		],
		leadingDigits: compileStart(textSchema.parse(leading)),
		shortest: lengths[0] ?? 0,
		contactLengths: contactLengths.length > 0 ? contactLengths : lengths,
		nationalPrefix,
		prefix: compileStart(textSchema.parse(parsing) ?? nationalPrefix),
		prefixRule: textSchema.parse(rule),
		internationalPrefix: compileStart(textSchema.parse(international)),
	};
}

/** A type without lengths of its own has those of the region; undefined if it has no numbers. */
function unpackType(packed: unknown, allLengths: unknown) {
	const [pattern, lengths] = packedSchema.parse(packed);
	const read = textSchema.parse(pattern);
	return read === undefined
		? undefined
		: { pattern: compileWhole(read), lengths: lengthsSchema.parse(lengths ?? allLengths) };
}

function compileStart(pattern: string | undefined): RegExp | undefined {
	return pattern === undefined ? undefined : new RegExp(`^(?:${pattern})`);
}

function compileWhole(pattern: string): RegExp {
	return new RegExp(`^(?:${pattern})$`);
}

/**
 * Spellings of a person's number on WhatsApp, by calling code, and what each is in the other one.
 * Since 2012 Brazil has put a 9 before all mobile numbers, but WhatsApp kept the eight digits of
 * people who had joined earlier. Argentina puts a 9 before mobile numbers only for calls from
 * abroad. (Observed: both spellings reach the same person.)
 */
export const OTHER_SPELLINGS: ReadonlyArray<readonly [string, spelling: RegExp, other: string]> = [
	['55', /^([1-9]\d)([6-9]\d{7})$/, '$19$2'],
	['55', /^([1-9]\d)9([6-9]\d{7})$/, '$1$2'],
	['54', /^([1-8]\d{9})$/, '9$1'],
	['54', /^9([1-8]\d{9})$/, '$1'],
];

/**
 * Prefixes that a country has abolished but that still appear in address books and WhatsApp links,
 * by calling code. Until 2019 Mexico dialled 01 for landlines, 044 and 045 for mobiles, and +52 1
 * from abroad.
 */
export const RETIRED_PREFIXES: ReadonlyMap<string, RegExp> = new Map([
	['52', /^(?:01|044|045|1)(?=\d{10}$)/],
]);
