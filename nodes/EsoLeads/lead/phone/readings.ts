import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import { withoutZeros } from './cell';
import { type Country, parsingOptions } from './country';
import { readFast, type SplitNumber } from './fastPath';
import { hasContactLength } from './numberingPlan';

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
	/** No number at home, but one of another country (its calling code) if a plus was lost. */
	| { kind: 'foreign'; callingCode: string }
	| { kind: 'noCountry' };

/** The country that a number without a country code is read in. */
export interface HomeCountry {
	country: Country;
	/** Whether the lead itself names it: then no other country comes into question. */
	isOwn: boolean;
}

/**
 * Reads `text` (ASCII digits and punctuation, with a leading plus or none).
 *
 * With a plus there is one reading. Without one, digits may carry the country code all the same
 * (918192829284), stand behind an international prefix (0091…, or 011… from the USA) or a zero
 * (091…), or only look like it. Where it matters, every reading is tried and a number that exists
 * wins; two that exist are told apart by being mobile, since E-so's contacts are WhatsApp numbers,
 * and refused where that does not settle it. A country is never guessed.
 */
export function chooseReading(text: string, home: HomeCountry | undefined): Reading {
	const plain = readPlain(text, home?.country);
	if (plain !== undefined) return knownMobile(plain);
	if (text.startsWith('+')) return toReading(parseInternational(text));
	const digits = text.replace(/\D/g, '');
	if (home !== undefined) return readDialled(text, digits, home);
	return digits.startsWith('00')
		? toReading(parseInternational(`+${withoutZeros(digits)}`))
		: { kind: 'noCountry' };
}

/**
 * In +44 (0)20… the zero in brackets is not dialled; in the rare country where it is, the number
 * without it is no mobile number, and the parser decides.
 */
function readPlain(text: string, country: Country | undefined): SplitNumber | undefined {
	const undialled = text.replace('(0)', '');
	const number = undialled === text ? undefined : readFast(undialled, country);
	return number ?? readFast(text, country);
}

/** Reads a number as somebody in the home country dials it. */
function readDialled(text: string, digits: string, { country, isOwn }: HomeCountry): Reading {
	const significant = withoutZeros(digits);
	const hasCode = significant.startsWith(country.callingCode);
	const isAbroad = digits.startsWith('00');
	const national = parseNational(text, country);
	const international = hasCode || isAbroad ? parseInternational(`+${significant}`) : undefined;
	// Who dials 00 and an existing number means that number, also where 00 is not the prefix to dial.
	if (isAbroad && hasCode && international?.isValid() === true) return toReading(international);

	const candidates = [national, international];
	if (isAbroad) candidates.push(parseNational(significant, country));

	const valid = distinct(candidates.filter((number) => number?.isValid() === true));
	const mobile = valid.filter(isMobile);
	const [only, ...others] = mobile.length > 0 ? mobile : valid;
	if (others.length > 0) return ambiguous(valid);
	if (only === undefined && hasCode && haveContactLength(national, international)) {
		return ambiguous(distinct([national, international]));
	}
	// An invalid number of a country that nobody named is more likely a misread one.
	const isHome = national?.countryCallingCode === country.callingCode;
	const chosen = only ?? (isHome ? national : undefined);
	// Who writes the prefix that is dialled within a country means a number of that country.
	const isPrefixed = only !== undefined && only.nationalNumber !== digits;
	const isCertain = isOwn || mobile.length > 0 || isPrefixed;
	const foreign = isCertain ? undefined : readForeign(digits, country);
	if (foreign !== undefined && (only === undefined || isMobile(foreign))) {
		const isPossibleAtHome = chosen !== undefined && asNumber(chosen).isPossible();
		return isPossibleAtHome
			? ambiguous([chosen, foreign])
			: { kind: 'foreign', callingCode: foreign.countryCallingCode };
	}
	return toReading(chosen);
}

/**
 * Digits that lack only the plus of another country's number, as spreadsheets drop it: such a
 * number is refused, never taken, as it may be the home country's all the same.
 */
function readForeign(digits: string, country: Country): PhoneNumber | undefined {
	if (digits.startsWith('0')) return undefined;
	const number = parseInternational(`+${digits}`);
	const isForeign = number !== undefined && number.countryCallingCode !== country.callingCode;
	return isForeign && number.isValid() ? number : undefined;
}

/** Whether two readings of the same digits both have the length of a contact's number. */
function haveContactLength(...numbers: ReadonlyArray<PhoneNumber | undefined>): boolean {
	return (
		distinct(numbers).length > 1 &&
		numbers.every(
			(number) =>
				number !== undefined &&
				hasContactLength(number.countryCallingCode, number.nationalNumber) === true,
		)
	);
}

function distinct(numbers: ReadonlyArray<PhoneNumber | undefined>): PhoneNumber[] {
	const byE164 = new Map<string, PhoneNumber>();
	for (const number of numbers) if (number !== undefined) byE164.set(number.number, number);
	return [...byE164.values()];
}

function ambiguous(numbers: readonly PhoneNumber[]): Reading {
	return { kind: 'ambiguous', readings: numbers.map((number) => number.number) };
}

/** A mobile number of its country's plan has a length and a range that are in use. */
function knownMobile({ callingCode, national }: SplitNumber): ReadNumber {
	return { kind: 'number', callingCode, national, isPossible: isTrue, isValid: isTrue };
}

const isTrue = () => true;

function toReading(number: PhoneNumber | undefined): Reading {
	return number === undefined ? { kind: 'unreadable' } : asNumber(number);
}

function asNumber(number: PhoneNumber): ReadNumber {
	const { countryCallingCode: callingCode, nationalNumber: national } = number;
	return {
		kind: 'number',
		callingCode,
		national,
		isPossible: () =>
			(hasContactLength(callingCode, national) ?? number.isPossible()) || number.isValid(),
		isValid: () => number.isValid(),
	};
}

/**
 * Prefixes that a country has given up, but that stand in address books and WhatsApp links:
 * Mexico's mobile 1 ended in 2019 (+52 1 55… is +52 55…).
 */
const RETIRED_PREFIXES: Readonly<Record<string, RegExp>> = { '52': /^1(?=\d{10}$)/ };

/** Parses a number as somebody in `country` dials it. */
export function parseNational(text: string, country: Country): PhoneNumber | undefined {
	return parsePhoneNumberFromString(text, { ...parsingOptions(country), extract: false });
}

/** Parses a number that begins with a plus. */
export function parseInternational(text: string): PhoneNumber | undefined {
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

/** Whether a number can be a mobile phone's: in North America the plans do not tell. */
export function isMobile(number: PhoneNumber): boolean {
	const type = number.getType();
	return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}
