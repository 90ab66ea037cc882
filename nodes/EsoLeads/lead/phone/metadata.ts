import type { CountryCode } from 'libphonenumber-js';
import metadata from 'libphonenumber-js/metadata.max.json';
import { z } from 'zod/v4';

/** The index of the calling code in a packed region. */
const CALLING_CODE = 0;

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
	return String(metadata.countries[region][CALLING_CODE]);
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
 * The calling code that digits begin with. The ITU assigns them so that none is the start of
 * another.
 */
export function callingCodeAtStart(digits: string): string | undefined {
	for (let length = 1; length <= 3; length += 1) {
		const code = digits.slice(0, length);
		if (CALLING_CODES.has(code)) return code;
	}
	return undefined;
}

/**
 * Indexes into a packed plan of libphonenumber-js, and the version of the packing they are valid
 * for.
 */
const PACKING_VERSION = 4;
const INTERNATIONAL_PREFIX = 1;
const PATTERN = 2;
const LENGTHS = 3;
const NATIONAL_PREFIX = 5;
const PREFIX_FOR_PARSING = 7;
const PREFIX_RULE = 8;
const LEADING_DIGITS = 10;
const TYPES = 11;
const FIXED_LINE = 0;
const MOBILE = 1;

/** A pattern as text; 0 means none. */
const textSchema = z.string().min(1).optional().catch(undefined);
const lengthsSchema = z.array(z.number()).catch([]);
const packedSchema = z.array(z.unknown()).catch([]);

if (metadata.version !== PACKING_VERSION) {
	throw new Error(
		'This version of the node cannot read its data on phone numbers. Install another version.',
	);
}

/**
 * What a number is used for. In North America and elsewhere mobile and fixed-line numbers look
 * alike; they count as mobile, and so does a number that only WhatsApp still knows.
 */
export type NumberType = 'mobile' | 'fixedLine' | 'other';

/** The packed plans of the regions of a calling code, the main one first. */
export function getPackedPlans(callingCode: string): unknown[][] {
	const codes = getRegions(callingCode);
	return codes.length === 0
		? [packedSchema.parse(Reflect.get(metadata.nonGeographic, callingCode))]
		: codes.map((code) => packedSchema.parse(Reflect.get(metadata.countries, code)));
}

/** A region, unpacked. */
export interface Region {
	leadingDigits: RegExp | undefined;
	/** The lengths of mobile and fixed-line numbers; of all numbers if there are neither. */
	lengths: number[];
	getType(national: string): NumberType | undefined;
}

/** Unpacks a region by the indexes above. */
export function unpackRegion(packed: readonly unknown[]): Region {
	const types = packedSchema.parse(packed[TYPES]).map((type) => unpackType(packed, type));
	const [fixedLine, mobile] = types;
	const others = types.filter((_, index) => index !== FIXED_LINE && index !== MOBILE);
	const all = compileWhole(textSchema.parse(packed[PATTERN]) ?? '');
	const contactLengths = [...(fixedLine?.lengths ?? []), ...(mobile?.lengths ?? [])];
	return {
		leadingDigits: compileStart(textSchema.parse(packed[LEADING_DIGITS])),
		lengths: contactLengths.length > 0 ? contactLengths : lengthsSchema.parse(packed[LENGTHS]),
		getType(national) {
			if (!all.test(national)) return undefined;
			if (mobile !== undefined && isOfType(mobile, national)) return 'mobile';
			// If the data has no mobile numbers, they look like fixed-line numbers.
			if (fixedLine !== undefined && isOfType(fixedLine, national))
				return mobile === undefined ? 'mobile' : 'fixedLine';
			return others.some((type) => type !== undefined && isOfType(type, national))
				? 'other'
				: undefined;
		},
	};
}

interface PackedType {
	pattern: RegExp;
	lengths: number[];
}

/** A type without lengths of its own has those of the region. */
function unpackType(packed: readonly unknown[], type: unknown): PackedType | undefined {
	const [pattern, lengths] = packedSchema.parse(type);
	const read = textSchema.parse(pattern);
	return read === undefined
		? undefined
		: { pattern: compileWhole(read), lengths: lengthsSchema.parse(lengths ?? packed[LENGTHS]) };
}

function isOfType({ pattern, lengths }: PackedType, national: string): boolean {
	return lengths.includes(national.length) && pattern.test(national);
}

/** A region with leading digits of its own owns every number that begins with them. */
export function findType(regions: readonly Region[], national: string): NumberType | undefined {
	for (const { leadingDigits, getType } of regions) {
		if (leadingDigits === undefined) {
			const type = getType(national);
			if (type !== undefined) return type;
		} else if (leadingDigits.test(national)) return getType(national);
	}
	return undefined;
}

/** Google's rules for removing the national prefix. */
export function createPrefixStripper(packed: readonly unknown[]): (digits: string) => string {
	const nationalPrefix = textSchema.parse(packed[NATIONAL_PREFIX]);
	const prefix = compileStart(textSchema.parse(packed[PREFIX_FOR_PARSING]) ?? nationalPrefix);
	const rule = textSchema.parse(packed[PREFIX_RULE]);
	const all = compileWhole(textSchema.parse(packed[PATTERN]) ?? '');
	const [shortest = 0] = lengthsSchema.parse(packed[LENGTHS]);
	return (digits) => {
		const match = prefix?.exec(digits);
		if (prefix === undefined || match === null || match === undefined) return digits;
		const hasGroup = match.length > 1 && (match.at(-1) ?? '') !== '';
		const national =
			rule !== undefined && hasGroup ? digits.replace(prefix, rule) : digits.slice(match[0].length);
		// A carrier code is one only if a number follows it: the 57 in Colombia's 057 1234567 may well be
		// the country code.
		if (hasGroup && !all.test(national) && nationalPrefix !== undefined)
			return digits.startsWith(nationalPrefix) ? digits.slice(nationalPrefix.length) : digits;
		// A number that is complete with the prefix but not without it has none.
		if (national.length < shortest || (all.test(digits) && !all.test(national))) return digits;
		return national;
	};
}

/** What is dialled in a region before the code of another country. */
export function compileInternationalPrefix(packed: readonly unknown[]): RegExp | undefined {
	return compileStart(textSchema.parse(packed[INTERNATIONAL_PREFIX]));
}

function compileStart(pattern: string | undefined): RegExp | undefined {
	return pattern === undefined ? undefined : new RegExp(`^(?:${pattern})`);
}

function compileWhole(pattern: string): RegExp {
	return new RegExp(`^(?:${pattern})$`);
}
