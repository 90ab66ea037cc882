import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { PhoneNumber } from 'libphonenumber-js/max';
import { countryOptions, type Country } from './country';
import { hasContactLength } from './numberLength';
import { readPlainNumber } from './plainReading';

/** A number as it was read. */
export interface ReadNumber {
	kind: 'number';
	/** '91' for India. */
	callingCode: string;
	/** The number without its country code. */
	national: string;
	/** Whether contacts of its country have numbers of this length. */
	isPossible(): boolean;
	/** Whether it also lies in a range that is in use. */
	isValid(): boolean;
}

/** What a written number means: a number, nothing, several numbers, or one that needs a country. */
export type Reading =
	| ReadNumber
	| { kind: 'unreadable' }
	| { kind: 'ambiguous'; readings: readonly string[] }
	| { kind: 'noCountry' };

/**
 * Prefixes that a country has given up, but that stand in address books and WhatsApp links:
 * Mexico's mobile 1 ended in 2019 (+52 1 55… is +52 55…).
 */
const RETIRED_PREFIXES: Readonly<Record<string, RegExp>> = { '52': /^1(?=\d{10}$)/ };

/**
 * Reads `text` (ASCII digits and punctuation, with a leading plus or none).
 *
 * With a plus there is one reading. Without one, digits may carry the country code all the same
 * (918192829284), stand behind an international prefix (0091…, or 011… from the USA) or a zero
 * (091…), or only look like it. Where it matters, every reading is tried and a number that exists
 * wins; two that exist are told apart by being mobile, since E-so's contacts are WhatsApp numbers,
 * and refused where that does not settle it. A country is never guessed.
 */
export function chooseReading(text: string, country: Country | undefined): Reading {
	const plain = readPlainNumber(text, country);
	if (plain !== undefined) return { kind: 'number', ...plain, ...KNOWN_MOBILE };
	if (text.startsWith('+')) return asReading(parseInternational(text));
	const digits = text.replace(/\D/g, '');
	const significant = digits.replace(/^0+/, '');
	const isInternationalPrefix = digits.startsWith('00');
	if (country === undefined) {
		return isInternationalPrefix
			? asReading(parseInternational(`+${significant}`))
			: { kind: 'noCountry' };
	}
	const national = parseNational(text, country);
	if (!isInternationalPrefix && !significant.startsWith(country.callingCode))
		return asReading(national);
	const readings = [national, parseInternational(`+${significant}`)];
	if (isInternationalPrefix) readings.push(parseNational(significant, country));
	return choose(readings, national, country);
}

function choose(
	readings: ReadonlyArray<PhoneNumber | undefined>,
	first: PhoneNumber | undefined,
	country: Country,
): Reading {
	const valid = distinct(readings.filter((number) => number?.isValid() === true));
	if (valid.length === 0) {
		// An invalid number of a country that nobody named is more likely a misread one.
		return first?.countryCallingCode === country.callingCode
			? asReading(first)
			: { kind: 'unreadable' };
	}
	const mobile = valid.length > 1 ? valid.filter(isMobile) : valid;
	const [only, ...others] = mobile.length > 0 ? mobile : valid;
	if (only !== undefined && others.length === 0) return asReading(only);
	return { kind: 'ambiguous', readings: valid.map((number) => number.number) };
}

function distinct(numbers: ReadonlyArray<PhoneNumber | undefined>): PhoneNumber[] {
	const byE164 = new Map<string, PhoneNumber>();
	for (const number of numbers) if (number !== undefined) byE164.set(number.number, number);
	return [...byE164.values()];
}

function isMobile(number: PhoneNumber): boolean {
	const type = number.getType();
	return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}

function parseNational(text: string, country: Country): PhoneNumber | undefined {
	return parsePhoneNumberFromString(text, { ...countryOptions(country), extract: false });
}

function parseInternational(text: string): PhoneNumber | undefined {
	const number = parsePhoneNumberFromString(text, { extract: false });
	if (number === undefined) return undefined;
	const { countryCallingCode, nationalNumber } = number;
	const retired = RETIRED_PREFIXES[countryCallingCode];
	if (retired === undefined || !retired.test(nationalNumber)) return number;
	return parsePhoneNumberFromString(
		`+${countryCallingCode}${nationalNumber.replace(retired, '')}`,
		{ extract: false },
	);
}

/** A mobile number of its country's plan has a length and a range that are in use. */
const KNOWN_MOBILE = { isPossible: () => true, isValid: () => true };

function asReading(number: PhoneNumber | undefined): Reading {
	if (number === undefined) return { kind: 'unreadable' };
	return {
		kind: 'number',
		callingCode: number.countryCallingCode,
		national: number.nationalNumber,
		isPossible: () =>
			(hasContactLength(number.countryCallingCode, number.nationalNumber) ?? number.isPossible()) ||
			number.isValid(),
		isValid: () => number.isValid(),
	};
}
