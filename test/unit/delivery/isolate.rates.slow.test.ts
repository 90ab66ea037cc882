import { createEsoModel, refusing } from '../../support/delivery/esoModel';
import { leads, toNumber } from '../../support/delivery/leads';
import { draw, seededRandom } from '../../support/delivery/seededRandom';
import { getCodes, createTrial, itemsWith, tally } from '../../support/delivery/trial';

const COUNT = 5_000;

/** Sends leads of which E-so refuses those of the items `bad`. */
async function deliverWith(bad: readonly number[], items: readonly number[], seed: number) {
	const model = createEsoModel({ refuses: refusing(bad.map(toNumber)) });
	const trial = createTrial({
		answer: model.answer,
		rules: { concurrency: 10 },
		random: seededRandom(seed),
		latencyMs: 10,
	});
	const all = leads(COUNT);
	const delivery = await trial.deliver(items.flatMap((item) => all[item] ?? []));
	return { delivery, requests: trial.api.requests.length, counts: tally(getCodes(delivery)) };
}

const everyItem = leads(COUNT).map(({ item }) => item);

describe('of 5,000 leads', () => {
	it.each([
		{ percent: 0.2, accepted: 1, named: 1, most: 200 },
		{ percent: 2, accepted: 0.995, named: 0.95, most: 1_000 },
		{ percent: 5, accepted: 0.995, named: 0.95, most: 1_800 },
		{ percent: 10, accepted: 0.99, named: 0.9, most: 2_900 },
		{ percent: 20, accepted: 0.9, named: 0.5, most: 3_900 },
	])(
		'with $percent % that E-so refuses nearly all others are accepted, in at most $most requests',
		async ({ percent, accepted, named, most }) => {
			for (const seed of [1, 2, 3]) {
				const bad = draw((COUNT * percent) / 100, COUNT, seededRandom(seed));
				const { counts, requests } = await deliverWith(bad, everyItem, seed);
				expect(requests).toBeLessThanOrEqual(most);
				expect(counts['accepted'] ?? 0).toBeGreaterThanOrEqual(accepted * (COUNT - bad.length));
				expect(counts['refused'] ?? 0).toBeGreaterThanOrEqual(named * bad.length);
			}
		},
		120_000,
	);

	it('what was not told apart comes to an end when it is sent again', async () => {
		const bad = draw(COUNT / 5, COUNT, seededRandom(4));
		let left: readonly number[] = everyItem;
		let accepted = 0;
		for (let again = 0; again < 8 && left.length > 0; again += 1) {
			const { delivery } = await deliverWith(bad, left, again);
			accepted += itemsWith('accepted', delivery).length;
			left = itemsWith('not_isolated', delivery);
		}
		expect(accepted).toBe(COUNT - bad.length);
	}, 120_000);
});
