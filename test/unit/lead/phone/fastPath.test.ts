import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { readFast } from '../../../../nodes/EsoLeads/lead/phone/fastPath';
import { countryOf } from '../../../support/lead/rawLead';

function read(text: string, country?: string): string | undefined {
	const split = readFast(text, country === undefined ? undefined : countryOf(country));
	return split === undefined ? undefined : `+${split.callingCode} ${split.national}`;
}

test.each([
	['+91 81928-29284', undefined],
	['+91 81928-29284', 'US'],
	['8192829284', 'IN'],
	['08192829284', 'IN'],
	['918192829284', 'IN'],
	['0918192829284', '91'],
	['00918192829284', 'IN'],
])('the mobile number %s is plain with the country %s', (text, country) => {
	expect(read(text, country)).toBe('+91 8192829284');
});

test.each<[text: string, country: string | undefined, why: string]>([
	['918192829284', undefined, 'it has no country'],
	['00918192829284', 'US', 'it may be another country’s'],
	['011918192829284', 'US', 'it is dialled to another country'],
	['+39 06 6982 1234', undefined, 'it is a landline'],
	['+52 1 55 1234 5678', undefined, 'it holds a prefix that was given up'],
	['+91 8192', undefined, 'it is too short'],
	['+999 8192829284', undefined, 'its country code does not exist'],
	['+800 12345678', undefined, 'its country code belongs to no region'],
	['12345678', '800', 'its country code belongs to no region'],
	['', 'IN', 'it is empty'],
	['+', 'IN', 'it is empty'],
])('%p with the country %s is left to the library: %s', (text, country) => {
	expect(read(text, country)).toBeUndefined();
});

test('the examples of nearly all regions are plain: the fast way is the usual one', () => {
	const plain = getCountries().filter((region) => {
		const number = getExampleNumber(region, examples);
		return (
			number !== undefined &&
			read(number.number) === `+${number.countryCallingCode} ${number.nationalNumber}`
		);
	});
	expect(plain.length).toBeGreaterThan(200);
});

test('whatever is plain is a mobile number by the library too, and the same one', () => {
	const regions = fc.constantFrom(...getCountries());
	const prefix = fc.constantFrom(
		'',
		'',
		'+',
		'0',
		'00',
		'8',
		'1',
		'011',
		'0011',
		'810',
		'15',
		'06',
	);
	const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
	let plain = 0;
	fc.assert(
		fc.property(regions, prefix, fc.boolean(), digits, (region, before, hasCode, random) => {
			const example = getExampleNumber(region, examples);
			if (example === undefined) throw new Error(region);
			const { countryCallingCode, nationalNumber } = example;
			const kept = nationalNumber.slice(0, 1 + ((random[0] ?? 0) % nationalNumber.length));
			const national = kept + random.join('').slice(kept.length, nationalNumber.length);
			const withCode = hasCode || before === '+';
			const text = before + (withCode ? countryCallingCode : '') + national;
			const reading = readFast(text, countryOf(region));
			if (reading === undefined) return;
			plain += 1;
			const parsed = parsePhoneNumberFromString(`+${reading.callingCode}${reading.national}`);
			expect(parsed).toMatchObject({
				countryCallingCode: reading.callingCode,
				nationalNumber: reading.national,
			});
			expect(parsed?.getType()).toMatch(/MOBILE$/);
			expect(text.endsWith(reading.national)).toBe(true);
		}),
		{ numRuns: 1000 },
	);
	expect(plain).toBeGreaterThan(100);
});
