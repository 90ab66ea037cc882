import type { INodeExecutionData } from 'n8n-workflow';
import { type BatchOutcome, isUndelivered } from '../delivery/outcome';
import type { EarlierLead } from '../lead/duplicates';
import type { Rejection, RejectionCode } from '../lead/refusals';
import { withAdvice } from './errors';
import { duplicateRejection, orphanRejection, rejectedItem, toPlace } from './items';

/** What happened to the items of a run. */
export interface RunOutcome {
	items: readonly INodeExecutionData[];
	/** Rejections of items that were never sent, by item index. */
	refused: ReadonlyMap<number, Rejection>;
	/** For items whose number occurred before: the item that was kept, by item index. */
	duplicates: ReadonlyMap<number, EarlierLead>;
	/** Whether duplicates of accepted leads are dropped instead of rejected. */
	dropsDuplicates: boolean;
	batches: readonly BatchOutcome[];
	/** The rejection of an item that nothing else accounts for. */
	unaccounted: (item: number) => Rejection;
}

/** The result of a run. Items in = accepted + rejections + dropped duplicates. */
export interface RunReport {
	/** How many leads E-so accepted, and in how many batches. */
	accepted: number;
	acceptedBatches: number;
	/** By item index, in the order of the input. */
	rejections: ReadonlyMap<number, Rejection>;
	droppedDuplicates: number;
}

/** Assigns every item of a run to exactly one result. */
export function reportRun(run: RunOutcome): RunReport {
	const travelled = outcomesByItem(run.batches);
	const rejections = new Map<number, Rejection>();
	let accepted = 0;
	let droppedDuplicates = 0;
	for (const item of run.items.keys()) {
		const outcome = travelled.get(item);
		const first = run.duplicates.get(item);
		if (outcome === ACCEPTED) accepted += 1;
		else if (outcome !== undefined) rejections.set(item, outcome);
		else if (first === undefined)
			rejections.set(item, run.refused.get(item) ?? run.unaccounted(item));
		else if (travelled.get(first.place) !== ACCEPTED)
			rejections.set(item, orphanRejection(first.place, toPlace(run.items, first.place)));
		else if (run.dropsDuplicates) droppedDuplicates += 1;
		else rejections.set(item, duplicateRejection(first, toPlace(run.items, first.place)));
	}
	const acceptedBatches = run.batches.filter(({ outcomes }) =>
		outcomes.some(({ kind }) => kind === 'accepted'),
	).length;
	return { accepted, acceptedBatches, rejections, droppedDuplicates };
}

const ACCEPTED = 'accepted';

function outcomesByItem(
	batches: readonly BatchOutcome[],
): ReadonlyMap<number, Rejection | typeof ACCEPTED> {
	const byItem = new Map<number, Rejection | typeof ACCEPTED>();
	for (const { items, outcomes } of batches) {
		for (const [index, outcome] of outcomes.entries()) {
			const item = items[index];
			if (item === undefined) continue;
			byItem.set(item, outcome.kind === 'accepted' ? ACCEPTED : outcome.rejection);
		}
	}
	return byItem;
}

/** Why leads are missing: for each reason the number of leads, and the first of them. */
export type Reasons = Map<RejectionCode, { count: number; first: Rejection }>;

/** Counts a rejection. */
export function noteReason(reasons: Reasons, rejection: Rejection): void {
	const known = reasons.get(rejection.code);
	if (known === undefined) {
		reasons.set(rejection.code, { count: 1, first: rejection });
		return;
	}
	known.count += 1;
	// Batches that ended before the cause was found do not name it.
	const isNamed = rejection.code === 'refused' && rejection.field !== undefined;
	if (isNamed && known.first.field === undefined) known.first = rejection;
}

/** Counts the rejections of a run. */
export function toReasons(rejections: Iterable<Rejection>): Reasons {
	const reasons: Reasons = new Map();
	for (const rejection of rejections) noteReason(reasons, rejection);
	return reasons;
}

/** How a batch ended, in one word. */
export type BatchStatus = 'accepted' | 'partial' | 'refused' | 'failed' | 'notSent' | 'checked';

/** A row of the output *Batches*. A type, not an interface: n8n's items are indexable. */
export type BatchRow = {
	batch: number;
	status: BatchStatus;
	message: string;
	leads: number;
	accepted: number;
	notAccepted: number;
	statusCode: number | null;
	requests: number;
	durationMs: number;
};

/** The row about a batch. */
export function batchRow(batch: BatchOutcome): BatchRow {
	const leads = batch.items.length;
	const accepted = batch.outcomes.filter((outcome) => outcome.kind === 'accepted').length;
	return {
		batch: batch.number,
		status: batchStatus(batch, accepted),
		message: batch.message,
		leads,
		accepted,
		notAccepted: leads - accepted,
		statusCode: batch.statusCode ?? null,
		requests: batch.requests,
		durationMs: Math.round(batch.durationMs),
	};
}

/** The row of a batch that was only checked and not sent. */
export function checkedBatchRow(batch: BatchOutcome): BatchRow {
	const nothing = { accepted: 0, notAccepted: 0, statusCode: null, requests: 0, durationMs: 0 };
	return { ...batchRow(batch), status: 'checked', ...nothing };
}

function batchStatus({ outcomes, requests }: BatchOutcome, accepted: number): BatchStatus {
	if (accepted === outcomes.length) return 'accepted';
	if (accepted > 0) return 'partial';
	if (requests === 0) return 'notSent';
	const isFailed = outcomes.some(
		(outcome) => outcome.kind === 'rejected' && isUndelivered(outcome.rejection),
	);
	return isFailed ? 'failed' : 'refused';
}

/** Whether a batch got no verdict, so that it goes to the error output if there is one. */
export function hasFailed({ status }: BatchRow): boolean {
	return status === 'failed' || status === 'notSent';
}

/** A batch as an item of *Batches*, linked to every input item in it. */
export function batchItem(batch: BatchOutcome, row: BatchRow): INodeExecutionData {
	return { json: row, pairedItem: batch.items.map((item) => ({ item })) };
}

/**
 * A failed batch for n8n's error output. n8n sends it there only if it has no other keys, and with
 * a `pairedItem` n8n would add the first lead's fields.
 */
export function failedBatchItem(row: BatchRow): INodeExecutionData {
	return { json: { error: withAdvice(row.message, row.statusCode ?? undefined), details: row } };
}

/** The items of *Batches*, in order. With an error output, failed batches go there. */
export function batchItems(
	batches: readonly BatchOutcome[],
	hasErrorOutput: boolean,
	isChecked = false,
): INodeExecutionData[] {
	return batches.map((batch) => {
		const row = isChecked ? checkedBatchRow(batch) : batchRow(batch);
		return hasErrorOutput && hasFailed(row) ? failedBatchItem(row) : batchItem(batch, row);
	});
}

/** The items of *Rejected*, in the order of the input. */
export function* rejectedItems(
	items: readonly INodeExecutionData[],
	rejections: ReadonlyMap<number, Rejection>,
): Generator<INodeExecutionData> {
	for (const [item, input] of items.entries()) {
		const rejection = rejections.get(item);
		if (rejection !== undefined) yield rejectedItem(input, item, rejection);
	}
}

/** With an error output, failed batches go there, even if the first output holds leads. */
export function failedBatchItems(
	batches: readonly BatchOutcome[],
	hasErrorOutput: boolean,
): INodeExecutionData[] {
	if (!hasErrorOutput) return [];
	return batches.map(batchRow).filter(hasFailed).map(failedBatchItem);
}
