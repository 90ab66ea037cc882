import { type BatchQueue, createBatchQueue } from '../../../nodes/EsoLeads/delivery/batches';
import type { LeadSource } from '../../../nodes/EsoLeads/delivery/outcome';

/** A queue whose batches have at most so many leads and bytes, with a stock for `ahead` of them. */
export function queueOver(
	leads: LeadSource,
	maxLeads: number,
	maxBytes: number | (() => number) = 1_000_000,
	ahead = 1,
): BatchQueue {
	return createBatchQueue(leads, {
		maxLeads,
		maxBytes: typeof maxBytes === 'number' ? () => maxBytes : maxBytes,
		ahead: () => ahead,
	});
}

/** Prepares leads until the stock is full, none is left, or the next ones have yet to arrive. */
export function fill(queue: BatchQueue): void {
	while (!queue.isFull() && !queue.isAtEnd() && queue.arrival() === undefined)
		queue.prepare(() => false);
}
