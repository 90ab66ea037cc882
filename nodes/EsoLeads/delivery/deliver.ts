import { createBatchQueue } from './batches';
import { deliverBatch } from './deliverBatch';
import { hasUndelivered, type Batch, type BatchOutcome, type QueuedLead } from './outcome';
import { createRun, type DeliveryPorts, type DeliveryRules, type StopReason } from './run';

/** What became of all leads of a run. */
export interface Delivery {
	/** In the order of the batches; every lead that was pulled is in exactly one. */
	batches: BatchOutcome[];
	/** Why the run ended before its last batch, if it did. */
	stopped: StopReason | undefined;
}

/**
 * Sends leads in batches, several at once. Leads are pulled from the iterator, and so prepared,
 * while earlier batches travel.
 *
 * Never rejects as long as the iterator does not: every fault becomes an outcome.
 */
export async function deliver(
	leads: Iterator<QueuedLead>,
	rules: DeliveryRules,
	ports: DeliveryPorts,
): Promise<Delivery> {
	const run = createRun(rules, ports);
	const queue = createBatchQueue(leads, rules.batchSize, rules.maxBodyBytes);
	const batches: BatchOutcome[] = [];

	const work = async (): Promise<void> => {
		while (!run.over.aborted) {
			const batch = queue.take();
			if (batch === undefined) return;
			const delivering = deliverBatch(batch, run, (bytes) =>
				queue.limitBytes(Math.floor(bytes / 2)),
			);
			// The request must be on its way before the next batch takes the processor.
			await ports.clock.wait(0, run.over);
			queue.prepare();
			const outcome = await delivering;
			batches.push(outcome);
			if (rules.stopOnFailure && hasUndelivered(outcome.outcomes)) {
				run.stop({
					statusCode: outcome.statusCode,
					message: outcome.message,
					batch: outcome.number,
				});
			}
		}
	};

	const lanes: Array<Promise<void>> = [];
	for (let lane = 0; lane < rules.concurrency; lane += 1) {
		lanes.push(work());
		// Again: what the first lane sends must not wait until a batch is cut for the last one.
		await ports.clock.wait(0, run.over);
	}
	await Promise.all(lanes);
	for (let batch = queue.take(); batch !== undefined; batch = queue.take())
		batches.push(unsent(batch, run.stopReason()));
	batches.sort((a, b) => a.number - b.number);
	return { batches, stopped: run.stopReason() };
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
