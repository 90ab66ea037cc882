import { ENVELOPE_BYTES } from './body';
import type { Batch, QueuedLead } from './outcome';

/** Cuts a stream of leads into batches, by count and by bytes. */
export interface BatchQueue {
	/** The next batch; undefined when there are no more leads. */
	take(): Batch | undefined;
	/**
	 * Prepares the batch that `take` will give next, so that it is ready while another one travels.
	 */
	prepare(): void;
	/** The batch that is prepared, if one is; no more leads are pulled for it. */
	takePrepared(): Batch | undefined;
	/** Lowers the limit for the batches that are still to be cut. */
	limitBytes(maxBytes: number): void;
}

const SEPARATOR_BYTES = ','.length;

/**
 * A queue over `leads`, which are pulled, and so prepared, only when a batch is cut. A lead beyond
 * `maxBytes` travels alone.
 */
export function createBatchQueue(
	leads: Iterator<QueuedLead>,
	maxLeads: number,
	maxBytes: number,
): BatchQueue {
	let limit = maxBytes;
	let cut = 0;
	let overflow: QueuedLead | undefined;
	let prepared: Batch | undefined;

	const nextLead = (): QueuedLead | undefined => {
		const lead = overflow;
		overflow = undefined;
		if (lead !== undefined) return lead;
		const next = leads.next();
		return next.done === true ? undefined : next.value;
	};

	const cutBatch = (): Batch | undefined => {
		const batch: QueuedLead[] = [];
		let bytes = ENVELOPE_BYTES;
		while (batch.length < maxLeads) {
			const lead = nextLead();
			if (lead === undefined) break;
			bytes += lead.bytes + SEPARATOR_BYTES;
			if (batch.length > 0 && bytes > limit) {
				overflow = lead;
				break;
			}
			batch.push(lead);
		}
		if (batch.length === 0) return undefined;
		cut += 1;
		return { number: cut, leads: batch };
	};

	const takePrepared = (): Batch | undefined => {
		const batch = prepared;
		prepared = undefined;
		return batch;
	};

	return {
		take: () => takePrepared() ?? cutBatch(),
		takePrepared,
		prepare() {
			prepared ??= cutBatch();
		},
		limitBytes(bytes) {
			limit = Math.min(limit, bytes);
		},
	};
}

/** The length of the body that holds `leads`. */
export function bodyBytes(leads: readonly QueuedLead[]): number {
	return leads.reduce((bytes, lead) => bytes + lead.bytes + SEPARATOR_BYTES, ENVELOPE_BYTES);
}
