import { type BatchQueue, bodyBytes, createBatchQueue, send } from './batches';
import {
	type Batch,
	type BatchOutcome,
	type LeadOutcome,
	type LeadSource,
	unsentBatch,
} from './outcome';
import { type DeliveryPorts, yieldToEventLoop } from './ports';
import { createAttempts } from './retry';
import { createDeliveryRun, type DeliveryRules, type Run, type RunFailure } from './run';
import { splitBatch } from './splitBatch';

/** What became of the leads of a run. */
export interface Delivery {
	/** In order; every lead that was pulled is in exactly one batch. */
	batches: BatchOutcome[];
	/** Why the run ended before its last batch, if it did. */
	stopped: RunFailure | undefined;
}

/**
 * Sends leads in batches, as `deliverBatches` does, and collects the outcomes.
 *
 * @param settle also receives each outcome, as soon as it is known.
 */
export async function deliver(
	leads: LeadSource,
	rules: DeliveryRules,
	ports: DeliveryPorts,
	settle: SettleBatch = () => undefined,
): Promise<Delivery> {
	const batches: BatchOutcome[] = [];
	const stopped = await deliverBatches(leads, rules, ports, (batch) => {
		batches.push(batch);
		settle(batch);
	});
	batches.sort((a, b) => a.number - b.number);
	return { batches, stopped };
}

/**
 * Sends leads in batches, several at once. Leads are pulled from the source, and thereby prepared,
 * while earlier batches travel. If the run is cancelled, or the rules stop it at its first failure,
 * leads that were not pulled stay in the source.
 *
 * Never rejects: every exception becomes an outcome.
 *
 * @returns why the run ended before its last batch, if it did.
 */
export async function deliverBatches(
	leads: LeadSource,
	rules: DeliveryRules,
	ports: DeliveryPorts,
	settle: SettleBatch,
): Promise<RunFailure | undefined> {
	const run = createDeliveryRun(
		rules,
		ports,
		() => queue.isEmpty() && run.throttle.batchesUnderWay() === 1,
	);
	const queue = createBatchQueue(leads, {
		maxLeads: rules.batchSize,
		// Once nothing more is sent, the learned limit no longer matters.
		maxBytes: () => (run.over.aborted ? rules.maxBodyBytes : run.maxBodyBytes()),
		ahead: () => run.throttle.width(),
	});
	try {
		await dispatch(queue, run, settle);
		const cause = run.suspicion();
		if (cause !== undefined) run.stop(cause);
		await settleUnsent(queue, run, settle);
	} finally {
		run.end();
	}
	return run.stopReason();
}

/** Receives the outcome of each batch as soon as it is known. */
export type SettleBatch = (batch: BatchOutcome) => void;

/** Starts a batch whenever there is room for one, and prepares the next ones in the meantime. */
async function dispatch(queue: BatchQueue, run: Run, settle: SettleBatch): Promise<void> {
	const underWay: Array<Promise<void>> = [];
	try {
		while (!run.over.aborted) {
			if (run.throttle.hasRoom() && (queue.hasBatch() || queue.isAtEnd())) {
				const batch = queue.take();
				if (batch === undefined) break;
				underWay.push(deliverAndSettle(batch, run, settle));
				// The request must be on its way before the next slice occupies the processor.
				await yieldToEventLoop(run.ports.clock);
			} else if (queue.isFull() || queue.isAtEnd()) {
				await run.throttle.changed();
			} else {
				await prepareMore(queue, run, run.throttle.changed());
			}
		}
	} catch (error) {
		stopUnexpectedly(error, run);
	}
	await Promise.all(underWay);
}

async function deliverAndSettle(batch: Batch, run: Run, settle: SettleBatch): Promise<void> {
	run.throttle.begin();
	try {
		settle(await deliverBatch(batch, run));
	} catch (error) {
		stopUnexpectedly(error, run);
	} finally {
		run.throttle.end();
	}
}

/** Delivers one batch: whole if E-so accepts it, otherwise in parts, until every lead has an outcome. */
export async function deliverBatch(batch: Batch, run: Run): Promise<BatchOutcome> {
	const { number, leads } = batch;
	const { clock } = run.ports;
	const startedAt = clock.now();
	const attempts = createAttempts({ batch: number });
	const sent = await send(leads, attempts, run);
	const { statusCode, message } = sent;
	if (sent.kind === 'accepted') run.accepted(leads.length, bodyBytes(leads));
	const settled =
		sent.kind === 'accepted'
			? { outcomes: leads.map(() => ACCEPTED), statusCode, message, requests: attempts.requests }
			: await splitBatch(batch, sent, attempts, run);
	const items = leads.map(({ item }) => item);
	return { number, items, ...settled, durationMs: clock.now() - startedAt };
}

const ACCEPTED: LeadOutcome = { kind: 'accepted' };

/**
 * Ends the run after an unforeseen exception. The other batches still finish, and no lead is
 * missing from the report.
 */
function stopUnexpectedly(error: unknown, run: Run): void {
	const message = error instanceof Error ? error.message : 'the node stopped unexpectedly';
	run.stop({ statusCode: undefined, message });
}

/** Neither n8n nor an arriving answer may wait longer than this. */
const SLICE_MS = 4;

/**
 * Prepares leads for a slice of time, or waits until some arrive.
 *
 * @param interruption ends the wait early.
 */
async function prepareMore(
	queue: BatchQueue,
	run: Run,
	interruption: Promise<unknown>,
): Promise<void> {
	const arrival = queue.arrival();
	if (arrival !== undefined) {
		await Promise.race([arrival, interruption]);
		return;
	}
	const { clock } = run.ports;
	const until = clock.now() + SLICE_MS;
	queue.prepare(() => clock.now() >= until);
	if (!queue.hasBatch() || !run.throttle.hasRoom()) await yieldToEventLoop(run.ports.clock);
}

/**
 * Settles the batches that were left when the run stopped as not sent. Unless nobody will see the
 * outcome, their leads are still prepared, so that a bad lead gets its own reason.
 */
async function settleUnsent(queue: BatchQueue, run: Run, settle: SettleBatch): Promise<void> {
	const { cancelled } = run.ports;
	const finished = new AbortController();
	const cancellation = new Promise((resolve) => {
		cancelled.addEventListener('abort', resolve, { signal: finished.signal });
	});
	for (;;) {
		const isUnseen = run.rules.stopOnFailure || cancelled.aborted;
		if (isUnseen || queue.hasBatch() || queue.isAtEnd()) {
			const batch = queue.take();
			if (batch === undefined) break;
			settle(unsentBatch(batch, run.stopReason()));
			await yieldToEventLoop(run.ports.clock);
		} else {
			await prepareMore(queue, run, cancellation);
		}
	}
	finished.abort();
}
