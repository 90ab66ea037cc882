/**
 * Countries where WhatsApp knows a person by another number than the one that is dialled. Brazil
 * put a 9 before all mobile numbers from 2012 on, and WhatsApp kept the eight digits of those who
 * had joined before; Argentina puts a 9 before mobile numbers only when they are called from
 * abroad. (Observed: both spellings reach the same person.)
 */
const BRAZIL = '55';
const ARGENTINA = '54';

/** An area code and eight digits, the first of which mobile numbers begin with. */
const BRAZIL_SHORT = /^([1-9]\d)([6-9]\d{7})$/;
const BRAZIL_LONG = /^([1-9]\d)9([6-9]\d{7})$/;
const ARGENTINA_SHORT = /^[1-8]\d{9}$/;
const ARGENTINA_LONG = /^9([1-8]\d{9})$/;

/**
 * The other way to write the number of one person on WhatsApp, without its country code; undefined
 * for the numbers that have one way, as nearly all do.
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
 * Prefixes that a country has given up, but that stand in address books and WhatsApp links: Mexico
 * dialled 01 to landlines, 044 and 045 to mobiles, and +52 1 from abroad, until 2019.
 */
const RETIRED_PREFIXES: Readonly<Record<string, RegExp>> = {
	'52': /^(?:01|044|045|1)(?=\d{10}$)/,
};

/** A number without a prefix that its country has given up. */
export function stripRetiredPrefix(callingCode: string, national: string): string {
	const retired = RETIRED_PREFIXES[callingCode];
	return retired === undefined ? national : national.replace(retired, '');
}
