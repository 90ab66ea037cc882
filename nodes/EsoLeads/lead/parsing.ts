import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import { parsingOptions, type Country } from './country';

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
