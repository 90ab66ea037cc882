import { deliverAmongBad, everyItem } from '../../support/delivery/amongBadLeads';
import { draw, seededRandom } from '../../support/delivery/seededRandom';
import { itemsWith } from '../../support/delivery/trial';

describe('of 5,000 leads', () => {
	it.each([
		{ percent: 0.2, accepted: 1, named: 1, most: 200 },
		{ percent: 2, accepted: 0.995, named: 0.95, most: 1_000 },
		{ percent: 5, accepted: 0.995, named: 0.95, most: 1_800 },
		{ percent: 10, accepted: 0.99, named: 0.9, most: 2_900 },
		{ percent: 20, accepted: 0.905, named: 0.44, most: 3_450 },
	])(
		'with $percent % that E-so refuses nearly all others are accepted, in at most $most requests',
		async ({ percent, accepted, named, most }) => {
			for (const seed of [1, 2, 3]) {
				const bad = draw((everyItem.length * percent) / 100, everyItem.length, seededRandom(seed));
				const { counts, requests } = await deliverAmongBad(bad, everyItem, seed);
				expect(requests).toBeLessThanOrEqual(most);
				expect(counts['accepted'] ?? 0).toBeGreaterThanOrEqual(
					accepted * (everyItem.length - bad.length),
				);
				expect(counts['refused'] ?? 0).toBeGreaterThanOrEqual(named * bad.length);
			}
		},
		120_000,
	);

	it('with 2 % bad ones in one batch of them these are named, and all others accepted', async () => {
		for (const seed of [1, 2, 3]) {
			const bad = draw(100, 500, seededRandom(seed)).map((item) => item + 2_000);
			const { counts, requests } = await deliverAmongBad(bad, everyItem, seed);
			expect(requests).toBeLessThanOrEqual(500);
			expect(counts).toEqual({ accepted: 4_900, refused: 100 });
		}
	}, 120_000);

	it('what was not told apart is settled when it is sent again', async () => {
		const bad = draw(everyItem.length / 5, everyItem.length, seededRandom(4));
		let left: readonly number[] = everyItem;
		let accepted = 0;
		for (let again = 0; again < 8 && left.length > 0; again += 1) {
			const { delivery } = await deliverAmongBad(bad, left, again);
			accepted += itemsWith('accepted', delivery).length;
			left = itemsWith('not_isolated', delivery);
		}
		expect(accepted).toBe(everyItem.length - bad.length);
	}, 120_000);
});
