import { createEsoModel, refusing } from './esoModel';
import { leads, toNumber } from './leads';
import { seededRandom } from './seededRandom';
import { createTrial, getCodes, tally } from './trial';

const COUNT = 5_000;

/** All items that can be sent. */
export const everyItem = leads(COUNT).map(({ item }) => item);

/** Sends the leads of `items` to an E-so that refuses those of the items `bad`. */
export async function deliverAmongBad(
	bad: readonly number[],
	items: readonly number[],
	seed: number,
) {
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
