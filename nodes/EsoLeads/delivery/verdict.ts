import { z } from 'zod/v4';

/** What came back for a request. */
export type Reply = Answered | NetworkFailure;

/** An HTTP answer. */
export interface Answered {
	kind: 'answered';
	statusCode: number;
	headers: Readonly<Record<string, unknown>>;
	body: unknown;
}

/** Nothing usable: a connection that broke, a timeout. */
export interface NetworkFailure {
	kind: 'networkFailure';
	message: string;
	/** Node's name for it, where it has one: ENOTFOUND, CERT_HAS_EXPIRED; ETIMEDOUT for a timeout. */
	code?: string;
}

/**
 * Posts a request body, already JSON, to the bulk-create endpoint. Never rejects: whatever happens
 * is a reply.
 */
export type PostLeads = (body: string) => Promise<Reply>;

/** Every lead of a batch comes out with what E-so said: a page of it would fill the memory. */
const MAX_WORDS_CHARACTERS = 300;

const wordsSchema = z
	.string()
	.transform((words) =>
		words.length > MAX_WORDS_CHARACTERS ? `${words.slice(0, MAX_WORDS_CHARACTERS)}…` : words,
	);

/**
 * The bodies that the API answers with (documented): success and 401 have `status`, `success` and
 * `message`, the others `error` and `message`. An object is the API's even where a field has
 * another type than documented: what it says counts, not how neatly.
 */
export const apiAnswerSchema = z.object({
	status: z.number().optional().catch(undefined),
	success: z.boolean().or(z.stringbool()).optional().catch(undefined),
	message: wordsSchema.optional().catch(undefined),
	error: wordsSchema.optional().catch(undefined),
});

/** An answer of the API's own. */
export type ApiAnswer = z.infer<typeof apiAnswerSchema>;

/**
 * Reads a body as an answer of the API: an object, as JSON text or parsed. An empty body is an
 * empty answer.
 *
 * @returns undefined for what is not the API's: a proxy's HTML page, JSON that was cut off, a list.
 */
export function readApiAnswer(body: unknown): ApiAnswer | undefined {
	const parsed = apiAnswerSchema.safeParse(parseBody(body));
	return parsed.success ? parsed.data : undefined;
}

/** A body as JSON has it: nothing is an empty object, and what is no JSON is undefined. */
export function parseBody(body: unknown): unknown {
	return typeof body === 'string' ? parseJson(body) : (body ?? {});
}

function parseJson(text: string): unknown {
	if (text.trim() === '') return {};
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** What a reply means for the leads that were sent, and for the rest of the run. */
export type Verdict =
	| { kind: 'accepted'; statusCode: number; message: string }
	/** At least one of the leads is bad, and the API does not say which (documented: no index). */
	| { kind: 'refused'; statusCode: number; message: string }
	| { kind: 'tooLarge'; statusCode: number; message: string }
	| Inconclusive;

/** The reply settles nothing about what was sent. */
export type Inconclusive =
	/**
	 * No request of this run will fare better: the token, the address or the account is not right.
	 */
	| { kind: 'stop'; statusCode: number; message: string }
	| RetryVerdict
	| { kind: 'failed'; statusCode: number; message: string };

/** The same request may succeed later. */
export interface RetryVerdict {
	kind: 'retry';
	statusCode?: number;
	message: string;
	/** Of a network failure: Node's name for it. */
	code?: string;
	/** The wait that the server asks for. */
	retryAfterMs?: number;
	isRateLimit: boolean;
	/**
	 * Whether the server may have stored the leads all the same, as when only its answer was lost.
	 */
	outcomeUncertain: boolean;
}

const STOP_STATUSES: ReadonlySet<number> = new Set([401, 403, 404, 405]);
const REFUSED_STATUSES: ReadonlySet<number> = new Set([400, 417, 422]);
const RETRY_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Reads a reply. `nowMs` is the epoch time, for a `Retry-After` that is a date. */
export function classify(reply: Reply, nowMs: number): Verdict {
	return reply.kind === 'networkFailure'
		? classifyNetworkFailure(reply)
		: classifyAnswered(reply, nowMs);
}

/** Nobody knows what became of a request without an answer. */
export function classifyNetworkFailure({ message, code }: NetworkFailure): RetryVerdict {
	const named = code === undefined ? {} : { code };
	return { kind: 'retry', message, ...named, isRateLimit: false, outcomeUncertain: true };
}

/** Reads an answer. */
export function classifyAnswered(reply: Answered, nowMs: number): Verdict {
	const answer = readApiAnswer(reply.body);
	const statusCode = getStatus(reply.statusCode, answer);
	const message = getMessage(statusCode, answer);
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
			outcomeUncertain: statusCode !== 429,
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
function getStatus(httpStatus: number, answer: ApiAnswer | undefined): number {
	const isEnvelope = httpStatus >= 200 && httpStatus < 300 && answer?.success === false;
	return (isEnvelope ? answer.status : undefined) ?? httpStatus;
}

function isRedirect(statusCode: number): boolean {
	return statusCode >= 300 && statusCode < 400;
}

function getMessage(statusCode: number, answer: ApiAnswer | undefined): string {
	if (isRedirect(statusCode)) {
		return `E-so answered with a redirect (status ${statusCode}), which is not followed`;
	}
	if (answer === undefined) return `The answer with status ${statusCode} was not E-so's`;
	return answer.message ?? answer.error ?? `E-so answered with status ${statusCode}`;
}

/**
 * Shorter waits only spend retries; longer ones are a slip of the server's, and the run's own limit
 * decides.
 */
const MIN_WAIT_MS = 1_000;
const MAX_WAIT_MS = 120_000;

/**
 * RFC 9110, section 10.2.3: seconds, or an HTTP date, which is always GMT, though its oldest form
 * does not say so. `Date.parse` alone would take nearly any text for a date.
 */
const SECONDS = /^\d+(?:\.\d+)?$/;
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .{6,40}$/;

/**
 * The wait in milliseconds that a `Retry-After` header asks for, within 1 to 120 s; undefined where
 * there is none that can be read.
 */
export function readRetryAfter(header: unknown, nowMs: number): number | undefined {
	const value = String(Array.isArray(header) ? header[0] : (header ?? '')).trim();
	const waitMs = SECONDS.test(value)
		? Number(value) * 1_000
		: HTTP_DATE.test(value)
			? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) - nowMs
			: NaN;
	return Number.isNaN(waitMs) ? undefined : Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS, waitMs));
}
