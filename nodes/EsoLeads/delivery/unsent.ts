import type { BatchQueue } from './batches';
import { giveWay, type SettleBatch } from './lane';
import type { Batch, BatchOutcome } from './outcome';
import type { Run, StopReason } from './run';

/**
 * Batches that were left when the run stopped. Their leads are still prepared: a bad one is told
 * its own reason.
 */
export async function refuseUnsent(
	queue: BatchQueue,
	run: Run,
	settle: SettleBatch,
): Promise<void> {
	for (;;) {
		const batch = await nextUnsent(queue, run);
		if (batch === undefined) return;
		settle(unsent(batch, run.stopReason()));
		await giveWay(run);
	}
}

async function nextUnsent(queue: BatchQueue, run: Run): Promise<Batch | undefined> {
	const isThrownAway = () => run.rules.stopOnFailure || run.ports.cancelled.aborted;
	if (!isThrownAway()) await untilArrived(queue);
	return isThrownAway() ? queue.takePulled() : queue.take();
}

/** Waits until leads are there, or none will come: what arrives may be nothing that is sent. */
async function untilArrived(queue: BatchQueue): Promise<void> {
	for (let arrival = queue.arrival(); arrival !== undefined; arrival = queue.arrival())
		await arrival;
}

function unsent(batch: Batch, reason: StopReason | undefined): BatchOutcome {
	const after = reason?.batch === undefined ? '' : ` after batch ${reason.batch}`;
	const message = `Not sent${after}: ${reason?.message ?? 'the run has ended'}`;
	return {
		number: batch.number,
		items: batch.leads.map((lead) => lead.item),
		outcomes: batch.leads.map(() => ({
			kind: 'rejected',
			rejection: { code: 'not_sent', message, batch: batch.number, retryable: true },
		})),
		statusCode: undefined,
		message,
		requests: 0,
		durationMs: 0,
	};
}
