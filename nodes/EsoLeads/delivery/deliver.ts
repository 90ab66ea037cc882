import { createBatchQueue } from './batches';
import { deliverInLane, giveWay, type SettleBatch } from './lane';
import type { BatchOutcome, LeadSource } from './outcome';
import {
	createRun,
	type DeliveryPorts,
	type DeliveryRules,
	type Run,
	type StopReason,
} from './run';
import { refuseUnsent } from './unsent';

/** What became of the leads of a run. */
export interface Delivery {
	/** In the order of the batches; every lead that was pulled is in exactly one. */
	batches: BatchOutcome[];
	/** Why the run ended before its last batch, if it did. */
	stopped: StopReason | undefined;
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
): Promise<StopReason | undefined> {
	const run = createRun(rules, ports);
	const queue = createBatchQueue(leads, rules.batchSize, rules.maxBodyBytes, rules.concurrency);
	try {
		const lanes: Array<Promise<void>> = [];
		for (let lane = 0; lane < rules.concurrency; lane += 1) {
			lanes.push(deliverInLane(queue, run, settle).catch((error) => stopAtSlip(error, run)));
			// What the first lane sends must not wait until a batch is cut for the last one.
			await giveWay(run);
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
