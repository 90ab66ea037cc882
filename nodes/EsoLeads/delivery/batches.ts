import type { Batch, LeadSource, QueuedLead } from './outcome';

/** A body holds at most this much (assumed: no limit is documented). */
export const MAX_BODY_BYTES = 1_000_000;

const BEGIN = '{"data":[';
const END = ']}';

/** What a body has beside its leads. */
export const ENVELOPE_BYTES = BEGIN.length + END.length;

/** The length of the longest lead that a body can hold. */
export const MAX_LEAD_BYTES = MAX_BODY_BYTES - ENVELOPE_BYTES;

/** The body of a request (documented: `{"data":[lead, …]}`, at most 500 leads). */
export function leadsBody(leads: readonly QueuedLead[]): string {
	return BEGIN + leads.map((lead) => lead.json).join(',') + END;
}

/** Cuts a stream of leads into batches, by count and by bytes, and keeps a stock of leads for the next ones. */
export interface BatchQueue {
	/** Whether the stock holds a whole batch. */
	hasBatch(): boolean;
	/** Of leads that come in by and by: resolves when more of them are there, undefined when some are. */
	arrival(): Promise<void> | undefined;
	/**
	 * Prepares a few leads for the stock, none beyond the end of a batch.
	 *
	 * @returns whether the stock is full, or there are no more leads.
	 */
	prepare(): boolean;
	/** The next batch; undefined when there are no more leads. */
	take(): Batch | undefined;
	/** The next batch of what was pulled already, if there is any; no more leads are pulled. */
	takePulled(): Batch | undefined;
	/** Lowers the limit for the batches that are still to be cut. */
	limitBytes(maxBytes: number): void;
}

/** As many leads as are prepared within a millisecond: what arrives meanwhile waits no longer. */
const SLICE = 50;

const SEPARATOR_BYTES = ','.length;

/** Every lead is counted with a comma, and the first one has none. */
const EMPTY_BODY_BYTES = ENVELOPE_BYTES - SEPARATOR_BYTES;

/**
 * A queue over `leads`, which are pulled, and so prepared, only when they are asked for. A lead beyond
 * `maxBytes` travels alone.
 *
 * @param ahead how many batches the stock holds when it is full.
 */
export function createBatchQueue(
	leads: LeadSource,
	maxLeads: number,
	maxBytes: number,
	ahead: number,
): BatchQueue {
	const stock: QueuedLead[] = [];
	let stockBytes = 0;
	let limit = maxBytes;
	let number = 0;

	const holds = (batches: number) =>
		stock.length >= batches * maxLeads || stockBytes > batches * limit;

	/** @returns whether there was one. */
	const pullLead = (): boolean => {
		const next = leads.next();
		if (next.done === true) return false;
		stock.push(next.value);
		stockBytes += next.value.bytes + SEPARATOR_BYTES;
		return true;
	};

	/** How many leads the next batch takes. */
	const fitting = (): number => {
		let bytes = EMPTY_BODY_BYTES;
		const tooMany = stock.findIndex((lead, index) => {
			bytes += lead.bytes + SEPARATOR_BYTES;
			return index === maxLeads || (index > 0 && bytes > limit);
		});
		return tooMany === -1 ? stock.length : tooMany;
	};

	const cut = (): Batch | undefined => {
		const batch = stock.splice(0, fitting());
		if (batch.length === 0) return undefined;
		stockBytes -= bodyBytes(batch) - EMPTY_BODY_BYTES;
		number += 1;
		return { number, leads: batch };
	};

	return {
		hasBatch: () => holds(1),
		arrival: () => leads.ready?.(),
		prepare() {
			const untilBatch = maxLeads - (stock.length % maxLeads);
			for (let left = Math.min(SLICE, untilBatch); left > 0 && !holds(ahead); left -= 1)
				if (!pullLead()) return true;
			return holds(ahead);
		},
		take() {
			while (!holds(1) && pullLead());
			return cut();
		},
		takePulled: cut,
		limitBytes(most) {
			limit = Math.min(limit, most);
		},
	};
}

/** The length of the body that holds `leads`. */
export function bodyBytes(leads: readonly QueuedLead[]): number {
	return leads.reduce((bytes, lead) => bytes + lead.bytes + SEPARATOR_BYTES, EMPTY_BODY_BYTES);
}
