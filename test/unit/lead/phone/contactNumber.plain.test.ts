import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import { readCarefully, readPlainly } from '../../../../nodes/EsoLeads/lead/phone/contactNumber';
import { exampleNumbers, WRITINGS } from '../../../support/lead/exampleNumbers';
import { toCountry } from '../../../support/lead/rawLead';

/** The country that a number is read in, as people write it. */
function toHome(country: unknown, isOwn = false) {
	return country === undefined ? undefined : { country: toCountry(country), isOwn };
}

test.each([
	['+91 8100000000', undefined, '+91 8100000000'],
	['+91 81928-29284', undefined, '+91 8192829284'],
	['+91 (81928) 29284', 'US', '+91 8192829284'],
	['+44 7911 123456', 'IN', '+44 7911123456'],
	['0091 81928 29284', undefined, '+91 8192829284'],
	['00918192829284', 'DE', '+91 8192829284'],
	['918192829284', 'IN', '+91 8192829284'],
	[918192829284, 'IN', '+91 8192829284'],
	[8192829284, 'IN', '+91 8192829284'],
	[9182829284, 'IN', '+91 9182829284'],
	['08192829284', 'IN', '+91 8192829284'],
	['0171 1234567', 'DE', '+49 1711234567'],
	['015123456789', 'DE', '+49 15123456789'],
	['81234567', 'SG', '+65 81234567'],
	['(213) 373-4253', 'US', '+1 2133734253'],
	['(31) 98765-4321', 'BR', '+55 31987654321'],
	['(+91) 81928 29284', undefined, '+91 8192829284'],
	['06 1234 5678', 'IT', undefined],
])('%p with the default country %p is settled the short way: %p', (cell, fallback, expected) => {
	const read = readPlainly(cell, toHome(fallback));
	expect(read && `+${read.countryCode} ${read.digits}`).toBe(expected);
});

test.each([
	['it needs a country', '8192829284', undefined],
	['it may be a timestamp', '1711234567', 'DE'],
	['it may be a timestamp', 1732105800000, 'CN'],
	['it may be a date', '20240131', 'SG'],
	['it may be a date', '15-01-1990', 'DE'],
	['it may be a date with a time', '202401311030', 'IN'],
	['two numbers exist', '49151123456', 'DE'],
	['two numbers exist', '3934567890', 'IT'],
	['it may have lost a zero', '22345678', 'GA'],
	['a landline may be a foreign number', '2223456789', 'IN'],
	['the zero in brackets is not dialled', '+44 (0)20 7946 0018', 'GB'],
	['a plus and zeros', '+0091 8192829284', 'IN'],
	['it is not in use', '+91 12345 6789', 'IN'],
	['it can be dialled only at home', '+800 00123456', undefined],
	['its country code may stand there twice', '+49 4915112345678', undefined],
	['two numbers', '98765 43210 98765 43211', 'IN'],
	['two numbers', '(6281234) - 5678901', 'ID'],
	['a spreadsheet has calculated with it', '8192829284-', 'IN'],
	['a spreadsheet has written it', '8.192829284E+09', 'IN'],
	['a spreadsheet has written it', '8192829284.0', 'IN'],
	['it has a fraction', 8192829284.5, 'IN'],
	['it has a minus', -8192829284, 'IN'],
	['it is no text', true, 'IN'],
])('%s: %p with the default country %p takes the long way', (_why, cell, fallback) => {
	expect(readPlainly(cell, toHome(fallback))).toBeUndefined();
});

const regions = getCountries();
const digit = fc.integer({ min: 0, max: 9 });
const digits = fc.array(digit, { maxLength: 17 }).map((all) => all.join(''));
/** The example of a region, or what begins like it, as it is dialled there or from abroad. */
const likeNumbers = fc
	.tuple(fc.constantFrom(...regions), fc.integer({ min: 4, max: 20 }), digits)
	.map(([region, kept, random]) => {
		const example = getExampleNumber(region, examples);
		const national = example?.nationalNumber ?? '';
		const changed = (national.slice(0, kept) + random).slice(0, national.length);
		return { region, code: example?.countryCallingCode ?? '', national: changed };
	});
const prefixes = fc.oneof(
	fc.constantFrom('', '+', '00', '0'),
	fc.constantFrom('(', '(+', '(0', '000', '+0', '+00', '+(', '8', '011', '1', '+91 (0)', '(0)'),
);
const gaps = fc.oneof(
	fc.constantFrom('', ' ', '-'),
	fc.constantFrom('  ', ' - ', ') ', ' (', ')', '/', '.'),
);
const spelled = fc
	.tuple(likeNumbers, prefixes, fc.boolean(), gaps, fc.nat(12), fc.nat(12))
	.map(([{ region, code, national }, prefix, hasCode, gap, one, other]) => {
		const written = (hasCode ? code : '') + national;
		const [first = 0, second = 0] = [one, other].sort((a, b) => a - b);
		const groups = [written.slice(0, first), written.slice(first, second), written.slice(second)];
		return { region, cell: prefix + groups.filter((group) => group !== '').join(gap) };
	});
const numeral = (text: string) => (/^\d{1,17}$/.test(text) ? Number(text) : text);
const dates = fc
	.tuple(
		fc.date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2099-12-31') }),
		fc.constantFrom('', '-', ' ', '.'),
		fc.constantFrom(8, 12, 14, 17),
		fc.boolean(),
	)
	.map(([date, between, length, isDayFirst]) => {
		const parts = date.toISOString().slice(0, 10).split('-');
		const time = date
			.toISOString()
			.slice(11)
			.replace(/\D/g, '')
			.slice(0, length - 8);
		return (isDayFirst ? parts.reverse() : parts).join(between) + time;
	});
const timestamps = fc.integer({ min: 0, max: 2_000_000_000 });
const cells = fc.oneof(
	{ weight: 8, arbitrary: spelled },
	{ weight: 2, arbitrary: spelled.map(({ region, cell }) => ({ region, cell: numeral(cell) })) },
	{
		weight: 2,
		arbitrary: fc
			.oneof(
				digits,
				digits.map(numeral),
				dates,
				timestamps.map(String),
				timestamps.map((seconds) => seconds * 1000),
				fc.double(),
				fc.string({ unit: fc.constantFrom(...'0123456789+-() '), maxLength: 24 }),
			)
			.chain((cell) => fc.record({ region: fc.constantFrom(...regions), cell: fc.constant(cell) })),
	},
);

test('whatever the short way reads is what the long way reads, in every country', () => {
	const checks = fc.constantFrom('possible' as const, 'valid' as const, 'digits' as const);
	let settled = 0;
	fc.assert(
		fc.property(
			cells,
			fc.constantFrom(...regions),
			fc.constantFrom('none', 'own', 'its own', 'default', 'other', 'code'),
			checks,
			({ region, cell }, other, kind, check) => {
				const home = {
					none: undefined,
					own: toHome(other, true),
					'its own': toHome(region, true),
					default: toHome(region),
					other: toHome(other),
					code: toHome(toCountry(region).callingCode, true),
				}[kind];
				const read = readPlainly(cell, home);
				if (read === undefined) return;
				settled += 1;
				const expected = readCarefully(cell, { field: 'phone', home, check }).result;
				expect({ cell, home, read }).toEqual({ cell, home, read: expected });
			},
		),
		{ numRuns: 6000 },
	);
	// About a sixth, by the draw: a short way that read next to nothing would never be wrong.
	expect(settled).toBeGreaterThan(600);
});

test('no example number of Google’s is read otherwise the short way, in any writing', () => {
	const wrong: string[] = [];
	let settled = 0;
	const numbers = exampleNumbers().filter((_, index) => index % 4 === 0);
	for (const { region, number } of numbers) {
		for (const { write } of Object.values(WRITINGS)) {
			const cell = write(number);
			for (const fallback of [undefined, region, 'IN', 'US', 'IT']) {
				const home = toHome(fallback);
				const read = readPlainly(cell, home);
				if (read === undefined) continue;
				settled += 1;
				const expected = readCarefully(cell, { field: 'phone', home, check: 'possible' }).result;
				if (JSON.stringify(read) !== JSON.stringify(expected))
					wrong.push(`${cell} in ${fallback ?? 'no country'}`);
			}
		}
	}
	expect(wrong).toEqual([]);
	expect(settled).toBeGreaterThan(1000);
});
