import type { Rejection } from '../lead/rejection';

/** A lead on its way: what is sent, and the item that it stands for. */
export interface QueuedLead {
	/** The index of the input item. */
	item: number;
	/** The lead as JSON. */
	json: string;
	/** The length of `json` in UTF-8. */
	bytes: number;
}

/** Leads as delivery pulls them: each is prepared when it is pulled. */
export interface LeadSource extends Iterator<QueuedLead> {
	/**
	 * For leads that come in by and by, as from a file: resolves when more of them are there, undefined
	 * when a batch can be cut at once, or all that is left. Never rejects.
	 */
	ready?(): Promise<void> | undefined;
}

/** Leads that travel in one request. */
export interface Batch {
	/** From 1, in the order of the input. */
	number: number;
	leads: readonly QueuedLead[];
}

/** What became of one lead. */
export type LeadOutcome = { kind: 'accepted' } | { kind: 'rejected'; rejection: Rejection };

/** What became of a batch: exactly one outcome for each of its leads, in order. */
export interface BatchOutcome {
	number: number;
	items: readonly number[];
	outcomes: readonly LeadOutcome[];
	/** Of the answer to the whole batch; undefined where none came or none was asked for. */
	statusCode: number | undefined;
	message: string;
	/** How many requests the batch took, retries and isolation included. */
	requests: number;
	durationMs: number;
}

/** Whether any lead got no verdict from E-so: the request failed, or was never made. */
export function hasUndelivered(outcomes: readonly LeadOutcome[]): boolean {
	return outcomes.some(
		(outcome) =>
			outcome.kind === 'rejected' &&
			(outcome.rejection.code === 'delivery_failed' || outcome.rejection.code === 'not_sent'),
	);
}
