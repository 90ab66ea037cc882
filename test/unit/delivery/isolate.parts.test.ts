import { halve, spread } from '../../../nodes/EsoLeads/delivery/isolate';

function upTo(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index);
}

describe('halves', () => {
	it.each([0, 1, 2, 3, 4, 5, 499, 500])(
		'of %i hold everything, in order, the left one more',
		(count) => {
			const [left, right] = halve(upTo(count));
			expect([...left, ...right]).toEqual(upTo(count));
			expect(left.length - right.length).toBe(count % 2);
		},
	);
});

describe('parts spread over a list', () => {
	it('are the first, the last, and some at even distances between', () => {
		expect(spread(upTo(500), 8)).toEqual([0, 71, 143, 214, 285, 356, 428, 499]);
		expect(spread(upTo(10), 2)).toEqual([0, 9]);
	});

	it.each([0, 1, 7, 8])('are all of %i, if that is not too many', (count) => {
		expect(spread(upTo(count), 8)).toEqual(upTo(count));
	});

	it('are as many as asked for, and different, however short the list', () => {
		for (let count = 8; count < 200; count += 1) {
			const parts = spread(upTo(count), 8);
			expect(new Set(parts).size).toBe(8);
			expect(parts.at(-1)).toBe(count - 1);
		}
	});
});
