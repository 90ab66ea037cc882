import { deliver } from '../../../nodes/EsoLeads/delivery/deliver';
import type { QueuedLead } from '../../../nodes/EsoLeads/delivery/outcome';
import { createEsoModel } from '../../support/delivery/esoModel';
import { leads, toNumber } from '../../support/delivery/leads';
import { getCodes, createTrial, itemsWith, tally } from '../../support/delivery/trial';

/** Leads whose preparation breaks at the one of that item. */
function* breakingAt(item: number): Generator<QueuedLead> {
	yield* leads(item);
	throw new Error('A bug');
}

describe('an exception while leads are prepared', () => {
	it.each([10, 15, 25, 60])(
		'at lead %i costs no report of what was accepted before',
		async (item) => {
			const { answer, stored } = createEsoModel();
			const trial = createTrial({ answer, rules: { batchSize: 10, concurrency: 3 } });
			const delivery = await trial.deliver(breakingAt(item));
			expect(itemsWith('accepted', delivery).map(toNumber)).toEqual([...stored]);
			expect(delivery.stopped).toMatchObject({ message: 'A bug' });
		},
	);

	it.each([0, 5])('at lead %i, in the very first batch, ends the run', async (item) => {
		const trial = createTrial({ rules: { batchSize: 10, concurrency: 3 } });
		const delivery = await trial.deliver(breakingAt(item));
		expect(delivery.stopped).toMatchObject({ message: 'A bug' });
		expect(trial.api.requests).toHaveLength(0);
	});

	it('lets requests that are under way come to their end', async () => {
		const trial = createTrial({ rules: { batchSize: 10 } });
		const delivery = await trial.deliver(breakingAt(15));
		// Those that were pulled before it are told, too.
		expect(tally(getCodes(delivery))).toEqual({ accepted: 10, not_sent: 5 });
		expect(trial.api.underWay()).toBe(0);
	});
});

describe('an exception while leads are posted', () => {
	it('ends the run, and the other batches are reported', async () => {
		const trial = createTrial({ rules: { batchSize: 10 } });
		const { ports, rules } = trial.begin();
		const post: typeof ports.post = async (body) => {
			if (trial.api.requests.length === 2) throw new Error('A bug');
			return await ports.post(body);
		};
		const delivery = await deliver(leads(50).values(), rules, { ...ports, post });
		expect(delivery.batches.map((batch) => batch.number)).toEqual(
			expect.arrayContaining([1, 2, 4, 5]),
		);
		expect(tally(getCodes(delivery))).toMatchObject({ accepted: 20, not_sent: 20 });
		expect(delivery.stopped).toEqual({ statusCode: undefined, message: 'A bug' });
	});
});
