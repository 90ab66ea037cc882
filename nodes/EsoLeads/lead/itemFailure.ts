import type { Refusal, RejectionCode } from './rejection';

/**
 * Every reason for which an item of the operations for single leads can fail. Users filter on
 * these: never rename one.
 */
export type FailureCode =
	| RejectionCode
	/** A parameter holds what cannot be sent. */
	| 'invalid_parameter'
	/** E-so has no such lead. */
	| 'not_found'
	/** E-so's answer is in a shape that this version does not know. */
	| 'unexpected_answer';

/** Why what an item asked for was not done. */
export interface ItemFailure {
	code: FailureCode;
	/** What happened, and what to do. */
	message: string;
	/** The HTTP status that E-so answered. */
	statusCode?: number;
	/** Whether the same item, unchanged, may fare better when the workflow is run again. */
	retryable: boolean;
}

/** Half of an outcome: this item failed, because. */
export interface Failed {
	kind: 'failed';
	failure: ItemFailure;
}

/** A failure that running the same item again does not mend. */
export function failedWith(code: FailureCode, message: string): Failed {
	return { kind: 'failed', failure: { code, message, retryable: false } };
}

/** An item that may fare better as it is, when the workflow is run again. */
export function failedForNow(code: FailureCode, message: string): Failed {
	return { kind: 'failed', failure: { code, message, retryable: true } };
}

/** The failure of an item whose value was refused. */
export function failureOf({ code, message }: Refusal): Failed {
	return failedWith(code, message);
}
