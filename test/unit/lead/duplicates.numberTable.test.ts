import fc from 'fast-check';
import { createNumberTable } from '../../../nodes/EsoLeads/lead/duplicates';
import { seededRandom } from '../../support/delivery/seededRandom';

/** Neighbours, as ranges of mobile numbers are, and numbers from all over. */
const numbers = fc.array(
	fc.oneof(
		fc.integer({ min: 1, max: 400 }),
		fc.integer({ min: 8_100_000_000, max: 8_100_000_400 }),
		fc.integer({ min: 1, max: 999_999_999_999_999 }),
	),
	{ minLength: 500, maxLength: 2_000, size: 'max' },
);

test('every number is known by the place where it came first, and no other number is', () => {
	fc.assert(
		fc.property(numbers, (entered) => {
			const table = createNumberTable(seededRandom(1));
			const firsts = new Map<number, number>();
			const expected = entered.map((number, place) => {
				const first = firsts.get(number);
				if (first === undefined) firsts.set(number, place);
				return first;
			});
			// Compared once: 80,000 expectations take two seconds.
			expect(entered.map((number, place) => table.enter(number, 91, place)?.place)).toEqual(
				expected,
			);
		}),
		{ numRuns: 40 },
	);
});

test('the last place that fits comes back whole', () => {
	const table = createNumberTable(seededRandom(1));
	table.enter(999_999_999_999_999, 91, 4_294_967_295);
	expect(table.enter(999_999_999_999_999, 91, 0)?.place).toBe(4_294_967_295);
});

/** Numbers that fell into one slot when the hash had no seed: they undo its steps. */
function collidingNumbers(count: number): number[] {
	return Array.from({ length: count }, (_, high) => {
		const low = (Math.imul(high, 0x9e3779b1) ^ 12_345) >>> 0;
		return high * 2 ** 32 + low;
	}).filter((number) => number > 0);
}

test('numbers that were made to collide do not, since nobody knows the seed', () => {
	const numbers = collidingNumbers(20_000);
	const table = createNumberTable(seededRandom(1));
	for (const [place, number] of numbers.entries()) table.enter(number, 91, place);
	// Together they would fill one part as far as it goes; spread, they leave room in 256.
	expect(table.bytes()).toBeGreaterThan(numbers.length * 20);
	expect(numbers.every((number, place) => table.find(number)?.place === place)).toBe(true);
});
