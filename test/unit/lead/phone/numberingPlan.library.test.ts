import fc from 'fast-check';
import {
	type CountryCode,
	getCountries,
	getCountryCallingCode,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import metadata from 'libphonenumber-js/metadata.max.json';
import type { NumberType } from '../../../../nodes/EsoLeads/lead/phone/metadata';
import { getNumberingPlan } from '../../../../nodes/EsoLeads/lead/phone/numberingPlan';

// The plans are libphonenumber-js's data under the same rules, but compiled: it is the judge.

const MOBILE_TYPES: ReadonlySet<unknown> = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE']);

test('the data on numbers is packed in the one way that it is read in', () => {
	expect(metadata.version).toBe(4);
});

function typeByLibrary(callingCode: string, national: string): NumberType | undefined {
	const number = parsePhoneNumberFromString(`+${callingCode}${national}`, { extract: false });
	// A prefix that the library takes off: what is left is another number.
	if (number?.nationalNumber !== national) return undefined;
	const type = number.getType();
	if (type === undefined) return undefined;
	if (MOBILE_TYPES.has(type)) return 'mobile';
	return type === 'FIXED_LINE' ? 'fixedLine' : 'other';
}

const regions = fc.constantFrom(...getCountries());
const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 });
/** The beginning of a real number, and random digits: nearly half exist. */
const nationals = fc
	.tuple(regions, digits, fc.nat(13), fc.nat(3))
	.map(([region, random, kept, longer]) => {
		const example = examples[region];
		const start = example.slice(0, kept % example.length);
		return {
			region,
			national: start + random.join('').slice(0, example.length - start.length + (longer - 1)),
		};
	});

test('a number is in use for the same by the plan of its country as by the library', () => {
	let existing = 0;
	fc.assert(
		fc.property(nationals, ({ region, national }) => {
			const callingCode = getCountryCallingCode(region);
			const byLibrary = typeByLibrary(callingCode, national);
			if (byLibrary !== undefined) existing += 1;
			const type = getNumberingPlan(callingCode)?.getType(national);
			// Brazil's and Argentina's other spellings, and numbers that the library takes a prefix off.
			const isOurs = byLibrary === undefined && isSpelledOtherwise(region, national);
			if (!isOurs)
				expect({ region, national, type }).toEqual({ region, national, type: byLibrary });
		}),
		{ numRuns: 3000 },
	);
	expect(existing).toBeGreaterThan(600);
});

function isSpelledOtherwise(region: CountryCode, national: string): boolean {
	const callingCode = getCountryCallingCode(region);
	const number = parsePhoneNumberFromString(`+${callingCode}${national}`, { extract: false });
	return number?.nationalNumber !== national || region === 'BR' || region === 'AR';
}

test('what is dialled at home loses the same prefix as by the library', () => {
	const prefixes = fc.constantFrom(
		'',
		'0',
		'8',
		'1',
		'06',
		'01',
		'044',
		'015',
		'0015',
		'90',
		'183',
	);
	let stripped = 0;
	fc.assert(
		fc.property(nationals, prefixes, ({ region, national }, prefix) => {
			const dialled = prefix + national;
			const plan = getNumberingPlan(getCountryCallingCode(region), region);
			const number = parsePhoneNumberFromString(dialled, {
				defaultCountry: region,
				extract: false,
			});
			// Only numbers that exist are compared: the rest is refused or read otherwise on purpose.
			const isDialled =
				number?.isValid() === true &&
				number.countryCallingCode === plan?.callingCode &&
				!dialled.startsWith(number.countryCallingCode) &&
				// As from abroad, which is read on its own: 011 1 … in Grenada, which has +1 itself.
				plan.stripInternationalPrefix(dialled) === undefined;
			if (!isDialled) return;
			stripped += number.nationalNumber === dialled ? 0 : 1;
			expect({ region, dialled, national: plan?.stripPrefix(dialled) }).toEqual({
				region,
				dialled,
				national: number.nationalNumber,
			});
		}),
		{ numRuns: 3000, examples: [[{ region: 'GD', national: '112012000000' }, '01']] },
	);
	expect(stripped).toBeGreaterThan(30);
});
