import {
	CALLING_CODES,
	compileInternationalPrefix,
	createPrefixStripper,
	findType,
	getPackedPlans,
	getRegions,
	type NumberType,
	unpackRegion,
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
		plan = unpackPlan(callingCode, region);
		plans.set(key, plan);
	}
	return plan;
}

function unpackPlan(callingCode: string, region: string): NumberingPlan {
	const codes: string[] = getRegions(callingCode);
	const packed = getPackedPlans(callingCode);
	const regions = packed.map(unpackRegion);
	// The first region is the main one; its prefixes apply if none is named.
	const home = packed[Math.max(0, codes.indexOf(region))] ?? [];
	const getType = (national: string) => findType(regions, national);
	const internationalPrefix = compileInternationalPrefix(home);
	const contactLengths = regions.flatMap(({ lengths }) => lengths);
	return {
		callingCode,
		lengths: [...new Set(contactLengths)].sort((a, b) => a - b),
		getType(national) {
			const type = getType(national);
			if (type !== undefined) return type;
			// Brazilians who joined WhatsApp before 2012 still have eight-digit numbers there.
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

/**
 * Countries where a person's number on WhatsApp differs from the one that is dialled. Since 2012
 * Brazil has put a 9 before all mobile numbers, but WhatsApp kept the eight digits of people who
 * had joined earlier. Argentina puts a 9 before mobile numbers only for calls from abroad.
 * (Observed: both spellings reach the same person.)
 */
const BRAZIL = '55';
const ARGENTINA = '54';

/** An area code and eight digits that begin like a mobile number. */
const BRAZIL_SHORT = /^([1-9]\d)([6-9]\d{7})$/;
const BRAZIL_LONG = /^([1-9]\d)9([6-9]\d{7})$/;
const ARGENTINA_SHORT = /^[1-8]\d{9}$/;
const ARGENTINA_LONG = /^9([1-8]\d{9})$/;

/**
 * The other spelling of a person's number on WhatsApp, without its country code; undefined for
 * nearly all numbers, which have only one.
 */
export function otherSpelling(callingCode: string, national: string): string | undefined {
	if (callingCode === BRAZIL) {
		if (BRAZIL_SHORT.test(national)) return national.replace(BRAZIL_SHORT, '$19$2');
		return BRAZIL_LONG.test(national) ? national.replace(BRAZIL_LONG, '$1$2') : undefined;
	}
	if (callingCode === ARGENTINA) {
		if (ARGENTINA_SHORT.test(national)) return `9${national}`;
		return ARGENTINA_LONG.exec(national)?.[1];
	}
	return undefined;
}

/**
 * Prefixes that a country has abolished but that still appear in address books and WhatsApp links.
 * Until 2019 Mexico dialled 01 for landlines, 044 and 045 for mobiles, and +52 1 from abroad.
 */
const RETIRED_PREFIXES: Readonly<Record<string, RegExp>> = {
	'52': /^(?:01|044|045|1)(?=\d{10}$)/,
};

/** A number without a prefix that its country has abolished. */
export function stripRetiredPrefix(callingCode: string, national: string): string {
	const retired = RETIRED_PREFIXES[callingCode];
	return retired === undefined ? national : national.replace(retired, '');
}
