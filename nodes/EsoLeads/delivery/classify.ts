import { readApiAnswer, type Answered, type ApiAnswer, type Reply, type Unanswered } from './reply';
import { readRetryAfter } from './retryAfter';

/** What a reply means for the leads that were sent, and for the rest of the run. */
export type Verdict =
	| { kind: 'accepted'; statusCode: number; message: string }
	/** At least one of the leads is bad, and the API does not say which (documented: no index). */
	| { kind: 'refused'; statusCode: number; message: string }
	| { kind: 'tooLarge'; statusCode: number; message: string }
	| Unsettled;

/** The reply settles nothing about what was sent. */
export type Unsettled =
	/**
	 * No request of this run will fare better: the token, the address or the account is not right.
	 */
	| { kind: 'stop'; statusCode: number; message: string }
	| Retry
	| { kind: 'failed'; statusCode: number; message: string };

/** The same request may succeed later. */
export interface Retry {
	kind: 'retry';
	statusCode?: number;
	message: string;
	/** The wait that the server asks for. */
	retryAfterMs?: number;
	isRateLimit: boolean;
	/**
	 * Whether the server may have stored the leads all the same, as when only its answer was lost.
	 */
	mayBeStored: boolean;
}

const STOP_STATUSES: ReadonlySet<number> = new Set([401, 403, 404, 405]);
const REFUSED_STATUSES: ReadonlySet<number> = new Set([400, 417, 422]);
const RETRY_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Reads a reply. `nowMs` is the epoch time, for a `Retry-After` that is a date. */
export function classify(reply: Reply, nowMs: number): Verdict {
	return reply.kind === 'unanswered' ? classifyUnanswered(reply) : classifyAnswered(reply, nowMs);
}

/** Nobody knows what became of a request without an answer. */
export function classifyUnanswered({ message }: Unanswered): Retry {
	return { kind: 'retry', message, isRateLimit: false, mayBeStored: true };
}

/** Reads an answer. */
export function classifyAnswered(reply: Answered, nowMs: number): Verdict {
	const answer = readApiAnswer(reply.body);
	const statusCode = statusOf(reply.statusCode, answer);
	const message = messageOf(statusCode, answer);
	if (STOP_STATUSES.has(statusCode) || isRedirect(statusCode))
		return { kind: 'stop', statusCode, message };
	if (statusCode === 413) return { kind: 'tooLarge', statusCode, message };
	if (RETRY_STATUSES.has(statusCode) || answer === undefined) {
		const retryAfterMs = readRetryAfter(reply.headers['retry-after'], nowMs);
		return {
			kind: 'retry',
			statusCode,
			message,
			...(retryAfterMs === undefined ? {} : { retryAfterMs }),
			isRateLimit: statusCode === 429,
			mayBeStored: statusCode !== 429,
		};
	}
	if (REFUSED_STATUSES.has(statusCode)) return { kind: 'refused', statusCode, message };
	const isSuccess = statusCode >= 200 && statusCode < 300 && answer.success !== false;
	return { kind: isSuccess ? 'accepted' : 'failed', statusCode, message };
}

/**
 * A refusal in a 2xx envelope is read by the status that the body names: the API repeats its status
 * there (documented for 201 and 401).
 */
function statusOf(httpStatus: number, answer: ApiAnswer | undefined): number {
	const isEnvelope = httpStatus >= 200 && httpStatus < 300 && answer?.success === false;
	return (isEnvelope ? answer.status : undefined) ?? httpStatus;
}

function isRedirect(statusCode: number): boolean {
	return statusCode >= 300 && statusCode < 400;
}

function messageOf(statusCode: number, answer: ApiAnswer | undefined): string {
	if (isRedirect(statusCode)) {
		return `E-so answered with a redirect (status ${statusCode}), which is not followed`;
	}
	if (answer === undefined) return `The answer with status ${statusCode} was not E-so's`;
	return answer.message ?? answer.error ?? `E-so answered with status ${statusCode}`;
}
