import { createBatchQueue } from '../../../nodes/EsoLeads/delivery/batches';
import type { LeadSource } from '../../../nodes/EsoLeads/delivery/outcome';
import { arriving } from '../../support/delivery/arriving';
import { leadOf, leads } from '../../support/delivery/leads';
import { unauthorized } from '../../support/delivery/replies';
import { codesOf, createTrial, tally, type TrialPlan } from '../../support/delivery/trial';

const GROUPS = [leads(10).slice(0, 4), leads(10).slice(4, 8), leads(10).slice(8)];

async function deliverArriving(plan: TrialPlan) {
	const trial = createTrial({ ...plan, rules: { batchSize: 4, ...plan.rules } });
	const delivery = await trial.deliver(arriving(GROUPS, 1_000, () => trial.clock));
	return { trial, delivery };
}

describe('leads that come in by and by', () => {
	it.each([1, 2, 4])('are waited for and all sent, in %i lanes', async (concurrency) => {
		const { trial, delivery } = await deliverArriving({ rules: { concurrency } });
		expect(tally(codesOf(delivery))).toEqual({ accepted: 10 });
		expect(delivery.batches.map(({ items }) => items)).toEqual([
			[0, 1, 2, 3],
			[4, 5, 6, 7],
			[8, 9],
		]);
		expect(trial.api.requests).toHaveLength(3);
	});

	it('do not keep those waiting that are there', async () => {
		const trial = createTrial({ rules: { batchSize: 4, concurrency: 1 } });
		await trial.deliver(
			arriving([leads(12).slice(0, 8), leads(12).slice(8)], 10_000, () => trial.clock),
		);
		const starts = trial.api.requests.map(({ startedAt }) => startedAt);
		// The file is read on when the stock has room.
		expect(starts).toEqual([10_000, 10_100, 20_100]);
	});

	it('are told by their items that they were not sent, though they come after the run has ended', async () => {
		const { trial, delivery } = await deliverArriving({ answer: () => unauthorized() });
		expect(tally(codesOf(delivery))).toEqual({ not_sent: 10 });
		expect(delivery.batches.flatMap(({ items }) => items)).toEqual(
			leads(10).map(({ item }) => item),
		);
		expect(trial.api.requests).toHaveLength(1);
	});

	it('are not waited for once the run is thrown away', async () => {
		const { trial, delivery } = await deliverArriving({
			answer: () => unauthorized(),
			rules: { stopOnFailure: true },
		});
		expect(delivery.batches.flatMap(({ items }) => items)).toEqual([0, 1, 2, 3]);
		expect(trial.clock.elapsed()).toBe(1_100);
		expect(trial.api.requests).toHaveLength(1);
	});
});

describe('a queue over leads that come in by and by', () => {
	const waiting = Promise.resolve();
	const source = (): LeadSource => {
		const all = leads(4).values();
		return { next: () => all.next(), ready: () => waiting };
	};

	it('says to wait, and holds a batch once it is prepared', () => {
		const queue = createBatchQueue(source(), 2, 1_000_000, 1);
		expect(queue.arrival()).toBe(waiting);
		expect(queue.hasBatch()).toBe(false);
		queue.prepare();
		expect(queue.hasBatch()).toBe(true);
		queue.take();
		expect(queue.hasBatch()).toBe(false);
	});
});

describe('what was pulled before the run ended', () => {
	it('is the batch that is prepared, then the lead that did not fit it', () => {
		const long = leadOf(2, 'x'.repeat(400));
		const queue = createBatchQueue([...leads(2), long, leadOf(3)].values(), 10, 300, 1);
		queue.prepare();
		expect(queue.takePulled()).toEqual({ number: 1, leads: leads(2) });
		expect(queue.takePulled()).toEqual({ number: 2, leads: [long] });
		expect(queue.takePulled()).toBeUndefined();
		expect(queue.take()).toEqual({ number: 3, leads: [leadOf(3)] });
	});

	it('is nothing where all leads fitted', () => {
		const queue = createBatchQueue(leads(4).values(), 2, 1_000_000, 1);
		queue.take();
		expect(queue.takePulled()).toBeUndefined();
	});
});
