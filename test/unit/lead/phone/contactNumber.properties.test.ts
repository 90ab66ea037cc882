import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import {
	getCountries,
	getExampleNumber,
	parsePhoneNumberFromString,
	type PhoneNumber,
} from 'libphonenumber-js/max';
import { readContactNumber } from '../../../../nodes/EsoLeads/lead/phone/contactNumber';
import { toCountry } from '../../../support/lead/rawLead';
import { readPhone } from '../../../support/lead/readPhone';

const digit = fc.integer({ min: 0, max: 9 });

function digits(minLength: number, maxLength = minLength) {
	return fc.array(digit, { minLength, maxLength }).map((all) => all.join(''));
}

const MOBILE_TYPES: ReadonlySet<unknown> = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE']);

describe('any mobile number of India', () => {
	const mobile = fc
		.tuple(fc.constantFrom('6', '7', '8', '9'), digits(9))
		.map((parts) => parts.join(''))
		.filter((national) => parsePhoneNumberFromString(`+91${national}`)?.getType() === 'MOBILE');
	const prefix = fc.constantFrom('', '0', '91', '+91', '+91 ', '0091', '(+91) ', '+91 (0)', '091');
	const gap = fc.constantFrom('', ' ', '-', '\u00a0', '\u2011', '\u2013', '  ', '\u200b');
	const zero = fc.constantFrom(0x30, 0x0660, 0x0966, 0x0ae6, 0xff10);
	const around = fc.constantFrom<[string, string]>(
		['', ''],
		["'", ''],
		['="', '"'],
		[' ', '\u00a0'],
		['\u202a', '\u202c'],
		['Mobile: ', ''],
		['tel:', ''],
		['WhatsApp no. ', '\r\n'],
	);

	test('is the same number under any decoration', () => {
		fc.assert(
			fc.property(mobile, prefix, gap, zero, around, (national, code, between, base, [a, b]) => {
				const written = `${code}${national.slice(0, 5)}${between}${national.slice(5)}`;
				const script = written.replace(/\d/g, (one) => String.fromCodePoint(base + Number(one)));
				expect(readPhone(a + script + b, { defaultCountry: 'IN' })).toBe(`+91 ${national}`);
			}),
			{ numRuns: 300 },
		);
	});

	test('is the same number as JSON number, spreadsheet number, link and WhatsApp ID', () => {
		fc.assert(
			fc.property(mobile, (national) => {
				const cells = [
					Number(national),
					Number(`91${national}`),
					BigInt(national),
					`${national}.0`,
					`https://wa.me/91${national}?text=Hi`,
					`https://api.whatsapp.com/send?phone=91${national}`,
					`91${national}@s.whatsapp.net`,
				];
				const readings = cells.map((cell) => readPhone(cell, { defaultCountry: 'IN' }));
				expect(readings).toEqual(cells.map(() => `+91 ${national}`));
			}),
		);
	});
});

describe('any valid number of any region', () => {
	const regions = fc.constantFrom(...getCountries());
	// Half of an example number, and random digits for the rest, are valid often enough.
	const valid = fc
		.tuple(regions, digits(12))
		.map(([region, random]) => {
			const example = getExampleNumber(region, examples)?.nationalNumber ?? '';
			const kept = example.slice(0, Math.ceil(example.length / 3));
			const number = kept + random.slice(0, example.length - kept.length);
			return parsePhoneNumberFromString(number, region);
		})
		.filter((number): number is PhoneNumber => number?.isValid() === true);

	test('is read from E.164 whatever the default country', () => {
		fc.assert(
			fc.property(valid, regions, (number, other) => {
				const right = `+${number.countryCallingCode} ${number.nationalNumber}`;
				expect(readPhone(number.number, { defaultCountry: other })).toBe(right);
				expect(readPhone(number.number)).toBe(right);
			}),
			{ numRuns: 300 },
		);
	});

	test('is, if mobile, read without its plus at home or refused, never misread', () => {
		const mobile = valid.filter((number) => MOBILE_TYPES.has(number.getType()));
		fc.assert(
			fc.property(mobile, (number) => {
				const right = `+${number.countryCallingCode} ${number.nationalNumber}`;
				const written = number.number.slice(1);
				for (const cell of [written, number.nationalNumber, `0${written}`, `00${written}`]) {
					const reading = readPhone(cell, { defaultCountry: number.country });
					if (!reading.startsWith('invalid_contact_number: ')) expect(reading).toBe(right);
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe('whatever stands in the field', () => {
	const countries = fc.constantFrom(
		undefined,
		...['IN', 'US', 'IT', 'DE', '1', '800'].map(toCountry),
	);
	const check = fc.constantFrom('possible' as const, 'valid' as const, 'digits' as const);
	const almostNumbers = fc
		.array(
			fc.constantFrom(
				...['+', '00', '91', '8192829284', '1', '0', '(', ')', ' ', '-', '.', ',', ';', '/', 'e+'],
				...['wa.me/', '@c.us', '@lid', 'tel:', 'ext', 'x', '#', 'phone=', ';phone-context=', '&'],
				...['\u2028', '\u202e', '\ud800', '😀', '१', '\n', '\u0000', "'", '"', '=', '%2B', '~'],
			),
			{ maxLength: 12 },
		)
		.map((parts) => parts.join(''));
	const cell = fc.oneof(
		almostNumbers,
		digits(0, 20),
		fc.string({ unit: 'binary', maxLength: 60 }),
		fc.double(),
		fc.jsonValue(),
		fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
	);

	test('the answer is a number of 1 to 15 digits, or a short reason that names the field', () => {
		fc.assert(
			fc.property(cell, countries, countries, check, (value, ownCountry, defaultCountry, how) => {
				const field = 'phone';
				const context = { field, ownCountry, defaultCountry, check: how };
				const result = readContactNumber(value, context);
				if (result.kind === 'contactNumber') {
					expect(result.digits).toMatch(/^\d{1,14}$/);
					expect(`${result.countryCode}${result.digits}`).toMatch(/^[1-9]\d{1,14}$/);
					const isElsewhere = ownCountry === undefined || result.remark === 'otherCountries';
					const known = isElsewhere ? String(result.countryCode) : ownCountry.callingCode;
					expect(String(result.countryCode)).toBe(known);
				} else {
					expect(result.field).toBe('phone');
					expect(result.message).toMatch(/^'phone' holds [^\r\n\u2028\u2029]{1,390}\.$/u);
				}
			}),
			{ numRuns: 1500 },
		);
	});
});
