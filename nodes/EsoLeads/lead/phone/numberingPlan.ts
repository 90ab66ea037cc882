import {
	CALLING_CODES,
	getRegions,
	type NumberType,
	OTHER_SPELLINGS,
	type RegionNumbers,
	RETIRED_PREFIXES,
	unpackRegions,
} from './metadata';

/** What is known about the numbers of a region, or of all regions that share a calling code. */
export interface NumberingPlan {
	/** '91' for India. */
	callingCode: string;
	/** The lengths of mobile and fixed-line numbers, in ascending order. */
	lengths: readonly number[];
	/** The type of a number without its country code; undefined if there is no such number. */
	getType(national: string): NumberType | undefined;
	/**
	 * The number that digits dialled within the country mean: without the national prefix and
	 * carrier codes, and with an area code that the region leaves out.
	 */
	stripPrefix(digits: string): string;
	/** What follows the international prefix (00, 011, 0011, 810); undefined without one. */
	stripInternationalPrefix(digits: string): string | undefined;
}

const plans = new Map<string, NumberingPlan>();

/**
 * The plan of a calling code, or of one of its regions: regions share the numbers, but each has its
 * own prefixes. This is Google's data as libphonenumber-js ships it, read by the same rules. The
 * patterns are compiled only once; the library compiles them for each number.
 *
 * @returns undefined for a code that is not in use.
 */
export function getNumberingPlan(callingCode: string, region = ''): NumberingPlan | undefined {
	const key = region === '' ? callingCode : region;
	let plan = plans.get(key);
	if (plan === undefined && CALLING_CODES.has(callingCode)) {
		plan = createPlan(callingCode, region);
		plans.set(key, plan);
	}
	return plan;
}

function createPlan(callingCode: string, region: string): NumberingPlan {
	const codes: string[] = getRegions(callingCode);
	const regions = unpackRegions(callingCode);
	// The first region is the main one; its prefixes apply if none is named.
	const home = regions[Math.max(0, codes.indexOf(region))];
	const lengths = regions.flatMap(({ contactLengths }) => contactLengths);
	return {
		callingCode,
		lengths: [...new Set(lengths)].sort((a, b) => a - b),
		getType(national) {
			const type = findType(regions, national);
			if (type !== undefined) return type;
			// Brazilians who joined WhatsApp before 2012 still have eight-digit numbers there.
			const other = otherSpelling(callingCode, national);
			return other !== undefined && findType(regions, other) === 'mobile' ? 'mobile' : undefined;
		},
		stripPrefix: (digits) => (home === undefined ? digits : stripPrefix(digits, home)),
		stripInternationalPrefix(digits) {
			const prefix = home?.internationalPrefix?.exec(digits)?.[0] ?? '';
			return prefix === '' ? undefined : digits.slice(prefix.length);
		},
	};
}

/** A region with leading digits of its own owns every number that begins with them. */
function findType(regions: readonly RegionNumbers[], national: string): NumberType | undefined {
	for (const region of regions) {
		if (region.leadingDigits === undefined) {
			const type = findTypeIn(region, national);
			if (type !== undefined) return type;
		} else if (region.leadingDigits.test(national)) return findTypeIn(region, national);
	}
	return undefined;
}

function findTypeIn({ pattern, types }: RegionNumbers, national: string): NumberType | undefined {
	if (!pattern.test(national)) return undefined;
	for (const { type, pattern, lengths } of types)
		if (lengths.includes(national.length) && pattern.test(national)) return type;
	return undefined;
}

/** Google's rules for removing the national prefix. */
function stripPrefix(digits: string, region: RegionNumbers): string {
	const { nationalPrefix, prefix, prefixRule, pattern, shortest } = region;
	const match = prefix?.exec(digits);
	if (prefix === undefined || match === null || match === undefined) return digits;
	const hasGroup = match.length > 1 && (match.at(-1) ?? '') !== '';
	const isReplaced = prefixRule !== undefined && hasGroup;
	const national = isReplaced ? digits.replace(prefix, prefixRule) : digits.slice(match[0].length);
	// A carrier code is one only if a number follows it: the 57 in Colombia's 057 1234567 may well be
	// the country code.
	if (hasGroup && !pattern.test(national) && nationalPrefix !== undefined)
		return digits.startsWith(nationalPrefix) ? digits.slice(nationalPrefix.length) : digits;
	// A number that is complete with the prefix but not without it has none.
	const isComplete = pattern.test(digits) && !pattern.test(national);
	return national.length < shortest || isComplete ? digits : national;
}

/**
 * The other spelling of a person's number on WhatsApp, without its country code; undefined for
 * nearly all numbers, which have only one.
 */
export function otherSpelling(callingCode: string, national: string): string | undefined {
	for (const [code, spelling, other] of OTHER_SPELLINGS)
		if (code === callingCode && spelling.test(national)) return national.replace(spelling, other);
	return undefined;
}

/** A number without a prefix that its country has abolished. */
export function stripRetiredPrefix(callingCode: string, national: string): string {
	const retired = RETIRED_PREFIXES.get(callingCode);
	return retired === undefined ? national : national.replace(retired, '');
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

/** Digits split into country code and number. */
export interface ParsedNumber {
	/** '91' for India. */
	callingCode: string;
	/** The number without its country code, with the zero that belongs to it in Italy and others. */
	national: string;
	/** Undefined if no such number is in use. */
	type: NumberType | undefined;
}

/** Longer than any number that is really dialled within a country, whatever its plan allows. */
export const LONGER_THAN_ANY = 12;

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
