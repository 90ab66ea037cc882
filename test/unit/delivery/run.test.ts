import type { Run } from '../../../nodes/EsoLeads/delivery/run';
import { leads } from '../../support/delivery/leads';
import { createTrial } from '../../support/delivery/trial';

/** A run in which E-so accepted batches of these sizes before a batch was split, and of those after it. */
function runWith(before: readonly number[], after: readonly number[] = []): Run {
	const run = createTrial().begin();
	for (const bytes of before) run.accepted(1, bytes);
	run.splitting();
	for (const bytes of after) run.accepted(1, bytes);
	return run;
}

/** How many requests the next batch may take, once E-so has accepted a lead of it. */
function countAllowed(run: Run): number {
	const budget = run.splitting().budgets.begin();
	budget.book(leads(1), { kind: 'accepted', statusCode: 201, message: '' });
	let allowed = 0;
	while (budget.allows(allowed + 1)) allowed += 1;
	return allowed;
}

describe('what E-so has accepted counts, whether before the first refusal or after it', () => {
	it.each([
		['before', runWith([800, 9_000, 700])],
		['after', runWith([], [800, 9_000, 700])],
		['before and after', runWith([9_000], [700, 800])],
	])('%s', (_, run) => {
		const { byteLimit, sharedRefusal } = run.splitting();
		expect(byteLimit.hasPassed(9_000)).toBe(true);
		expect(byteLimit.hasPassed(9_001)).toBe(false);
		expect(sharedRefusal.isRuledOut()).toBe(true);
		// Each batch that was accepted whole leaves its 80 requests to the others.
		expect(countAllowed(run)).toBe(countAllowed(runWith([])) + 3 * 80);
	});
});

it('where nothing was accepted, E-so may refuse all leads for one cause', () => {
	const run = runWith([]);
	const { byteLimit, sharedRefusal } = run.splitting();
	expect(sharedRefusal.isRuledOut()).toBe(false);
	expect(byteLimit.hasPassed(1)).toBe(false);
	sharedRefusal.suspect({ message: 'All of them.', remedy: 'Check.', statusCode: 400, batch: 1 });
	expect(run.suspicion()?.message).toBe('All of them.');
	run.accepted(1, 100);
	expect(run.suspicion()).toBeUndefined();
});

it('batches may be as large as the rules allow until one is found too large', () => {
	const run = createTrial({ rules: { maxBodyBytes: 5_000 } }).begin();
	expect(run.maxBodyBytes()).toBe(5_000);
	expect(run.suspicion()).toBeUndefined();
	run.splitting().byteLimit.refused(5_000);
	expect(run.maxBodyBytes()).toBe(2_500);
	for (let batch = 0; batch < 4; batch += 1) run.accepted(1, 2_500);
	expect(run.maxBodyBytes()).toBeGreaterThan(2_500);
});
