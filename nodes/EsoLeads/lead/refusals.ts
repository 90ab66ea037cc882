/**
 * Every reason why an item, or a row of a file, can end up on the output *Rejected*. Users filter
 * by these codes: never rename one.
 */
export type RejectionCode =
	| 'missing_contact_number'
	| 'invalid_contact_number'
	| 'missing_country_code'
	| 'invalid_country_code'
	| 'invalid_origin'
	| 'unsupported_field'
	| 'duplicate_contact_number'
	| 'refused'
	| 'not_isolated'
	| 'delivery_failed'
	| 'not_sent'
	| 'malformed_row'
	| 'unreadable_file';

/** Why a lead was not accepted: the field `rejection` of a rejected item. */
export interface Rejection {
	code: RejectionCode;
	/** What is wrong with which value in which field, and what to do. */
	message: string;
	/** The path of the input field to look at; if E-so refused the lead, its name for the custom field. */
	field?: string;
	/** The number of the lead's batch, from 1. */
	batch?: number;
	/** The HTTP status that E-so answered. */
	statusCode?: number;
	/** The line in which the row of a file begins, from 1. */
	line?: number;
	/** What was kept instead of a duplicate: the index of its item, from 0, or its line in the file, from 1. */
	duplicateOf?: number;
	/** Whether the same lead, unchanged, may be accepted when the workflow is run again. */
	retryable: boolean;
}

/** A result that says why a value cannot be sent. */
export interface Refusal {
	kind: 'refusal';
	code: RejectionCode;
	message: string;
	field?: string;
}

/** Field names come from the items and can be of any length. */
const MAX_PATH_CHARACTERS = 200;

/** A refusal of `code`, for a value in `field` (a path in the input item, where there is one). */
export function refuse(code: RejectionCode, message: string, field?: string): Refusal {
	const path = field?.slice(0, MAX_PATH_CHARACTERS);
	return { kind: 'refusal', code, message, ...(path === undefined ? {} : { field: path }) };
}

/** A refusal as the user reads it. The value has to change first, so running again does not help. */
export function toRejection({ code, message, field }: Refusal): Rejection {
	return { code, message, ...(field === undefined ? {} : { field }), retryable: false };
}

/**
 * Every reason why an item can fail in the operations for single leads. Users filter by these
 * codes: never rename one.
 */
export type FailureCode =
	| RejectionCode
	/** A parameter holds a value that cannot be sent. */
	| 'invalid_parameter'
	/** E-so has no such lead. */
	| 'not_found'
	/** E-so's answer has a shape that this version does not know. */
	| 'unexpected_answer';

/** Why an item's request was not carried out. */
export interface ItemFailure {
	code: FailureCode;
	/** What happened, and what to do. */
	message: string;
	/** The HTTP status that E-so answered. */
	statusCode?: number;
	/** Set if E-so has the lead, and only a later step failed. */
	accepted?: true;
	/** Whether the same item, unchanged, may succeed when the workflow is run again. */
	retryable: boolean;
}

/** An outcome that says why an item failed. */
export interface FailedItem {
	kind: 'failed';
	failure: ItemFailure;
}

/** A failure that running the same item again does not fix. */
export function failedWith(code: FailureCode, message: string): FailedItem {
	return { kind: 'failed', failure: { code, message, retryable: false } };
}

/** A failure that may be gone when the same item is run again. */
export function failedForNow(code: FailureCode, message: string): FailedItem {
	return { kind: 'failed', failure: { code, message, retryable: true } };
}

/** The failure of an item with a refused value. */
export function toFailedItem({ code, message }: Refusal): FailedItem {
	return failedWith(code, message);
}
