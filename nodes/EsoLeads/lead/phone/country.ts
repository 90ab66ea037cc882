import type { CountryCode } from 'libphonenumber-js';
import examples from 'libphonenumber-js/examples.mobile.json';
import { type Refusal, refuse } from '../refusals';
import { quote } from '../wording';
import { isFiller, tidyCell } from './cell';
import { findRegion } from './countryNames';
import { getCallingCode, getRegions, isRegion } from './metadata';
import { callingCodeAtStart, getNumberingPlan } from './numberingPlan';

/**
 * The country of a number without a country code: a region, or only a calling code, which several
 * regions may share (+1, +7, +44).
 */
export interface Country {
	kind: 'country';
	/** Digits, without a plus: '91'. */
	callingCode: string;
	/**
	 * ISO 3166 code ('IN'), if the country was given by name. A name tells where a person lives,
	 * and the number may be from elsewhere; a calling code is about the number itself.
	 */
	region?: CountryCode;
}

/** The country that a number without a country code is read in. */
export interface HomeCountry {
	country: Country;
	/** Whether the lead itself names it; then no other country is considered. */
	isOwn: boolean;
}

/** The longest name has 60 characters. The limit keeps hostile text away from the patterns. */
const MAX_COUNTRY_CHARACTERS = 80;

/**
 * Reads the country that goes with a lead: a calling code in any form (91, "+91", "0091", "(+91)",
 * "91.0" from a spreadsheet, "1-809"), an ISO code of two or three letters, a name in a language of
 * E-so's markets, or a name with its calling code ("India (+91)").
 *
 * @returns undefined where the value is empty or a filler such as "N/A", a refusal if it is not a
 *   country.
 */
export function readCountry(value: unknown, field?: string): Country | Refusal | undefined {
	if (value === undefined || value === null || value === 0 || value === '') return undefined;
	if (typeof value !== 'string' && typeof value !== 'number') return refuseCountry(value, field);
	const written = String(value).trim();
	const known = remembered.get(written);
	if (known !== undefined) return known;
	if (written.length > MAX_COUNTRY_CHARACTERS) return refuseCountry(value, field);
	const text = tidyCell(written.replace(FLAG, toLetters));
	if (text === '') return undefined;
	// "NA" is Namibia; "N/A" means nothing.
	if (isFiller(text) && !isRegion(text.toUpperCase())) return undefined;
	const country = findCountry(text);
	if (country === undefined) return refuseCountry(value, field);
	if (remembered.size < MAX_REMEMBERED) remembered.set(written, country);
	return country;
}

/** A column of countries holds few different values. */
const remembered = new Map<string, Country>();
const MAX_REMEMBERED = 500;

function findCountry(text: string): Country | undefined {
	const region = findRegion(text);
	if (region !== undefined) return toCountry(region);
	return findByCallingCode(text) ?? findByParts(text);
}

const FLAG = /[\u{1f1e6}-\u{1f1ff}]{2}/gu;
const LETTER_OF_FLAG = 0x1f1e6 - 'A'.charCodeAt(0);

/** A flag emoji is the ISO code in special letters. */
function toLetters(flag: string): string {
	const letters = Array.from(flag, (one) =>
		String.fromCodePoint((one.codePointAt(0) ?? 0) - LETTER_OF_FLAG),
	);
	return ` (${letters.join('')}) `;
}

function toCountry(region: CountryCode): Country {
	return { kind: 'country', callingCode: getCallingCode(region), region };
}

const BRACKETS_AND_PLUSES = /[()[\]{}<>+]/g;
/** With zeros or an international prefix, and a spreadsheet's decimals. */
const CALLING_CODE = /^(?:(?:0{1,3}|011)[\s-]{0,2})?([1-9]\d{0,2})(?:[.,]0+|[-.,:/])?$/;
/** A calling code and an area code, as lists of countries have them: 1-809, +44-1481, 1809. */
const WITH_AREA = /^0{0,3}([1-9]\d{0,2})[\s-]{0,3}(\d{1,4})(?:[.,]0+)?$/;

function findByCallingCode(text: string): Country | undefined {
	const bare = text.replace(BRACKETS_AND_PLUSES, '').trim();
	const code = CALLING_CODE.exec(bare)?.[1];
	if (code !== undefined && callingCodeAtStart(code) === code)
		return { kind: 'country', callingCode: code };
	const [, start = '', rest = ''] = WITH_AREA.exec(bare) ?? [];
	const callingCode = callingCodeAtStart(start + rest);
	if (callingCode === undefined) return undefined;
	const area = (start + rest).slice(callingCode.length);
	const isSetApart = callingCode === start && !bare.includes(start + rest);
	return isSetApart || isAreaOfAmerica(callingCode, area)
		? { kind: 'country', callingCode }
		: undefined;
}

/** In North America the area code tells the country: 1809 is the Dominican Republic. */
function isAreaOfAmerica(callingCode: string, area: string): boolean {
	if (callingCode !== '1' || area.length !== 3) return false;
	const isOfExample = getRegions('1').some((region) => examples[region]?.startsWith(area));
	const plan = getNumberingPlan('1');
	return isOfExample || LOCAL_NUMBERS.some((local) => plan?.getType(area + local) !== undefined);
}

/** One or the other of these is in use after nearly every area code. */
const LOCAL_NUMBERS = ['2345678', '3591234'];

const CODES = /[+(]*\d[\d\s()+.,/-]*/g;
const BETWEEN_NAMES = /[()[\]{}<>|/;:+]+| - |[-,]\s*$/;
/** What can also stand within a name: "Trinidad & Tobago", "Guinea-Bissau". */
const WITHIN_NAMES = /[,&-]/;
const BETWEEN_CODES = /[,/;]\s*/;

/**
 * "India (+91)", "IN +91", "India (IN, +91)", "United States (USA)": all parts must mean the same
 * country.
 */
function findByParts(text: string): Country | undefined {
	const codes = (text.match(CODES) ?? []).flatMap(readCodes);
	const names = text
		.replace(CODES, '|')
		.split(BETWEEN_NAMES)
		.filter((part) => /\p{L}/u.test(part))
		.flatMap((part) => (findRegion(part) === undefined ? part.split(WITHIN_NAMES) : [part]))
		.filter((part) => part.trim() !== '')
		.map((part) => findRegion(part));
	const countries = [...codes, ...names.map((region) => region && toCountry(region))];
	const [first] = countries;
	const isOne = countries.every(
		(country) => country !== undefined && country.callingCode === first?.callingCode,
	);
	if (first === undefined || !isOne || countries.length < 2) return undefined;
	// With a calling code the name adds nothing; names alone must all be of one region.
	return codes.length > 0 || new Set(names).size === 1 ? first : undefined;
}

/** "1-787, 1-939", and "1-787/939" without the second 1. */
function readCodes(text: string): Array<Country | undefined> {
	const codes = text.split(BETWEEN_CODES).filter((part) => /\d/.test(part));
	const hasAreas = /^\D*1\D*\d{3}\D*$/.test(codes[0] ?? '');
	return codes
		.map((code) => code.replace(/^\s+|[\s,./-]+$/g, ''))
		.map((code) => findByCallingCode(hasAreas && /^\d{3}\)?$/.test(code) ? `1-${code}` : code));
}

function refuseCountry(value: unknown, field?: string): Refusal {
	const holder = field === undefined ? 'The default country is' : `'${field}' holds`;
	return refuse(
		'invalid_country_code',
		`${holder} ${quote(value)}, which is not a country. Give its name, its calling code such as 91 or +91, or its ISO code such as IN.`,
		field,
	);
}
