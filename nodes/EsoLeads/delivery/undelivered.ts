import type { RejectionCode } from '../lead/rejection';
import type { Retry } from './classify';
import type { StopReason } from './run';

/** The request got no verdict. */
export interface Undelivered {
	kind: 'undelivered';
	code: Extract<RejectionCode, 'delivery_failed' | 'not_sent'>;
	statusCode: number | undefined;
	message: string;
	retryable: boolean;
}

/** The request was made as often as the rules allow. */
export function deliveryFailed({ statusCode, message }: Retry, circumstance: string): Undelivered {
	return {
		kind: 'undelivered',
		code: 'delivery_failed',
		statusCode,
		message: `${message} (${circumstance})`,
		retryable: true,
	};
}

/**
 * An answer of E-so's that nobody documented. What was done before is known only if no answer was lost, and
 * nothing is known where the server is at fault.
 *
 * @param isRepeatable whether what may be done already may be done again.
 */
export function unexpectedStatus(
	{ statusCode, message }: { statusCode: number; message: string },
	mayBeStored: boolean,
	isRepeatable: boolean,
): Undelivered {
	return {
		kind: 'undelivered',
		code: 'delivery_failed',
		statusCode,
		message,
		retryable: isRepeatable && (mayBeStored || statusCode >= 500),
	};
}

/** Whether it was done nobody knows, and to do it twice is not the same as once. */
export function outcomeUnknown(verdict: Retry): Undelivered {
	const ended = deliveryFailed(verdict, 'not repeated, since E-so may have done it all the same');
	return { ...ended, retryable: false };
}

/**
 * What no request could have done is "not sent"; where an answer was lost before the run ended,
 * nobody knows.
 */
export function notSent(
	reason: StopReason | undefined,
	statusCode: number | undefined,
	mayBeStored: boolean,
	last: Retry | undefined,
): Undelivered {
	const why = reason?.message ?? 'the run has ended';
	return {
		kind: 'undelivered',
		code: mayBeStored ? 'delivery_failed' : 'not_sent',
		statusCode: mayBeStored ? last?.statusCode : statusCode,
		message: mayBeStored ? `${last?.message ?? 'An answer was lost'}; not sent again: ${why}` : why,
		retryable: true,
	};
}
