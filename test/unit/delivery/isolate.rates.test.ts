import { createEsoModel, refusing } from '../../support/delivery/esoModel';
import { leads, toNumber } from '../../support/delivery/leads';
import { seededRandom } from '../../support/delivery/seededRandom';
import { getCodes, createTrial, tally } from '../../support/delivery/trial';

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

describe('a good lead among bad ones', () => {
	it.each(Array.from({ length: 9 }, (_, item) => item))(
		'of nine, in place %i, is accepted',
		async (good) => {
			const bad = everyItem.slice(0, 9).filter((item) => item !== good);
			for (const seed of [1, 2, 3]) {
				const { counts } = await deliverWith(bad, everyItem.slice(0, 9), seed);
				expect(counts).toEqual({ accepted: 1, refused: 8 });
			}
		},
	);

	it('is accepted wherever the bad ones stand, as places are drawn', async () => {
		const places = [0, 71, 143, 214, 285, 356, 428, 499];
		const { counts } = await deliverWith(places, everyItem.slice(0, 500), 5);
		expect(counts).toEqual({ accepted: 492, refused: 8 });
	});
});
