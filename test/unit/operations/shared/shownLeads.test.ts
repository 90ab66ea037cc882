import fc from 'fast-check';
import { pageSizeFor } from '../../../../nodes/EsoLeads/operations/shared/shownLeads';

test.each([
	[1, 1],
	[5, 5],
	[100, 100],
	[101, 51],
	[250, 84],
	[1_000, 100],
	[Infinity, 100],
])('for %p leads a page has %p', (limit, size) => {
	expect(pageSizeFor(limit)).toBe(size);
});

test('whatever the limit, no page is too large, none is needless, and hardly a lead too many is loaded', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 1_000_000 }), (limit) => {
			const size = pageSizeFor(limit);
			const pages = Math.ceil(limit / size);
			expect(size).toBeLessThanOrEqual(100);
			expect(pages).toBe(Math.ceil(limit / 100));
			expect(size * pages - limit).toBeLessThan(pages);
		}),
	);
});
