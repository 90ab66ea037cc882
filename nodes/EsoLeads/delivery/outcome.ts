import type { Rejection, RejectionCode } from '../lead/refusals';
import type { GroupRefusal, Inconclusive, RetryVerdict, Verdict } from './verdict';

/** A lead on its way: what is sent, and the item it came from. */
export interface QueuedLead {
	/** The index of the input item. */
	item: number;
	/** The lead as JSON. */
	json: string;
	/** The length of `json` in UTF-8. */
	bytes: number;
}

/**
 * The leads that delivery pulls; each is prepared when it is pulled. An item that turns out not to
 * be sent is `undefined`, so that even a million of them can be pulled a few at a time.
 */
export interface LeadSource extends Iterator<QueuedLead | undefined> {
	/**
	 * For leads that arrive over time, as from a file: resolves when more have arrived; undefined
	 * if the next one can be pulled, or none is left. Never rejects.
	 */
	ready?(): Promise<void> | undefined;
}

/** Leads that travel in one request. */
export interface Batch {
	/** Counted from 1, in the order of the input. */
	number: number;
	leads: readonly QueuedLead[];
}

/** What happened to one lead. */
export type LeadOutcome = { kind: 'accepted' } | { kind: 'rejected'; rejection: Rejection };

/** What happened to a batch: exactly one outcome for each of its leads, in order. */
export interface BatchOutcome {
	number: number;
	items: readonly number[];
	outcomes: readonly LeadOutcome[];
	/** The status of the answer to the whole batch; undefined if there was none. */
	statusCode: number | undefined;
	message: string;
	/** How many requests the batch took, including retries and isolation. */
	requests: number;
	durationMs: number;
}

/** A batch of which nothing was sent, since the run ended first. */
export function unsentBatch(
	{ number, leads }: Batch,
	reason: { message: string; batch?: number } | undefined,
): BatchOutcome {
	const after = reason?.batch === undefined ? '' : ` after batch ${reason.batch}`;
	const message = `Not sent${after}: ${reason?.message ?? 'the run has ended'}`;
	return {
		number,
		items: leads.map((lead) => lead.item),
		outcomes: leads.map(() => ({
			kind: 'rejected',
			rejection: { code: 'not_sent', message, batch: number, retryable: true },
		})),
		statusCode: undefined,
		message,
		requests: 0,
		durationMs: 0,
	};
}

/** Whether a lead got no verdict from E-so: its request failed, or was never made. */
export function isUndelivered({ code }: Pick<Rejection, 'code'>): boolean {
	return code === 'delivery_failed' || code === 'not_sent';
}

/** The request got no verdict. */
export interface SendFailure {
	kind: 'sendFailure';
	code: Extract<RejectionCode, 'delivery_failed' | 'not_sent'>;
	statusCode: number | undefined;
	message: string;
	retryable: boolean;
}

/** The request failed as often as the rules allow. */
export function deliveryFailed(
	{ statusCode, message }: RetryVerdict,
	circumstance: string,
): SendFailure {
	return {
		kind: 'sendFailure',
		code: 'delivery_failed',
		statusCode,
		message: `${message} (${circumstance})`,
		retryable: true,
	};
}

/**
 * An undocumented answer. If no earlier answer was lost and the server did not break down, the
 * request was certainly not carried out; otherwise nobody knows.
 *
 * @param isIdempotent whether a request that may have been carried out can safely be repeated.
 */
export function unexpectedStatus(
	{ statusCode, message }: { statusCode: number; message: string },
	outcomeUncertain: boolean,
	isIdempotent: boolean,
): SendFailure {
	return {
		kind: 'sendFailure',
		code: 'delivery_failed',
		statusCode,
		message: outcomeUncertain ? `${message} ${MAY_BE_DONE}` : message,
		retryable: isIdempotent && (outcomeUncertain || statusCode >= 500),
	};
}

/** Added to what E-so says to a request that it may have carried out before. */
export const MAY_BE_DONE = '(An earlier answer was lost, so E-so may have done it anyway.)';

/**
 * The request may have been carried out, and repeating it would not be the same as making it once.
 */
export function outcomeUnknown(verdict: RetryVerdict): SendFailure {
	const ended = deliveryFailed(verdict, 'not repeated, since E-so may already have done it');
	return { ...ended, retryable: false };
}

/**
 * The run ended first. Without a request that could have reached E-so this is "not sent"; if an
 * answer was lost, the outcome is unknown.
 */
export function notSent(
	reason: { message: string } | undefined,
	statusCode: number | undefined,
	outcomeUncertain: boolean,
	last: RetryVerdict | undefined,
): SendFailure {
	const why = reason?.message ?? 'the run has ended';
	return {
		kind: 'sendFailure',
		code: outcomeUncertain ? 'delivery_failed' : 'not_sent',
		statusCode: outcomeUncertain ? last?.statusCode : statusCode,
		message: outcomeUncertain
			? `${last?.message ?? 'An answer was lost'}; not sent again: ${why}`
			: why,
		retryable: true,
	};
}

/** How sending one group of leads ended, after all its retries. */
export type SendOutcome = Exclude<Verdict, Inconclusive> | SendFailure;

/**
 * Whether E-so said no to these leads. A lead that is too large to send is found in the same way as
 * a bad one.
 */
export function isRefusal(sent: SendOutcome): sent is GroupRefusal {
	return sent.kind === 'refused' || sent.kind === 'tooLarge';
}

/**
 * The answer that best explains how a batch ended: its acceptance, else the failure that left leads
 * without a verdict, else the first refusal, else the first that was too large.
 */
export function tellingAnswer(
	answers: ReadonlyMap<SendOutcome['kind'], SendOutcome>,
	outcomes: readonly LeadOutcome[],
): Pick<BatchOutcome, 'statusCode' | 'message'> {
	const isAccepted = outcomes.every(({ kind }) => kind === 'accepted');
	const kinds: ReadonlyArray<SendOutcome['kind']> = isAccepted
		? ['accepted']
		: ['sendFailure', 'refused', 'tooLarge'];
	const telling = kinds.map((kind) => answers.get(kind)).find((answer) => answer !== undefined);
	const { statusCode, message } = telling ?? { statusCode: undefined, message: '' };
	return { statusCode, message };
}
