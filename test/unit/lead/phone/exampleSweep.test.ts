import { sweep, WRITINGS } from '../../../support/lead/exampleNumbers';
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
