import { ENVELOPE_BYTES } from './body';
import type { Batch, LeadSource, QueuedLead } from './outcome';

/** Cuts a stream of leads into batches, by count and by bytes. */
export interface BatchQueue {
	/** As of the leads; undefined too when a batch is prepared. */
	ready(): Promise<void> | undefined;
	/** The next batch; undefined when there are no more leads. */
	take(): Batch | undefined;
	/**
	 * Prepares the batch that `take` will give next, so that it is ready while another one travels.
	 */
	prepare(): void;
	/** The next batch of what was pulled already, if there is any; no more leads are pulled. */
	takePulled(): Batch | undefined;
	/** Lowers the limit for the batches that are still to be cut. */
	limitBytes(maxBytes: number): void;
}

const SEPARATOR_BYTES = ','.length;

/** Every lead is counted with a comma, and the first one has none. */
const EMPTY_BODY_BYTES = ENVELOPE_BYTES - SEPARATOR_BYTES;

/**
 * A queue over `leads`, which are pulled, and so prepared, only when a batch is cut. A lead beyond
 * `maxBytes` travels alone.
 */
export function createBatchQueue(
	leads: LeadSource,
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

	const numbered = (batch: readonly QueuedLead[]): Batch => {
		cut += 1;
		return { number: cut, leads: batch };
	};

	const cutBatch = (): Batch | undefined => {
		const batch: QueuedLead[] = [];
		let bytes = EMPTY_BODY_BYTES;
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
		return batch.length === 0 ? undefined : numbered(batch);
	};

	const takePrepared = (): Batch | undefined => {
		const batch = prepared;
		prepared = undefined;
		return batch;
	};

	return {
		ready: () => (prepared === undefined ? leads.ready?.() : undefined),
		take: () => takePrepared() ?? cutBatch(),
		takePulled() {
			const batch = takePrepared();
			if (batch !== undefined || overflow === undefined) return batch;
			const lead = overflow;
			overflow = undefined;
			return numbered([lead]);
		},
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
	return leads.reduce((bytes, lead) => bytes + lead.bytes + SEPARATOR_BYTES, EMPTY_BODY_BYTES);
}
