import type { INodeExecutionData } from 'n8n-workflow';
import type { BatchOutcome } from '../delivery/outcome';
import type { EarlierLead } from '../lead/duplicates';
import type { Rejection } from '../lead/refusals';
import { formatCount } from '../lead/wording';
import {
	batchItem,
	batchRow,
	checkedBatchRow,
	failedBatchItem,
	hasFailed,
	rejectedItem,
} from './items';

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
			rejections.set(item, orphanRejection(...toPlace(run.items, first.place)));
		else if (run.dropsDuplicates) droppedDuplicates += 1;
		else rejections.set(item, duplicateRejection(first, ...toPlace(run.items, first.place)));
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

/** How leads are named in messages: items counted from 1, rows of a sheet, lines of a file. */
export type LeadPlace = 'Item' | 'Row' | 'Line';

/**
 * How people can find an item again: by the row of the sheet, if n8n's Google Sheets node gave it,
 * else counted from 1.
 *
 * @returns the kind of place, the index, and the number that people know the item by.
 */
export function toPlace(
	items: readonly INodeExecutionData[],
	index: number,
): [place: LeadPlace, index: number, shown: number] {
	const row = items[index]?.json.row_number;
	return typeof row === 'number' ? ['Row', index, row] : ['Item', index, index + 1];
}

/** The rejection of a lead whose number occurred before and was accepted. */
export function duplicateRejection(
	{ isOfOtherCountry }: Pick<EarlierLead, 'isOfOtherCountry'>,
	place: LeadPlace,
	first: number,
	shown = first,
): Rejection {
	const reason = isOfOtherCountry
		? 'has the same contact number in another country and was kept: we assume that E-so compares numbers without their country codes'
		: 'has the same contact number and was kept: E-so keeps one lead for each number';
	return {
		code: 'duplicate_contact_number',
		message: `${place} ${formatCount(shown)} ${reason}.`,
		duplicateOf: first,
		retryable: false,
	};
}

/**
 * The rejection of a duplicate whose first lead was not accepted, so that sending this one again
 * makes sense.
 */
export function orphanRejection(place: LeadPlace, first: number, shown = first): Rejection {
	return {
		code: 'duplicate_contact_number',
		message: `${place} ${formatCount(shown)} has the same contact number and was sent in its place, but was not accepted. Send this one again, or correct the other.`,
		duplicateOf: first,
		retryable: true,
	};
}
