import { type BatchQueue, createBatchQueue } from './batches';
import { deliverBatch } from './deliverBatch';
import type { Batch, BatchOutcome, LeadSource } from './outcome';
import {
	createRun,
	type DeliveryPorts,
	type DeliveryRules,
	type Run,
	type RunFailure,
} from './run';

/** What became of the leads of a run. */
export interface Delivery {
	/** In the order of the batches; every lead that was pulled is in exactly one. */
	batches: BatchOutcome[];
	/** Why the run ended before its last batch, if it did. */
	stopped: RunFailure | undefined;
}

/** Sends leads in batches, as `deliverBatches` does, and keeps the outcomes. */
export async function deliver(
	leads: LeadSource,
	rules: DeliveryRules,
	ports: DeliveryPorts,
): Promise<Delivery> {
	const batches: BatchOutcome[] = [];
	const stopped = await deliverBatches(leads, rules, ports, (batch) => batches.push(batch));
	batches.sort((a, b) => a.number - b.number);
	return { batches, stopped };
}

/**
 * Sends leads in batches, several at once. Leads are pulled from the source, and so prepared, while
 * earlier batches travel. When the run is cancelled, or stops at its first failure by the rules, the
 * leads that were not pulled yet stay in the source.
 *
 * Never rejects: every fault becomes an outcome.
 *
 * @returns why the run ended before its last batch, if it did.
 */
export async function deliverBatches(
	leads: LeadSource,
	rules: DeliveryRules,
	ports: DeliveryPorts,
	settle: SettleBatch,
): Promise<RunFailure | undefined> {
	const run = createRun(rules, ports);
	const queue = createBatchQueue(leads, rules.batchSize, rules.maxBodyBytes, rules.concurrency);
	try {
		const lanes: Array<Promise<void>> = [];
		for (let lane = 0; lane < rules.concurrency; lane += 1) {
			lanes.push(deliverInLane(queue, run, settle).catch((error) => stopAtSlip(error, run)));
			// What the first lane sends must not wait until a batch is cut for the last one.
			await yieldToEventLoop(run);
		}
		await Promise.all(lanes);
		await refuseUnsent(queue, run, settle);
	} finally {
		run.end();
	}
	return run.stopReason();
}

/** An exception here is a slip of ours. The other lanes end well, and the report misses no lead. */
function stopAtSlip(error: unknown, run: Run): void {
	const message = error instanceof Error ? error.message : 'the node stopped unexpectedly';
	run.stop({ statusCode: undefined, message });
}

/** Where delivery hands over what became of a batch, as soon as it is known. */
export type SettleBatch = (batch: BatchOutcome) => void;

/** Delivers batches, one after the other, until there are no more or the run is over. */
export async function deliverInLane(
	queue: BatchQueue,
	run: Run,
	settle: SettleBatch,
): Promise<void> {
	for (;;) {
		const batch = await nextBatch(queue, run);
		if (batch === undefined) return;
		const delivering = deliverBatch(batch, run, (bytes) => queue.limitBytes(Math.floor(bytes / 2)));
		try {
			await prepareMeanwhile(delivering, queue, run);
		} finally {
			// Even when the preparation slips: what travels already is reported.
			settle(await delivering);
		}
	}
}

/**
 * Prepares leads until a batch can be cut, or all that is left; a slice at a time, so that requests of
 * other lanes get on their way meanwhile.
 */
async function nextBatch(queue: BatchQueue, run: Run): Promise<Batch | undefined> {
	while (!run.over.aborted) {
		if (queue.hasBatch()) return queue.take();
		const arrival = queue.arrival();
		// Another lane may take what was waited for: then the wait begins anew.
		if (arrival !== undefined) await arrival;
		else if (queue.prepare()) return queue.take();
		else if (!queue.hasBatch()) await yieldToEventLoop(run);
	}
	return undefined;
}

/**
 * Prepares the next batches while one travels, as many as there are lanes; a slice at a time: an
 * answer that arrives must not wait, nor the request that follows it.
 */
async function prepareMeanwhile(
	delivering: Promise<unknown>,
	queue: BatchQueue,
	run: Run,
): Promise<void> {
	let isDelivered = false;
	const noteEnd = () => {
		isDelivered = true;
	};
	const ended = delivering.then(noteEnd, noteEnd);
	for (;;) {
		// The request must be on its way before the next slice takes the processor.
		await yieldToEventLoop(run);
		const arrival = queue.arrival();
		if (arrival !== undefined) await Promise.race([arrival, ended]);
		if (isDelivered || run.over.aborted) return;
		if (arrival === undefined && queue.prepare()) return;
	}
}

/** Lets n8n do what waits, such as sending, or hearing that the user pressed Stop. */
export async function yieldToEventLoop({ ports }: Run): Promise<void> {
	await ports.clock.wait(0, NEVER_ABORTED);
}

const NEVER_ABORTED = new AbortController().signal;

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
		await yieldToEventLoop(run);
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

function unsent(batch: Batch, reason: RunFailure | undefined): BatchOutcome {
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
