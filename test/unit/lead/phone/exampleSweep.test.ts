import { exampleNumbers, sweep, WRITINGS } from '../../../support/lead/exampleNumbers';
import { readPhone } from '../../../support/lead/readPhone';

/** A tenth of Google's examples; all of them are read by the slow test. */
const counts = sweep(
	(cell, defaultCountry) => readPhone(cell, defaultCountry === undefined ? {} : { defaultCountry }),
	10,
);
const writings = Object.keys(WRITINGS);
/** Nobody can know that a national number is another country's. */
const withCountryCode = writings.filter((name) => WRITINGS[name]?.country === 'written');

test.each(writings)(
	'%s: a number is never read as another one, with the right default country or none',
	(name) => {
		expect(counts[name]?.right.wrong).toEqual([]);
		expect(counts[name]?.none.wrong).toEqual([]);
	},
);

test.each(withCountryCode)('%s: a number is read under any default country', (name) => {
	expect(counts[name]?.wrong).toMatchObject({ refused: 0, wrong: [] });
	expect(counts[name]?.none).toMatchObject({ refused: 0 });
});

test.each(writings)('%s: nearly all numbers are read with the right default country', (name) => {
	expect(counts[name]?.right.right).toBeGreaterThan(100);
	expect(counts[name]?.right.refused).toBeLessThanOrEqual(6);
});

type Example = ReturnType<typeof exampleNumbers>[number];

/** Two numbers of a region, a mobile one and a landline; in Argentina they may be one person's. */
function pairUp(): Array<[Example, Example]> {
	const first = new Map<string, Example>();
	return exampleNumbers().flatMap((example): Array<[Example, Example]> => {
		const isPhone = /MOBILE|FIXED_LINE/.test(example.number.getType() ?? '');
		if (!isPhone || example.region === 'AR') return [];
		const one = first.get(example.region);
		first.set(example.region, one ?? example);
		return one === undefined ? [] : [[one, example]];
	});
}

const pairs = pairUp();
const SEPARATORS = [' / ', '/', ', ', ',', '; ', ' or ', '\n', ' ::: ', ' - ', ' ', ' & ', ' + '];

test.each(['national', 'international', 'behind 00', 'E.164'] as const)(
	'of two numbers beside each other, %s, none is sent unless the first is asked for, and then never a third',
	(writing) => {
		const write = ({ number }: Example) =>
			({
				national: number.formatNational(),
				international: number.formatInternational(),
				'behind 00': number.formatInternational().replace('+', '00'),
				'E.164': number.number,
			})[writing];
		const wrong = pairs.flatMap((pair) =>
			SEPARATORS.flatMap((separator) => {
				const cell = pair.map(write).join(separator);
				const context = { defaultCountry: pair[0].region };
				const rejected = readPhone(cell, { ...context, several: 'reject' });
				const first = readPhone(cell, { ...context, several: 'first' });
				const isOne = pair.some(
					({ number }) => first === `+${number.countryCallingCode} ${number.nationalNumber}`,
				);
				const isRight = !rejected.startsWith('+') && (isOne || !first.startsWith('+'));
				return isRight ? [] : [`${cell}: ${rejected}, ${first}`];
			}),
		);
		expect(wrong).toEqual([]);
		expect(pairs.length).toBeGreaterThan(150);
	},
);
