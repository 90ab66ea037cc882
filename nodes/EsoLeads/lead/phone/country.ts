import {
	type CountryCode,
	getCountries,
	getCountryCallingCode,
	isSupportedCountry,
} from 'libphonenumber-js/max';
import { type Refusal, refuse } from '../refusals';
import { quote } from '../wording';
import { tidyCell } from './cell';

/**
 * Where a number without a country code belongs: a region, or only the calling code that several
 * regions may share (+1, +7, +44).
 */
export interface Country {
	kind: 'country';
	/** Digits, without a plus: '91'. */
	callingCode: string;
	/** ISO 3166 code, where one was given: 'IN'. */
	region?: CountryCode;
}

/** The one region that most people write by another code than ISO's. */
const REGION_ALIASES: Readonly<Record<string, string>> = { UK: 'GB' };

/** With a plus, an international prefix or a spreadsheet's decimals, as people have it. */
const CALLING_CODE = /^(?:\+|00)?([1-9]\d{0,2})(?:\.0+)?$/;

/**
 * The ITU's codes that belong to no region (satellite phones, freephone): libphonenumber-js parses
 * them but does not list them.
 */
const CALLING_CODES_WITHOUT_REGION = [
	'800',
	'808',
	'870',
	'878',
	'881',
	'882',
	'883',
	'888',
	'979',
];

const CALLING_CODES: ReadonlySet<string> = new Set([
	...getCountries().map((region) => getCountryCallingCode(region)),
	...CALLING_CODES_WITHOUT_REGION,
]);

/**
 * Reads the country that goes with a lead: 91, "91", "+91", "0091", "91.0" (from a spreadsheet) or
 * "IN".
 *
 * @returns undefined where the value is empty, a refusal where it is neither a country calling code
 * nor an ISO 3166 code.
 */
export function readCountry(value: unknown, field?: string): Country | Refusal | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'string' && typeof value !== 'number') return refuseCountry(value, field);
	// A code has three letters or digits at most; the bound keeps hostile text away from the
	// patterns.
	const written = String(value).trim();
	if (written.length > 20) return refuseCountry(value, field);
	const text = tidyCell(written);
	if (text === '') return undefined;
	return findByRegion(text.toUpperCase()) ?? findByCallingCode(text) ?? refuseCountry(value, field);
}

function findByRegion(text: string): Country | undefined {
	const region = REGION_ALIASES[text] ?? text;
	return isSupportedCountry(region)
		? { kind: 'country', callingCode: getCountryCallingCode(region), region }
		: undefined;
}

function findByCallingCode(text: string): Country | undefined {
	const callingCode = CALLING_CODE.exec(text)?.[1];
	return callingCode !== undefined && CALLING_CODES.has(callingCode)
		? { kind: 'country', callingCode }
		: undefined;
}

function refuseCountry(value: unknown, field?: string): Refusal {
	const holder = field === undefined ? 'The default country is' : `'${field}' holds`;
	return refuse(
		'invalid_country_code',
		`${holder} ${quote(value)}, which is not a country code. Give a calling code such as 91 or +91, or an ISO code such as IN.`,
		field,
	);
}

/**
 * The calling code that digits begin with: the ITU gave them out so that none is the start of
 * another.
 */
export function callingCodeAtStart(digits: string): string | undefined {
	return [1, 2, 3].map((length) => digits.slice(0, length)).find((code) => CALLING_CODES.has(code));
}

/** How libphonenumber-js is told where a number without a country code belongs. */
export function parsingOptions(country: Country | undefined) {
	if (country === undefined) return {};
	return country.region === undefined
		? { defaultCallingCode: country.callingCode }
		: { defaultCountry: country.region };
}
