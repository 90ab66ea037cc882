import { send } from '../../../nodes/EsoLeads/delivery/batches';
import type { SendOutcome } from '../../../nodes/EsoLeads/delivery/outcome';
import type { Reply } from '../../../nodes/EsoLeads/delivery/ports';
import { createAttempts } from '../../../nodes/EsoLeads/delivery/retry';
import type { DeliveryRules } from '../../../nodes/EsoLeads/delivery/run';
import { leads } from './leads';
import { inOrder } from './scriptedApi';
import { fixedRandom } from './seededRandom';
import { createTrial } from './trial';

/**
 * A row of the table of retries. Its rows are numbered R where statuses matter, W where the length of waits does; those of the
 * lanes (the shared pause, the lanes after a 429, their growth) are numbered L, in throttle.test.ts.
 */
export interface RetryRow {
	it: string;
	/** What is answered after the last of them is an acceptance. */
	replies: Reply[];
	/** 0.5 unless the row names others. */
	random?: number[];
	rules?: Partial<DeliveryRules>;
	/** How many requests are made, and how long the run waits between them. */
	attempts: number;
	waits: number[];
	/** Accepted unless the row says otherwise. */
	ends?: SendOutcome['kind'];
}

/** The same reply more often than anybody asks. */
export function always(reply: Reply): Reply[] {
	return Array<Reply>(100).fill(reply);
}

/** Numbers the rows from 1. */
export function numbered(rows: readonly RetryRow[]): Array<RetryRow & { number: number }> {
	return rows.map((row, index) => ({ number: index + 1, ...row }));
}

/** Plays a row, and expects what it says. */
export async function playRow(row: RetryRow): Promise<void> {
	const trial = createTrial({
		answer: inOrder(...row.replies),
		random: fixedRandom(...(row.random ?? [0.5])),
		rules: row.rules ?? {},
	});
	const sender = createAttempts({ batch: 1 });
	const sent = await send(leads(2), sender, trial.begin());
	expect(trial.clock.waits.map((wait) => wait.ms)).toEqual(row.waits);
	expect(trial.clock.waits.every((wait) => wait.lasted === wait.ms)).toBe(true);
	expect(trial.api.requests).toHaveLength(row.attempts);
	expect(sender.requests).toBe(row.attempts);
	expect(sent.kind).toBe(row.ends ?? 'accepted');
}
