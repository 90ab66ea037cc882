import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { RejectionCode } from '../lead/rejection';

/**
 * Why a run cannot begin: nothing is sent then. `code` is what the leads are rejected with where
 * the node must not throw.
 */
export interface Misconfigured {
	kind: 'misconfigured';
	message: string;
	description: string;
	code: RejectionCode;
}

/** What is thrown for a run that cannot begin, unless the node continues on failures. */
export function misconfiguredError(
	context: IExecuteFunctions,
	{ message, description }: Misconfigured,
): NodeOperationError {
	const failure = new NodeOperationError(context.getNode(), message, { description });
	// The constructor replaces a message in which it finds a code such as ECONNREFUSED by its own.
	failure.message = message;
	return failure;
}

/** A run that cannot begin, for no fault of the leads. */
export function misconfigured(message: string, description: string): Misconfigured {
	return { kind: 'misconfigured', message, description, code: 'not_sent' };
}
