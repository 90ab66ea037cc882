import { createBatchQueue, type BatchQueue } from './batches';
import { deliverBatch } from './deliverBatch';
import type { Batch, BatchOutcome, QueuedLead } from './outcome';
import {
	createRun,
	type DeliveryPorts,
	type DeliveryRules,
	type Run,
	type StopReason,
} from './run';

/** What became of the leads of a run. */
export interface Delivery {
	/** In the order of the batches; every lead that was pulled is in exactly one. */
	batches: BatchOutcome[];
	/** Why the run ended before its last batch, if it did. */
	stopped: StopReason | undefined;
}

/**
 * Sends leads in batches, several at once. Leads are pulled from the iterator, and so prepared,
 * while earlier batches travel. When the run is cancelled, or stops at its first failure by the
 * rules, the leads that were not pulled yet stay in the iterator.
 *
 * Never rejects: every fault becomes an outcome.
 */
export async function deliver(
	leads: Iterator<QueuedLead>,
	rules: DeliveryRules,
	ports: DeliveryPorts,
): Promise<Delivery> {
	const run = createRun(rules, ports);
	const queue = createBatchQueue(leads, rules.batchSize, rules.maxBodyBytes);
	const batches: BatchOutcome[] = [];
	try {
		const lanes: Array<Promise<void>> = [];
		for (let lane = 0; lane < rules.concurrency; lane += 1) {
			lanes.push(deliverInLane(queue, run, batches).catch((error) => stopAtSlip(error, run)));
			// What the first lane sends must not wait until a batch is cut for the last one.
			await giveWay(run);
		}
		await Promise.all(lanes);
		await refuseUnsent(queue, run, batches);
	} finally {
		run.end();
	}
	batches.sort((a, b) => a.number - b.number);
	return { batches, stopped: run.stopReason() };
}

async function deliverInLane(queue: BatchQueue, run: Run, batches: BatchOutcome[]): Promise<void> {
	while (!run.over.aborted) {
		const batch = queue.take();
		if (batch === undefined) return;
		const delivering = deliverBatch(batch, run, (bytes) => queue.limitBytes(Math.floor(bytes / 2)));
		// The request must be on its way before the next batch takes the processor.
		await giveWay(run);
		try {
			if (!run.over.aborted) queue.prepare();
		} finally {
			// Even when the preparation slips: what travels already is reported.
			batches.push(await delivering);
		}
	}
}

/** An exception here is a slip of ours. The other lanes end well, and the report misses no lead. */
function stopAtSlip(error: unknown, run: Run): void {
	const message = error instanceof Error ? error.message : 'the node stopped unexpectedly';
	run.stop({ statusCode: undefined, message });
}

/**
 * Batches that were left when the run stopped. Their leads are still prepared: a bad one is told
 * its own reason.
 */
async function refuseUnsent(queue: BatchQueue, run: Run, batches: BatchOutcome[]): Promise<void> {
	for (let batch = nextUnsent(queue, run); batch !== undefined; batch = nextUnsent(queue, run)) {
		batches.push(unsent(batch, run.stopReason()));
		await giveWay(run);
	}
}

function nextUnsent(queue: BatchQueue, run: Run): Batch | undefined {
	const isThrownAway = run.rules.stopOnFailure || run.ports.cancelled.aborted;
	return isThrownAway ? queue.takePulled() : queue.take();
}

/** Lets n8n do what waits, such as sending, or hearing that the user pressed Stop. */
async function giveWay({ ports }: Run): Promise<void> {
	await ports.clock.wait(0, NEVER);
}

const NEVER = new AbortController().signal;

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
