import metadata from 'libphonenumber-js/metadata.max.json';
import { z } from 'zod/v4';
import { CALLING_CODES, getRegions } from './callingCodes';
import { otherSpelling } from './whatsApp';

/**
 * What a number is in use for. In North America and elsewhere mobile and fixed lines look alike:
 * such a number counts as mobile, and so does one that only WhatsApp still knows.
 */
export type NumberType = 'mobile' | 'fixedLine' | 'other';

/** What is known of the numbers of a region, or of all regions behind one calling code. */
export interface NumberingPlan {
	/** '91' for India. */
	callingCode: string;
	/** The lengths of mobile and fixed-line numbers, in ascending order. */
	lengths: readonly number[];
	/** What a number without its country code is in use for; undefined where it does not exist. */
	getType(national: string): NumberType | undefined;
	/**
	 * The number that digits stand for as they are dialled at home: without the national prefix and
	 * carrier codes, with an area code that the region leaves out.
	 */
	stripPrefix(digits: string): string;
	/** What follows the prefix to another country (00, 011, 0011, 810); undefined without one. */
	stripInternationalPrefix(digits: string): string | undefined;
}

/**
 * Places in a packed plan of libphonenumber-js, and the version of the packing that they hold for.
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

/** A pattern as text; 0 stands for none. */
const textSchema = z.string().min(1).optional().catch(undefined);
const lengthsSchema = z.array(z.number()).catch([]);
const packedSchema = z.array(z.unknown()).catch([]);

if (metadata.version !== PACKING_VERSION) {
	throw new Error('libphonenumber-js packs its data in another way than this code reads it');
}

const plans = new Map<string, NumberingPlan>();

/**
 * The plan of a calling code, or of one of its regions: regions share the numbers, but each has its
 * own prefixes. It is Google's data as libphonenumber-js ships it, read by the same rules, but with
 * its patterns compiled once, while the library compiles them for each number.
 *
 * @returns undefined for a code that is not in use.
 */
export function getNumberingPlan(callingCode: string, region = ''): NumberingPlan | undefined {
	const key = region === '' ? callingCode : region;
	let plan = plans.get(key);
	if (plan === undefined && CALLING_CODES.has(callingCode)) {
		plan = unpackPlan(callingCode, region);
		plans.set(key, plan);
	}
	return plan;
}

function unpackPlan(callingCode: string, region: string): NumberingPlan {
	const codes: string[] = getRegions(callingCode);
	const packed =
		codes.length === 0
			? [packedSchema.parse(Reflect.get(metadata.nonGeographic, callingCode))]
			: codes.map((code) => packedSchema.parse(Reflect.get(metadata.countries, code)));
	const regions = packed.map(unpackRegion);
	// The first region is the main one: its prefixes hold where none is named.
	const home = packed[Math.max(0, codes.indexOf(region))] ?? [];
	const getType = (national: string) => findType(regions, national);
	const internationalPrefix = compileStart(textSchema.parse(home[INTERNATIONAL_PREFIX]));
	const contactLengths = regions.flatMap(({ lengths }) => lengths);
	return {
		callingCode,
		lengths: [...new Set(contactLengths)].sort((a, b) => a - b),
		getType(national) {
			const type = getType(national);
			if (type !== undefined) return type;
			// Brazilians who joined WhatsApp before 2012 still have eight digits there.
			const other = otherSpelling(callingCode, national);
			return other !== undefined && getType(other) === 'mobile' ? 'mobile' : undefined;
		},
		stripPrefix: createPrefixStripper(home),
		stripInternationalPrefix(digits) {
			const prefix = internationalPrefix?.exec(digits)?.[0] ?? '';
			return prefix === '' ? undefined : digits.slice(prefix.length);
		},
	};
}

interface Region {
	leadingDigits: RegExp | undefined;
	/** Of mobile and fixed-line numbers; of all, where there are neither. */
	lengths: number[];
	getType(national: string): NumberType | undefined;
}

function unpackRegion(packed: readonly unknown[]): Region {
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
			// Where the data has no mobile numbers, they look like those of fixed lines.
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

/** Where a type names no lengths, it has those of the whole region. */
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

/** Regions with leading digits of their own own all that begin with them. */
function findType(regions: readonly Region[], national: string): NumberType | undefined {
	for (const { leadingDigits, getType } of regions) {
		if (leadingDigits === undefined) {
			const type = getType(national);
			if (type !== undefined) return type;
		} else if (leadingDigits.test(national)) return getType(national);
	}
	return undefined;
}

/** The rules by which Google's library takes the prefix off. */
function createPrefixStripper(packed: readonly unknown[]): (digits: string) => string {
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
		// A number that is complete with the prefix but not without it did not begin with one.
		if (national.length < shortest || (all.test(digits) && !all.test(national))) return digits;
		return national;
	};
}

function compileStart(pattern: string | undefined): RegExp | undefined {
	return pattern === undefined ? undefined : new RegExp(`^(?:${pattern})`);
}

function compileWhole(pattern: string): RegExp {
	return new RegExp(`^(?:${pattern})$`);
}
