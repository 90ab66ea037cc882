import type { Delivery } from '../../../nodes/EsoLeads/delivery/deliver';
import { createEsoModel } from '../../support/delivery/esoModel';
import { leads, toNumber } from '../../support/delivery/leads';
import { lost, rateLimited, unavailable } from '../../support/delivery/replies';
import type { Answer } from '../../support/delivery/scriptedApi';
import {
	getCodes,
	createTrial,
	itemsWith,
	tally,
	type Trial,
	type TrialPlan,
} from '../../support/delivery/trial';

/** Delivers ten batches of ten, and cancels after `ms`. */
async function cancelAfter(ms: number, plan: TrialPlan = {}): Promise<[Delivery, Trial]> {
	const trial = createTrial({ ...plan, rules: { batchSize: 10, ...plan.rules } });
	trial.clock.after(ms, trial.cancel);
	return [await trial.deliver(leads(100)), trial];
}

/** How the leads ended; those that `deliver` left in the iterator are not sent either. */
function fates(delivery: Delivery, trial: Trial): Record<string, number> {
	return tally([...getCodes(delivery), ...trial.unpulled().map(() => 'not_sent')]);
}

function expectQuietAfter(ms: number, trial: Trial): void {
	expect(trial.clock.elapsed()).toBe(ms);
	expect(trial.api.requests.filter((request) => request.startedAt > ms)).toEqual([]);
	for (const wait of trial.clock.waits) expect(wait.at + wait.lasted).toBeLessThanOrEqual(ms);
}

describe('cancelling', () => {
	it('before the run begins: nothing is sent', async () => {
		const trial = createTrial({ rules: { batchSize: 10, concurrency: 4 } });
		trial.cancel();
		const delivery = await trial.deliver(leads(100));
		expect(fates(delivery, trial)).toEqual({ not_sent: 100 });
		expect(delivery.stopped).toMatchObject({ message: 'the execution was canceled' });
		expect(trial.api.requests).toHaveLength(0);
		expectQuietAfter(0, trial);
	});

	it('during a request: it is broken off, and its leads may be stored', async () => {
		const [delivery, trial] = await cancelAfter(250);
		expect(fates(delivery, trial)).toEqual({ accepted: 20, delivery_failed: 10, not_sent: 70 });
		expectQuietAfter(250, trial);
	});

	it('as soon as the first request is under way: nothing more is prepared', async () => {
		const [delivery, trial] = await cancelAfter(0);
		expect(getCodes(delivery)).toHaveLength(10);
		expect(trial.unpulled()).toHaveLength(90);
	});

	it('during requests of several lanes: all are broken off', async () => {
		const [delivery, trial] = await cancelAfter(150, { rules: { concurrency: 4 } });
		expect(fates(delivery, trial)).toEqual({ accepted: 40, delivery_failed: 40, not_sent: 20 });
		expectQuietAfter(150, trial);
	});

	it('during the pause of a rate limit: nobody waits for its end', async () => {
		const answer = () => rateLimited('60');
		const [delivery, trial] = await cancelAfter(5_000, { answer, rules: { concurrency: 4 } });
		expect(fates(delivery, trial)).toEqual({ not_sent: 100 });
		expect(trial.api.requests).toHaveLength(4);
		expect(trial.clock.waits.map((wait) => wait.lasted)).toEqual([4_900, 4_900, 4_900, 4_900]);
		expectQuietAfter(5_000, trial);
	});

	it('during the wait before a retry: it ends at once', async () => {
		const answer = () => unavailable('60');
		const [delivery, trial] = await cancelAfter(5_000, { answer, rules: { concurrency: 2 } });
		expect(fates(delivery, trial)).toEqual({ delivery_failed: 20, not_sent: 80 });
		expect(trial.clock.waits.map((wait) => wait.lasted)).toEqual([4_900, 4_900]);
		expectQuietAfter(5_000, trial);
	});

	it('between two batches: the next one does not start', async () => {
		const trial: Trial = createTrial({
			rules: { batchSize: 10 },
			arrived: ({ number }) => number === 3 && trial.cancel(),
		});
		const delivery = await trial.deliver(leads(100));
		expect(fates(delivery, trial)).toEqual({ accepted: 30, not_sent: 70 });
		expect(trial.api.requests).toHaveLength(3);
		expectQuietAfter(300, trial);
	});

	it('while a lane waits for room: it does not start', async () => {
		const answer: Answer = ({ number }) => (number <= 4 ? rateLimited('1') : lost());
		const rules = { concurrency: 4, batchSize: 10 };
		// After the pause two lanes go on, and two wait for room.
		const [delivery, trial] = await cancelAfter(1_150, { answer, rules });
		expect(trial.api.requests).toHaveLength(6);
		expect(fates(delivery, trial)).toEqual({ delivery_failed: 20, not_sent: 80 });
		expectQuietAfter(1_150, trial);
	});

	it('after the last answer changes nothing', async () => {
		const [delivery, trial] = await cancelAfter(1_000_000);
		expect(fates(delivery, trial)).toEqual({ accepted: 100 });
		expect(delivery.stopped).toBeUndefined();
		expect(trial.clock.elapsed()).toBe(1_000);
	});

	it('is the reason that the leads get', async () => {
		const [delivery] = await cancelAfter(250);
		expect(delivery.stopped).toEqual({
			statusCode: undefined,
			message: 'the execution was canceled',
		});
		expect(delivery.batches.at(-1)?.message).toBe('Not sent: the execution was canceled');
	});

	it('at any moment leaves every lead with one outcome, and none falsely "not sent"', async () => {
		for (let ms = 0; ms <= 1_100; ms += 7) {
			const { answer, stored } = createEsoModel();
			const [delivery, trial] = await cancelAfter(ms, { answer, rules: { concurrency: 3 } });
			expect(getCodes(delivery).length + trial.unpulled().length).toBe(100);
			const isStored = (item: number) => stored.has(toNumber(item));
			expect(itemsWith('not_sent', delivery).filter(isStored)).toEqual([]);
			expect(itemsWith('accepted', delivery).every(isStored)).toBe(true);
			expect(trial.api.requests.every((request) => request.startedAt <= ms)).toBe(true);
		}
	});
});
