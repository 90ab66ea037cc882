import { MAX_BODY_BYTES } from '../lead/lead';
import type { Batch, LeadSource, QueuedLead, SendOutcome } from './outcome';
import { type Attempts, sendWithRetries } from './retry';
import type { Run } from './run';
import { classify } from './verdict';

const BEGIN = '{"data":[';
const END = ']}';

/** The size of a body without its leads. */
export const ENVELOPE_BYTES = BEGIN.length + END.length;

/** The length of the longest lead that a body can hold. */
export const MAX_LEAD_BYTES = MAX_BODY_BYTES - ENVELOPE_BYTES;

/** The body of a request (documented: `{"data":[lead, …]}`, at most 500 leads). */
export function leadsBody(leads: readonly QueuedLead[]): string {
	return BEGIN + leads.map((lead) => lead.json).join(',') + END;
}

/** Sends leads in one request, and repeats it as long as that can help. */
export async function send(
	leads: readonly QueuedLead[],
	attempts: Attempts,
	run: Run,
): Promise<SendOutcome> {
	const body = leadsBody(leads);
	const sent = leads.map(({ json }) => json);
	return await sendWithRetries(
		{
			make: async () => await run.ports.post(body),
			read: (reply, nowMs) => classify(reply, nowMs, sent),
			// The API ignores numbers that it already has (documented).
			isIdempotent: true,
		},
		attempts,
		run,
	);
}

const SEPARATOR_BYTES = ','.length;

/** Every lead is counted with a comma, although the first one has none. */
const EMPTY_BODY_BYTES = ENVELOPE_BYTES - SEPARATOR_BYTES;

/** How large batches may be at the moment, and how many of them a full stock holds. */
export interface BatchLimits {
	maxLeads: number;
	maxBytes: () => number;
	ahead: () => number;
}

/**
 * Cuts a stream of leads into batches, by count and by bytes, and prepares leads ahead for the next
 * ones.
 */
export type BatchQueue = ReturnType<typeof createBatchQueue>;

/**
 * A queue over `leads`, which are pulled, and thereby prepared, only on demand. A lead that is
 * larger than the limit travels alone.
 */
export function createBatchQueue(leads: LeadSource, { maxLeads, maxBytes, ahead }: BatchLimits) {
	const stock: QueuedLead[] = [];
	let stockBytes = 0;
	let isAtEnd = false;
	let number = 0;

	const holds = (batches: number) =>
		stock.length >= batches * maxLeads || stockBytes > batches * maxBytes();

	const pull = (): QueuedLead | undefined => {
		const next = leads.next();
		if (next.done === true) isAtEnd = true;
		return next.done === true ? undefined : next.value;
	};

	/** How many leads fit into the next batch. */
	const fitting = (): number => {
		let bytes = EMPTY_BODY_BYTES;
		const tooMany = stock.findIndex((lead, index) => {
			bytes += lead.bytes + SEPARATOR_BYTES;
			return index === maxLeads || (index > 0 && bytes > maxBytes());
		});
		return tooMany === -1 ? stock.length : tooMany;
	};

	return {
		/** Whether there are enough leads for a full batch. */
		hasBatch: () => holds(1),
		/** Whether the stock holds as much as it may. */
		isFull: () => holds(ahead()),
		/** Whether all leads were pulled. */
		isAtEnd: () => isAtEnd,
		/** Whether all leads were pulled and taken. */
		isEmpty: () => isAtEnd && stock.length === 0,
		/** Resolves when more leads have arrived over time; undefined if some are available. */
		arrival: () => (isAtEnd ? undefined : leads.ready?.()),
		/**
		 * Prepares leads until the stock is full, a batch is complete, no lead is available, or the
		 * slice is over.
		 */
		prepare(isSliceOver: () => boolean): void {
			while (!isAtEnd && !holds(ahead()) && leads.ready?.() === undefined) {
				const lead = pull();
				if (lead !== undefined) {
					stock.push(lead);
					stockBytes += lead.bytes + SEPARATOR_BYTES;
					if (stock.length % maxLeads === 0) return;
				}
				if (isSliceOver()) return;
			}
		},
		/** Cuts a batch from the stock without pulling leads; undefined if the stock is empty. */
		take(): Batch | undefined {
			const batch = stock.splice(0, fitting());
			if (batch.length === 0) return undefined;
			stockBytes -= bodyBytes(batch) - EMPTY_BODY_BYTES;
			number += 1;
			return { number, leads: batch };
		},
	};
}

/** The length of the body that holds `leads`. */
export function bodyBytes(leads: readonly QueuedLead[]): number {
	return leads.reduce((bytes, lead) => bytes + lead.bytes + SEPARATOR_BYTES, EMPTY_BODY_BYTES);
}
