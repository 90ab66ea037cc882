import type { BatchQueue } from './batches';
import { deliverBatch } from './deliverBatch';
import type { Batch, BatchOutcome } from './outcome';
import type { Run } from './run';

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
		else if (!queue.hasBatch()) await giveWay(run);
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
		await giveWay(run);
		const arrival = queue.arrival();
		if (arrival !== undefined) await Promise.race([arrival, ended]);
		if (isDelivered || run.over.aborted) return;
		if (arrival === undefined && queue.prepare()) return;
	}
}

/** Lets n8n do what waits, such as sending, or hearing that the user pressed Stop. */
export async function giveWay({ ports }: Run): Promise<void> {
	await ports.clock.wait(0, NEVER);
}

const NEVER = new AbortController().signal;
