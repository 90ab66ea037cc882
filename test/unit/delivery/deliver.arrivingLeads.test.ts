import type { LeadSource } from '../../../nodes/EsoLeads/delivery/outcome';
import { arriving } from '../../support/delivery/arriving';
import { fill, queueOver } from '../../support/delivery/queue';
import { leads } from '../../support/delivery/leads';
import { unauthorized } from '../../support/delivery/replies';
import { getCodes, createTrial, tally, type TrialPlan } from '../../support/delivery/trial';

const GROUPS = [leads(10).slice(0, 4), leads(10).slice(4, 8), leads(10).slice(8)];

async function deliverArriving(plan: TrialPlan) {
	const trial = createTrial({ ...plan, rules: { batchSize: 4, ...plan.rules } });
	const delivery = await trial.deliver(arriving(GROUPS, 1_000, () => trial.clock));
	return { trial, delivery };
}

describe('leads that arrive over time', () => {
	it.each([1, 2, 4])('are waited for and all sent, in %i lanes', async (concurrency) => {
		const { trial, delivery } = await deliverArriving({ rules: { concurrency } });
		expect(tally(getCodes(delivery))).toEqual({ accepted: 10 });
		expect(delivery.batches.map(({ items }) => items)).toEqual([
			[0, 1, 2, 3],
			[4, 5, 6, 7],
			[8, 9],
		]);
		expect(trial.api.requests).toHaveLength(3);
	});

	it('do not keep those waiting that have arrived', async () => {
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
		expect(tally(getCodes(delivery))).toEqual({ not_sent: 10 });
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

describe('a queue over leads that arrive over time', () => {
	it('says to wait for them, and is not at its end meanwhile', () => {
		const waiting = Promise.resolve();
		let hasArrived = false;
		const all = leads(4).values();
		const source: LeadSource = {
			next: () => all.next(),
			ready: () => (hasArrived ? undefined : waiting),
		};
		const queue = queueOver(source, 2);
		expect(queue.arrival()).toBe(waiting);
		queue.prepare(() => false);
		expect([queue.hasBatch(), queue.isAtEnd()]).toEqual([false, false]);
		hasArrived = true;
		fill(queue);
		expect(queue.hasBatch()).toBe(true);
		queue.take();
		expect(queue.hasBatch()).toBe(false);
	});
});

describe('leads that never arrive', () => {
	const silent: LeadSource = {
		next: () => ({ done: true, value: undefined }),
		ready: () => new Promise(() => undefined),
	};

	it('keep no run from ending when the user stops it', async () => {
		const trial = createTrial();
		trial.clock.after(500, trial.cancel);
		const { stopped } = await trial.deliver({ [Symbol.iterator]: () => silent });
		expect(stopped?.message).toBe('the execution was canceled');
		expect(trial.clock.elapsed()).toBe(500);
	});

	it('keep none from ending that has stopped already', async () => {
		const group = leads(4);
		const source: LeadSource = {
			next: () => {
				const value = group.shift();
				return value === undefined ? { done: true, value } : { done: false, value };
			},
			ready: () => (group.length > 0 ? undefined : new Promise(() => undefined)),
		};
		const trial = createTrial({ answer: () => unauthorized(), rules: { batchSize: 4 } });
		trial.clock.after(5_000, trial.cancel);
		const delivery = await trial.deliver({ [Symbol.iterator]: () => source });
		expect(tally(getCodes(delivery))).toEqual({ not_sent: 4 });
		expect(trial.clock.elapsed()).toBe(5_000);
	});
});
