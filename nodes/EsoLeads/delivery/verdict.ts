import { z } from 'zod/v4';
import { type ApiAnswer, readApiAnswer } from './answer';
import { MAX_WORDS_CHARACTERS } from './answerWords';
import { readLeadResults } from './leadResults';
import { type Answered, type NetworkFailure, parseBody, readRetryAfter, type Reply } from './ports';

/** What a reply means for the leads that were sent, and for the rest of the run. */
export type Verdict =
	| { kind: 'accepted'; statusCode: number; message: string }
	| GroupRefusal
	| Inconclusive;

/** E-so does not accept these leads together: one of them is bad, or they are too large. */
export interface GroupRefusal {
	kind: 'refused' | 'tooLarge';
	statusCode: number;
	message: string;
	/**
	 * The API does not say which lead is bad (documented: no index). For an answer that does: its words
	 * about each, by its place among those that were sent.
	 */
	reasonsByPlace?: ReadonlyMap<number, string>;
}

/** The reply settles nothing about what was sent. */
export type Inconclusive =
	/** No request of this run will succeed: the token, the address or the account is wrong. */
	| { kind: 'stop'; statusCode: number; message: string }
	| RetryVerdict
	| { kind: 'failed'; statusCode: number; message: string };

/** The same request may succeed later. */
export interface RetryVerdict {
	kind: 'retry';
	statusCode?: number;
	message: string;
	/** Node's error code for a network failure. */
	code?: string;
	/** The wait that the server asks for. */
	retryAfterMs?: number;
	isRateLimit: boolean;
	/** Whether the server may have stored the leads anyway, as when only its answer was lost. */
	outcomeUncertain: boolean;
}

const STOP_STATUSES: ReadonlySet<number> = new Set([401, 403, 404, 405]);
const REFUSED_STATUSES: ReadonlySet<number> = new Set([400, 417, 422]);
const RETRY_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Longer or empty words are read, and cut, by `readApiAnswer`. */
const wordsSchema = z.string().max(MAX_WORDS_CHARACTERS).regex(/\S/);

/** Documented: the answer to leads that were all accepted, with status 201. */
const successSchema = z.strictObject({
	status: z.literal(201),
	success: z.literal(true),
	message: wordsSchema,
});

/** Documented: the answer to a bad lead (400, 417), and to too many requests (429). */
const errorSchema = z.strictObject({
	error: z.enum(['VALIDATION_ERROR', 'RATE_LIMIT_EXCEEDED']),
	message: wordsSchema,
});

/**
 * Classifies the reply to a batch. The leads are accepted only if E-so says so. Anything else with
 * a success status is retried, which does no harm, or counts as a refusal.
 *
 * @param nowMs the epoch time, for a `Retry-After` that is a date.
 * @param leads those that were sent, as JSON.
 */
export function classify(reply: Reply, nowMs: number, leads: readonly string[] = []): Verdict {
	if (reply.kind === 'networkFailure') return classifyNetworkFailure(reply);
	const { statusCode } = reply;
	const body = parseBody(reply.body);
	const success = statusCode === 201 ? successSchema.safeParse(body).data : undefined;
	if (success !== undefined) return { kind: 'accepted', statusCode, message: success.message };
	const error = isSuccess(statusCode) ? undefined : errorSchema.safeParse(body).data;
	const answer = error === undefined ? readApiAnswer(reply.body) : toAnswer(error);
	const settled = classifyStatus(reply, answer, nowMs);
	const isAboutAll = settled !== undefined && !(isSuccess(statusCode) && isAboutLeads(settled));
	const verdict = isAboutAll ? settled : classifyResults(reply, answer, settled, leads);
	return verdict ?? unconfirmed(reply, answer, nowMs, 'that the leads were accepted');
}

function toAnswer({ message }: z.infer<typeof errorSchema>): ApiAnswer {
	return { says: 'no', message, showsLead: false, hasSuccess: false };
}

/**
 * Classifies an answer with a success status, which may say of each lead what became of it.
 *
 * @param settled what it means for all leads, if they were not accepted.
 * @returns undefined if it says nothing.
 */
function classifyResults(
	{ statusCode, body }: Answered,
	answer: ApiAnswer | undefined,
	settled: Verdict | undefined,
	leads: readonly string[],
): Verdict | undefined {
	// 207 means that the results differ from lead to lead.
	const isWhole =
		answer?.says === 'yes' &&
		// Without `success` the documented envelope is known by both statuses.
		(answer.hasSuccess || statusCode === 201) &&
		statusCode !== 207 &&
		answer.status !== 207;
	const { taken, refusal, reasonsByPlace } = readLeadResults(parseBody(body), isWhole, leads);
	if (refusal !== undefined) {
		// Unless E-so names them all, isolation finds these leads as in any refused batch. Sending the
		// others again does no harm: E-so ignores numbers that it has.
		const message = refusal || answer?.message || 'some of the leads were not accepted';
		return { kind: 'refused', statusCode, message, ...(reasonsByPlace && { reasonsByPlace }) };
	}
	if (settled !== undefined) return settled;
	return isWhole || (leads.length > 0 && taken === leads.length)
		? { kind: 'accepted', statusCode, message: toMessage(statusCode, answer) }
		: undefined;
}

/** A refusal of the request as a whole is not about its leads. */
function isAboutLeads({ kind }: Verdict): boolean {
	return kind === 'refused' || kind === 'failed';
}

/** Without an answer, the outcome of a request is unknown. */
export function classifyNetworkFailure({ message, code }: NetworkFailure): RetryVerdict {
	const advice = code === 'ETIMEDOUT' ? ": raise 'Timeout (Seconds)' if E-so needs longer" : '';
	return {
		kind: 'retry',
		message: `${message}${advice}`,
		...(code === undefined ? {} : { code }),
		isRateLimit: false,
		outcomeUncertain: true,
	};
}

/**
 * E-so answered with a success status, but did not confirm that it carried out the request. It may
 * still be at it, and say when it wants to be asked again.
 */
export function unconfirmed(
	reply: Answered,
	answer: ApiAnswer | undefined,
	nowMs: number,
	what: string,
): RetryVerdict {
	const { statusCode } = reply;
	const words = answer?.message === undefined ? '' : `: ${answer.message}`;
	const message = `E-so answered with status ${statusCode}, but did not say ${what}${words}`;
	return toRetry(reply, statusCode, message, nowMs);
}

function toRetry(
	{ headers }: Answered,
	statusCode: number,
	message: string,
	nowMs: number,
): RetryVerdict {
	const retryAfterMs = readRetryAfter(headers['retry-after'], nowMs);
	return {
		kind: 'retry',
		statusCode,
		message,
		...(retryAfterMs === undefined ? {} : { retryAfterMs }),
		isRateLimit: statusCode === 429,
		outcomeUncertain: statusCode !== 429,
	};
}

/**
 * The meaning of an answer by its status alone; undefined for a success status that nothing in the
 * body contradicts.
 */
export function classifyStatus(
	reply: Answered,
	answer: ApiAnswer | undefined,
	nowMs: number,
): Exclude<Verdict, { kind: 'accepted' }> | undefined {
	const isNo = isSuccess(reply.statusCode) && answer?.says === 'no';
	// The API repeats its status in the body (documented for 201 and 401).
	const statusCode = (isNo ? answer.status : undefined) ?? reply.statusCode;
	const message = toMessage(statusCode, answer);
	if (STOP_STATUSES.has(statusCode) || isRedirect(statusCode))
		return { kind: 'stop', statusCode, message };
	if (statusCode === 413) return { kind: 'tooLarge', statusCode, message };
	if (RETRY_STATUSES.has(statusCode) || answer === undefined)
		return toRetry(reply, statusCode, message, nowMs);
	if (REFUSED_STATUSES.has(statusCode)) return { kind: 'refused', statusCode, message };
	return isSuccess(statusCode) && !isNo ? undefined : { kind: 'failed', statusCode, message };
}

function isSuccess(statusCode: number): boolean {
	return statusCode >= 200 && statusCode < 300;
}

function isRedirect(statusCode: number): boolean {
	return statusCode >= 300 && statusCode < 400;
}

/** E-so's own words, or a substitute. */
export function toMessage(statusCode: number, answer: ApiAnswer | undefined): string {
	if (isRedirect(statusCode)) {
		return `E-so answered with a redirect (status ${statusCode}), which is not followed`;
	}
	if (answer === undefined) return `The answer with status ${statusCode} was not E-so's`;
	return answer.message ?? `E-so answered with status ${statusCode}`;
}
