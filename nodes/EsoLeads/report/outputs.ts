import type { INodeExecutionData } from 'n8n-workflow';
import type { BatchOutcome } from '../delivery/outcome';
import type { Rejection } from '../lead/rejection';
import { batchItem, batchRow, failedBatchItem } from './batchItem';
import { rejectedItem } from './rejectedItem';

/** What a run came to. */
export interface RunReport {
	/** The items of *Batches* and of *Rejected*. */
	outputs: [INodeExecutionData[], INodeExecutionData[]];
	/** Leads that E-so accepted, and the number of batches that hold one. */
	accepted: number;
	acceptedBatches: number;
	/** In the order of the input. */
	rejections: Rejection[];
}

/**
 * Brings the outcomes of a run together: batches in order, rejections in the order of the input.
 *
 * @param refused rejections of items that never travelled, by item index.
 * @param hasErrorOutput whether failed batches leave by the engine's error output.
 */
export function reportRun(
	items: readonly INodeExecutionData[],
	refused: ReadonlyMap<number, Rejection>,
	batches: readonly BatchOutcome[],
	hasErrorOutput: boolean,
): RunReport {
	const rejections = new Map(refused);
	let accepted = 0;
	let acceptedBatches = 0;
	const batchItems = batches.map((batch) => {
		batch.items.forEach((item, index) => {
			const outcome = batch.outcomes[index];
			if (outcome?.kind === 'rejected') rejections.set(item, outcome.rejection);
		});
		const row = batchRow(batch);
		accepted += row.accepted;
		if (row.accepted > 0) acceptedBatches += 1;
		const hasFailed = row.status === 'failed' || row.status === 'notSent';
		return hasErrorOutput && hasFailed ? failedBatchItem(row) : batchItem(batch, row);
	});
	return {
		outputs: [batchItems, rejectedItems(items, rejections)],
		accepted,
		acceptedBatches,
		rejections: inOrder(items, rejections),
	};
}

/**
 * A run in which nothing was sent: every item is rejected, with its own reason or else with
 * `rejection`.
 */
export function reportUnstarted(
	items: readonly INodeExecutionData[],
	refused: ReadonlyMap<number, Rejection>,
	rejection: Rejection,
	hasErrorOutput: boolean,
): [INodeExecutionData[], INodeExecutionData[]] {
	const rejections = new Map(
		items.map((_, item) => [item, refused.get(item) ?? rejection] as const),
	);
	const details = { status: 'notSent', leads: items.length };
	const failure: INodeExecutionData[] = hasErrorOutput
		? [{ json: { error: rejection.message, details } }]
		: [];
	return [failure, rejectedItems(items, rejections)];
}

function rejectedItems(
	items: readonly INodeExecutionData[],
	rejections: ReadonlyMap<number, Rejection>,
): INodeExecutionData[] {
	return items.flatMap((input, item) => {
		const rejection = rejections.get(item);
		return rejection === undefined ? [] : [rejectedItem(input, item, rejection)];
	});
}

function inOrder(
	items: readonly unknown[],
	rejections: ReadonlyMap<number, Rejection>,
): Rejection[] {
	return items
		.map((_, item) => rejections.get(item))
		.filter((rejection) => rejection !== undefined);
}
