import type { CountryCode } from 'libphonenumber-js';
import { type Refusal, refuse } from '../refusals';
import { quote } from '../wording';
import { isFiller, tidyCell, withoutZeros } from './cell';
import { findRegion } from './countryNames';
import { callingCodeAtStart, getCallingCode } from './callingCodes';
import { getNumberingPlan } from './numberingPlan';

/**
 * Where a number without a country code belongs: a region, or only the calling code that several
 * regions may share (+1, +7, +44).
 */
export interface Country {
	kind: 'country';
	/** Digits, without a plus: '91'. */
	callingCode: string;
	/**
	 * ISO 3166 code ('IN'), where the country was named: a name tells where a person lives, which may
	 * be elsewhere than the number. A calling code speaks of the number itself.
	 */
	region?: CountryCode;
}

/** The longest name has 60 characters; the bound keeps hostile text away from the patterns. */
const MAX_COUNTRY_CHARACTERS = 80;

/**
 * Reads the country that goes with a lead: a calling code in any form (91, "+91", "0091", "(+91)",
 * "91.0" from a spreadsheet, "1-809"), an ISO code of two or three letters, a name in a language of
 * E-so's markets, or a name with its calling code ("India (+91)").
 *
 * @returns undefined where the value is empty or a filler such as "N/A", a refusal where it is no
 *   country.
 */
export function readCountry(value: unknown, field?: string): Country | Refusal | undefined {
	if (value === undefined || value === null || value === 0) return undefined;
	if (typeof value !== 'string' && typeof value !== 'number') return refuseCountry(value, field);
	const written = String(value).trim();
	if (written.length > MAX_COUNTRY_CHARACTERS) return refuseCountry(value, field);
	const text = tidyCell(written.replace(FLAG, toLetters));
	if (text === '') return undefined;
	const region = findRegion(text);
	if (region !== undefined) return toCountry(region);
	if (isFiller(text)) return undefined;
	return findByCallingCode(text) ?? findByBoth(text) ?? refuseCountry(value, field);
}

const FLAG = /[\u{1f1e6}-\u{1f1ff}]{2}/gu;
const LETTER_OF_FLAG = 0x1f1e6 - 'A'.charCodeAt(0);

/** A flag is a pair of special letters: the ISO code. */
function toLetters(flag: string): string {
	const letters = Array.from(flag, (one) =>
		String.fromCodePoint((one.codePointAt(0) ?? 0) - LETTER_OF_FLAG),
	);
	return ` ${letters.join('')} `;
}

function toCountry(region: CountryCode): Country {
	return { kind: 'country', callingCode: getCallingCode(region), region };
}

/** With a plus, zeros or an international prefix, brackets, and a spreadsheet's decimals. */
const CALLING_CODE =
	/^[([]?\s?(?:(?:\+|0{1,3}|011)[\s-]{0,2})?([1-9]\d{0,2})\s?[)\]]?(?:[.,]0{1,4}|[-.])?$/;

/** A calling code and an area code, as lists of countries have them: 1-809, +44-1481, 7 (7). */
const WITH_AREA = /^[([]?(?:\+|00)?\s?([1-9]\d{0,2})\s?[)\]]?[\s-]{0,3}\(?(\d{1,4})\)?$/;

function findByCallingCode(text: string): Country | undefined {
	const code = CALLING_CODE.exec(text)?.[1];
	if (code !== undefined && callingCodeAtStart(code) === code)
		return { kind: 'country', callingCode: code };
	const [, start = '', rest = ''] = WITH_AREA.exec(text) ?? [];
	const digits = start + rest;
	const callingCode = callingCodeAtStart(withoutZeros(digits));
	if (callingCode === undefined || callingCode.length === digits.length) return undefined;
	const area = digits.slice(callingCode.length);
	const isSetApart = callingCode === start && rest !== '';
	return isSetApart || isAreaOfAmerica(callingCode, area)
		? { kind: 'country', callingCode }
		: undefined;
}

/** In North America the area code tells the country: 1809 is the Dominican Republic. */
function isAreaOfAmerica(callingCode: string, area: string): boolean {
	return callingCode === '1' && getNumberingPlan('1')?.getType(`${area}2345678`) !== undefined;
}

const PART_IN_BRACKETS = /[([]([^()[\]]*)[)\]]/;
/** A name or an ISO code, and a calling code before or behind it. */
const CODE_BEHIND = /^(\D*?)[\s,:;/|=-]*([(+\d][\d\s()+-]*)$/;
const CODE_BEFORE = /^([(+\d][\d\s()+-]*?)[\s,:;/|=-]*(\D+)$/;

/** "India (+91)", "IN +91", "+91 India", "India (IN, +91)": both must mean the same country. */
function findByBoth(text: string): Country | undefined {
	const [, name = '', code = ''] =
		CODE_BEHIND.exec(text.replace(/[)\]]$/, '').replace(/[([](?=[^()[\]]*$)/, ' ')) ?? [];
	const before = CODE_BEFORE.exec(text);
	return (
		agree(name, code) ?? agree(before?.[2] ?? '', before?.[1] ?? '') ?? findBesideBrackets(text)
	);
}

function agree(name: string, code: string): Country | undefined {
	const country = code === '' ? undefined : findByCallingCode(code.trim());
	if (country === undefined) return undefined;
	const names = name.split(/[,;:/|()[\]]| - /).filter((part) => /\p{L}/u.test(part));
	const regions = names.map((part) => findRegion(part.trim()));
	const isOne = regions.every(
		(region) => region !== undefined && getCallingCode(region) === country.callingCode,
	);
	return isOne && names.length > 0 ? country : undefined;
}

/**
 * "India (Bharat)", "United States (USA)": a country by one of its names, with nothing to contradict
 * it.
 */
function findBesideBrackets(text: string): Country | undefined {
	const inner = PART_IN_BRACKETS.exec(text)?.[1];
	if (inner === undefined) return undefined;
	const outer = findRegion(text.replace(PART_IN_BRACKETS, ' ').trim());
	const other = findRegion(inner.trim()) ?? findByCallingCode(inner.trim());
	if (outer === undefined || typeof other !== 'string') return undefined;
	return other === outer ? toCountry(outer) : undefined;
}

function refuseCountry(value: unknown, field?: string): Refusal {
	const holder = field === undefined ? 'The default country is' : `'${field}' holds`;
	return refuse(
		'invalid_country_code',
		`${holder} ${quote(value)}, which is not a country. Give its name, its calling code such as 91 or +91, or its ISO code such as IN.`,
		field,
	);
}
