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

/** A run that cannot begin, for no fault of the leads. */
export function misconfigured(message: string, description: string): Misconfigured {
	return { kind: 'misconfigured', message, description, code: 'not_sent' };
}
