import metadata from 'libphonenumber-js/metadata.max.json';
import { validatePhoneNumberLength } from 'libphonenumber-js/max';
import { z } from 'zod/v4';
import { type Country, parsingOptions } from './country';

/** What is known of the numbers behind one calling code. */
export interface NumberingPlan {
	/** What is dialled before a national number, and is no part of it: '0' in most countries. */
	nationalPrefix: string | undefined;
	/** The lengths of mobile and fixed-line numbers, in ascending order. */
	lengths: readonly number[];
	/** Whether a national number is that of a mobile phone, in any region of the calling code. */
	isMobile(national: string): boolean;
	/** Whether digits begin with something that libphonenumber-js would take for a prefix. */
	hasPrefix(digits: string): boolean;
	/** Whether digits begin with what is dialled before another country's code: 00, 011, 0011. */
	hasInternationalPrefix(digits: string): boolean;
}

/**
 * Places in a packed plan of libphonenumber-js, and the version of the packing that they hold for.
 */
const PACKING_VERSION = 4;
const INTERNATIONAL_PREFIX = 1;
const NATIONAL_PREFIX = 5;
const LENGTHS = 3;
const NATIONAL_PREFIX_FOR_PARSING = 7;
const TYPES = 11;
const FIXED_LINE = 0;
const MOBILE = 1;

/** A pattern as text; 0 stands for none. */
const patternSchema = z.string().min(1).optional().catch(undefined);
const lengthsSchema = z.array(z.number()).catch([]);
const regionsSchema = z.array(z.string());
const packedSchema = z.array(z.unknown()).catch([]);

/** What is known of the mobile or the fixed-line numbers of a region. */
interface NumberType {
	pattern: string;
	lengths: number[];
}

const plans = new Map<string, NumberingPlan | undefined>();

/**
 * The plan of a calling code ('91'), from Google's data as libphonenumber-js ships it. Its patterns
 * are compiled once here, while the library compiles them for each number.
 *
 * @returns undefined for a code that no region has, or if the library packs its data otherwise one
 *   day: then the library reads all numbers itself.
 */
export function getNumberingPlan(callingCode: string): NumberingPlan | undefined {
	if (!plans.has(callingCode)) plans.set(callingCode, unpackPlan(callingCode));
	return plans.get(callingCode);
}

function unpackPlan(callingCode: string): NumberingPlan | undefined {
	const regions = regionsSchema.safeParse(Reflect.get(metadata.country_calling_codes, callingCode));
	if (metadata.version !== PACKING_VERSION || !regions.success) return undefined;
	const packed = regions.data.map((region) =>
		packedSchema.parse(Reflect.get(metadata.countries, region)),
	);
	// The first region is the main one: its prefixes hold for all.
	const [main = []] = packed;
	const nationalPrefix = patternSchema.parse(main[NATIONAL_PREFIX]);
	const mobiles = packed.flatMap((plan) => readMobileType(plan));
	const lengths = [
		...mobiles,
		...packed.flatMap((plan) => readNumberType(plan, FIXED_LINE)),
	].flatMap((type) => type.lengths);
	const mobile = new RegExp(`^(?:${mobiles.map(({ pattern }) => pattern).join('|')})$`);
	const prefix = compileStart(
		patternSchema.parse(main[NATIONAL_PREFIX_FOR_PARSING]) ?? nationalPrefix,
	);
	const internationalPrefix = compileStart(patternSchema.parse(main[INTERNATIONAL_PREFIX]));
	return {
		nationalPrefix,
		lengths: [...new Set(lengths)].sort((a, b) => a - b),
		isMobile: (national) => mobiles.length > 0 && mobile.test(national),
		hasPrefix: (digits) => isPrefixed(prefix, digits),
		hasInternationalPrefix: (digits) => isPrefixed(internationalPrefix, digits),
	};
}

/**
 * One type of a region's numbers, or none. Where it names no lengths, it has those of the whole
 * region.
 */
function readNumberType(packed: readonly unknown[], type: number): NumberType[] {
	const [pattern, lengths] = packedSchema.parse(packedSchema.parse(packed[TYPES])[type]);
	const read = patternSchema.parse(pattern);
	if (read === undefined) return [];
	return [{ pattern: read, lengths: lengthsSchema.parse(lengths ?? packed[LENGTHS]) }];
}

/** In North America mobile and fixed-line numbers look alike: the data has one pattern for both. */
function readMobileType(packed: readonly unknown[]): NumberType[] {
	const mobile = readNumberType(packed, MOBILE);
	return mobile.length > 0 ? mobile : readNumberType(packed, FIXED_LINE);
}

function compileStart(pattern: string | undefined): RegExp | undefined {
	return pattern === undefined ? undefined : new RegExp(`^(?:${pattern})`);
}

/** Some patterns are optional as a whole: an empty match is none. */
function isPrefixed(prefix: RegExp | undefined, digits: string): boolean {
	return (prefix?.exec(digits)?.[0] ?? '') !== '';
}

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
	const lengths = getNumberingPlan(callingCode)?.lengths ?? [];
	if (lengths.length === 0) return undefined;
	// The parser keeps a zero that a shortened number begins with; where zeros belong to numbers, the
	// number is valid.
	return lengths.includes(national.length) && !national.startsWith('0');
}

/** What is wrong with the length of a number that could be read. */
export function describeLength(number: { callingCode: string; national: string }): string {
	const lengths = getNumberingPlan(number.callingCode)?.lengths ?? [];
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
