import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber, type PhoneNumber } from 'libphonenumber-js/max';
import { readPhone, type PhoneContext } from '../../../support/lead/readPhone';

const regions = getCountries();
const foreignCountries = ['IN', 'US', 'AU', 'IT', 'MX'];

/** How a number can be written. */
const forms = {
	'E.164 form': ({ number }) => number,
	'international form': (number) => number.formatInternational(),
	'RFC 3966 form': (number) => number.getURI(),
	'a WhatsApp link': (number) => `https://wa.me/${withoutPlus(number)}`,
	'a WhatsApp ID': (number) => `${withoutPlus(number)}@s.whatsapp.net`,
	'national form': (number) => number.formatNational(),
	'national digits': ({ nationalNumber }) => nationalNumber,
	'E.164 digits without the plus': withoutPlus,
	'a JSON number of the E.164 digits': (number) => Number(withoutPlus(number)),
	'digits behind 00': (number) => `00${withoutPlus(number)}`,
} satisfies Record<string, (number: PhoneNumber) => string | number>;

type Form = keyof typeof forms;

const withCountryCode: readonly Form[] = [
	'E.164 form',
	'international form',
	'RFC 3966 form',
	'a WhatsApp link',
	'a WhatsApp ID',
];
const withoutCountryCode: readonly Form[] = [
	'national form',
	'national digits',
	'E.164 digits without the plus',
	'a JSON number of the E.164 digits',
];

function withoutPlus({ number }: PhoneNumber): string {
	return number.slice(1);
}

function getExample(region: (typeof regions)[number]): PhoneNumber {
	const number = getExampleNumber(region, examples);
	if (number === undefined) throw new Error(`${region} has no example number`);
	return number;
}

/** What the example mobile number of each region is read as, by region, where it is not itself. */
function misreadings(
	form: Form,
	context: (region: string, number: PhoneNumber) => PhoneContext,
): Record<string, string> {
	const readings = regions.map((region) => {
		const number = getExample(region);
		const right = `+${number.countryCallingCode} ${number.nationalNumber}`;
		const reading = readPhone(forms[form](number), context(region, number));
		return [region, reading === right ? 'right' : reading];
	});
	return Object.fromEntries(readings.filter(([, reading]) => reading !== 'right'));
}

test('all 245 regions are swept', () => {
	expect(regions.length).toBeGreaterThanOrEqual(245);
});

describe.each(withCountryCode)('the mobile numbers of all regions in %s', (form) => {
	test('are read without any country', () => {
		expect(misreadings(form, () => ({}))).toEqual({});
	});

	test('are read with their own region as default country', () => {
		expect(misreadings(form, (region) => ({ defaultCountry: region }))).toEqual({});
	});

	test.each(foreignCountries)('are read with %s as default country', (defaultCountry) => {
		expect(misreadings(form, () => ({ defaultCountry }))).toEqual({});
	});

	test.each(['possible', 'valid', 'digits'] as const)('pass the number check %s', (check) => {
		expect(misreadings(form, () => ({ check }))).toEqual({});
	});
});

describe.each(withoutCountryCode)('the mobile numbers of all regions in %s', (form) => {
	test('are read with their region as default country', () => {
		expect(misreadings(form, (region) => ({ defaultCountry: region }))).toEqual({});
	});

	test('are read with the lead’s own region, whatever the default country', () => {
		const context = (ownCountry: string) => ({ ownCountry, defaultCountry: 'IN' });
		expect(misreadings(form, context)).toEqual({});
	});

	test('are read with the lead’s own calling code', () => {
		const context = (_region: string, { countryCallingCode }: PhoneNumber) => ({
			ownCountry: countryCallingCode,
		});
		expect(misreadings(form, context)).toEqual({});
	});

	test('are all refused without a country, by the code missing_country_code', () => {
		const refusals = Object.values(misreadings(form, () => ({})));
		expect(refusals).toHaveLength(regions.length);
		expect(refusals.filter((refusal) => !refusal.startsWith('missing_country_code: '))).toEqual([]);
	});
});

describe('the mobile numbers of all regions after 00', () => {
	test('are read without any country, and at home', () => {
		expect(misreadings('digits behind 00', () => ({}))).toEqual({});
		expect(misreadings('digits behind 00', (region) => ({ defaultCountry: region }))).toEqual({});
	});

	test.each(foreignCountries)('are read or refused, never misread, in %s', (defaultCountry) => {
		const others = Object.values(misreadings('digits behind 00', () => ({ defaultCountry })));
		expect(others.filter((reading) => !reading.startsWith('invalid_contact_number: '))).toEqual([]);
		expect(others.length).toBeLessThan(20);
	});
});

test.each([
	['IT', '+39 06 6982 1234', '06 6982 1234', '+39 0669821234'],
	['IT', '+39 02 1234567', '02-1234567', '+39 021234567'],
	['VA', '+39 06 698 82435', '06 698 82435', '+39 0669882435'],
	['SM', '+378 0549 886377', '0549 886377', '+378 0549886377'],
	['CI', '+225 07 08 12 34 56', '07 08 12 34 56', '+225 0708123456'],
	['CI', '+225 27 20 12 34 56', '27 20 12 34 56', '+225 2720123456'],
	['GA', '+241 06 03 12 34', '06 03 12 34', '+241 06031234'],
	['CG', '+242 06 612 3456', '06 612 3456', '+242 066123456'],
	['BJ', '+229 01 95 12 34 56', '01 95 12 34 56', '+229 0195123456'],
])(
	'%s: the leading zero of %s is part of the number',
	(region, international, national, wanted) => {
		expect(readPhone(international)).toBe(wanted);
		expect(readPhone(national, { defaultCountry: region })).toBe(wanted);
	},
);

test.each([
	['GB', '020 7946 0018', '+44 2079460018'],
	['DE', '030 901820', '+49 30901820'],
	['AU', '02 9999 1234', '+61 299991234'],
	['IN', '080 2345 6789', '+91 8023456789'],
	['FR', '01 42 68 53 00', '+33 142685300'],
	['RU', '8 (495) 123-45-67', '+7 4951234567'],
	['HU', '06 1 234 5678', '+36 12345678'],
	['US', '1 (213) 373-4253', '+1 2133734253'],
])('%s: the national prefix of the landline %s is left out', (region, national, wanted) => {
	expect(readPhone(national, { defaultCountry: region })).toBe(wanted);
});
