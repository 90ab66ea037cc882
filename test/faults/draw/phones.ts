import fc from 'fast-check';

/** A phone that somebody answers: what E-so should know, whatever the cell looks like. */
export interface Phone {
	region: string;
	countryCode: number;
	/** Without the country code. */
	digits: string;
}

/** Few, so that duplicates are common. All of them are in use, by libphonenumber's data. */
const PHONES: readonly Phone[] = [
	...Array.from({ length: 24 }, (_, last) => ({
		region: 'IN',
		countryCode: 91,
		digits: String(8192829280 + last),
	})),
	// One number in two countries: E-so tells leads apart by the number alone (assumed).
	{ region: 'IN', countryCode: 91, digits: '9012345678' },
	{ region: 'NG', countryCode: 234, digits: '9012345678' },
	{ region: 'NG', countryCode: 234, digits: '8031234567' },
	{ region: 'AE', countryCode: 971, digits: '501234567' },
	{ region: 'GB', countryCode: 44, digits: '7400123456' },
	{ region: 'US', countryCode: 1, digits: '2015550123' },
	// The zero is part of the number there, and a JSON number cannot hold it.
	{ region: 'CI', countryCode: 225, digits: '0707123456' },
];

export const phones: fc.Arbitrary<Phone> = fc.constantFrom(...PHONES);

/** Ways to write a phone with its country code, as people and programs do. */
const INTERNATIONAL: Record<string, (code: number, digits: string) => string> = {
	plain: (code, digits) => `+${code}${digits}`,
	spaced: (code, digits) => `+${code} ${digits.slice(0, 5)}-${digits.slice(5)}`,
	zeros: (code, digits) => `00${code}${digits}`,
	link: (code, digits) => `https://wa.me/${code}${digits}`,
	chat: (code, digits) => `${code}${digits}@c.us`,
	tel: (code, digits) => `tel:+${code}-${digits}`,
	apostrophe: (code, digits) => `'+${code} ${digits}`,
	bidi: (code, digits) => `\u202a+${code}\u00a0${digits}\u202c`,
	fullWidth: (code, digits) => inScript(0xff10, `\uff0b${code}${digits}`),
	devanagari: (code, digits) => inScript(0x0966, `+${code}${digits}`),
	arabic: (code, digits) => inScript(0x0660, `+${code}${digits}`),
};

/** Ways to write it where its country is known from elsewhere. */
const NATIONAL: Record<string, (phone: Phone) => string | number> = {
	plain: ({ digits }) => digits,
	spaced: ({ digits }) => `${digits.slice(0, 3)} ${digits.slice(3)}`,
	number: ({ digits }) => (digits.startsWith('0') ? digits : Number(digits)),
	spreadsheet: ({ digits }) => (digits.startsWith('0') ? digits : `${digits}.0`),
	codeWithoutPlus: ({ countryCode, digits }) => `${countryCode}${digits}`,
	trunkZero: ({ region, digits }) => (region === 'IN' ? `0${digits}` : digits),
};

/** How one phone is written in one cell. */
export type Spelling =
	| { kind: 'international'; style: string }
	| { kind: 'national'; style: string };

export const internationalSpellings: fc.Arbitrary<Spelling> = fc.record({
	kind: fc.constant('international' as const),
	style: fc.constantFrom(...Object.keys(INTERNATIONAL)),
});

export const nationalSpellings: fc.Arbitrary<Spelling> = fc.record({
	kind: fc.constant('national' as const),
	style: fc.constantFrom(...Object.keys(NATIONAL)),
});

/** The cell that `phone` fills. */
export function spell(phone: Phone, { kind, style }: Spelling): string | number | undefined {
	return kind === 'international'
		? INTERNATIONAL[style]?.(phone.countryCode, phone.digits)
		: NATIONAL[style]?.(phone);
}

/** Ways to name the country of a phone in a field of its own. */
const COUNTRIES: Record<string, (phone: Phone) => string | number> = {
	number: ({ countryCode }) => countryCode,
	text: ({ countryCode }) => String(countryCode),
	plus: ({ countryCode }) => `+${countryCode}`,
	region: ({ region }) => region,
	carelessRegion: ({ region }) => ` ${region.toLowerCase()} `,
};

export const countrySpellings: fc.Arbitrary<string> = fc.constantFrom(...Object.keys(COUNTRIES));

export function spellCountry(phone: Phone, style: string): string | number | undefined {
	return COUNTRIES[style]?.(phone);
}

function inScript(zero: number, text: string): string {
	return text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}
