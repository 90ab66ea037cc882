import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { Clock } from '../delivery/clock';
import type { NetworkFailure, Reply } from '../delivery/verdict';
import { formatQuantity } from '../lead/wording';
import type { Connection } from './connection';
import { createRedaction } from './redaction';
import type { EsoRequest, MakeRequest } from './requests';

/** A running node, or its editor that loads the choices of a parameter. */
type Caller = IExecuteFunctions | ILoadOptionsFunctions;

/**
 * Makes requests through n8n's HTTP helper: that brings n8n's proxy settings, its credentials and its
 * Stop button.
 */
export function createTransport(
	context: Caller,
	{ baseUrl, accessToken }: Connection,
	timeoutMs: number,
	clock: Clock,
): MakeRequest {
	const redact = createRedaction(accessToken);
	return async (request) => {
		const reply = await withinTime(timeoutMs, clock, async (late) => {
			const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
				withSignal(context, late),
				'esoApi',
				toOptions(request, baseUrl, timeoutMs),
			);
			return await readReply(response, request.maxAnswerBytes, late);
		});
		return redact(reply);
	};
}

/** Built anew for each request, since the helper writes the token into them. */
function toOptions(
	{ method, path, body }: EsoRequest,
	baseUrl: string,
	timeoutMs: number,
): IHttpRequestOptions {
	return {
		method,
		url: `${baseUrl}${path}`,
		// As bytes: text would be parsed as JSON and written anew.
		...(body === undefined ? {} : { body: Buffer.from(body) }),
		headers: {
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			Accept: 'application/json',
		},
		returnFullResponse: true,
		// HTTP failures are then values, and a 401 is not sent twice.
		ignoreHttpStatusErrors: true,
		// The token would follow a redirect to another host.
		disableFollowRedirect: true,
		// It only ends a silence, and not every one: the deadline comes first.
		timeout: timeoutMs + 1_000,
		encoding: 'stream',
	};
}

/**
 * Does `work` within `timeoutMs`, from the first byte of a request to the last of its answer: a server
 * that drips, or that switches to another protocol and falls silent, must not hold a lane. `late` is
 * aborted at the end of that time.
 *
 * @returns what `work` does; a network failure for what it throws, and where it takes too long.
 */
export async function withinTime(
	timeoutMs: number,
	clock: Clock,
	work: (late: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
	const late = new AbortController();
	const done = new AbortController();
	const working = work(late.signal).catch(readFault);
	const timeout = clock.wait(timeoutMs, done.signal).then((): Reply => {
		// The wait also ends when the work is done; then nobody looks at this.
		if (!done.signal.aborted) late.abort();
		return timedOut(timeoutMs);
	});
	try {
		return await Promise.race([working, timeout]);
	} finally {
		done.abort();
	}
}

function timedOut(timeoutMs: number): NetworkFailure {
	const message = `No complete answer within ${formatQuantity(timeoutMs / 1_000, 'second')}`;
	return { kind: 'networkFailure', message, code: 'ETIMEDOUT' };
}

/**
 * n8n's helper asks the context that it is called on for the signal to abort the request with, and
 * ignores any other. So it is called on one that hands out `late` as well, and is the real context in
 * all else: its methods run on the real one, whatever private fields they use.
 */
function withSignal(context: Caller, late: AbortSignal): Caller {
	const getExecutionCancelSignal = () => {
		const cancelled =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		return cancelled === undefined ? late : AbortSignal.any([cancelled, late]);
	};
	return new Proxy(context, {
		has: (real, key) => key === 'getExecutionCancelSignal' || Reflect.has(real, key),
		get(real, key): unknown {
			if (key === 'getExecutionCancelSignal') return getExecutionCancelSignal;
			const value: unknown = Reflect.get(real, key);
			return typeof value === 'function' ? value.bind(real) : value;
		},
	});
}

/** Node's names for faults; n8n puts them where statuses stand, too. */
const codeSchema = z
	.string()
	.regex(/^[A-Z][A-Z0-9_]+$/)
	.optional()
	.catch(undefined);

/** A network fault as n8n reports it: a NodeApiError whose fields differ from fault to fault. */
const faultSchema = z.object({
	message: z.string(),
	httpCode: codeSchema,
	code: codeSchema,
	cause: z.object({ code: codeSchema }).optional().catch(undefined),
});

/** Only the message and the code: the error itself carries the request, and with it the token. */
function readFault(error: unknown): NetworkFailure {
	const fault = faultSchema.safeParse(error);
	if (!fault.success) return { kind: 'networkFailure', message: 'The connection broke' };
	const { message, httpCode, cause } = fault.data;
	const code = httpCode ?? fault.data.code ?? cause?.code;
	if (code === undefined) return { kind: 'networkFailure', message };
	const named = message.includes(code) ? message : `${message} (${code})`;
	return { kind: 'networkFailure', message: named, code };
}

/** Without it, blanks alone, or JSON followed by blanks, would pass for a whole answer. */
const CUT_MARK = '…';

/** The body of an answer, as n8n streams it. */
type AnswerStream = AsyncIterable<Uint8Array> & { destroy?: () => unknown };

/** What n8n's HTTP helpers return with a full response. */
const responseSchema = z.object({
	statusCode: z.number(),
	// An instance of axios' own class, not a plain object.
	headers: z.looseObject({}).catch({}),
	body: z.custom<AnswerStream>(isByteStream),
});

function isByteStream(body: unknown): boolean {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/**
 * Reads what n8n's HTTP helper returned: the answer as text, and no more of it than E-so would send. An
 * endless answer, or a small one that unpacks to gigabytes, must not fill the memory. What is cut off
 * ends with a mark: it is no JSON then, and so is not taken for E-so's.
 *
 * @param late aborted when nobody waits for the answer any more.
 * @throws what the stream throws: a connection that broke.
 */
export async function readReply(
	response: unknown,
	maxBytes: number,
	late: AbortSignal,
): Promise<Reply> {
	const read = responseSchema.safeParse(response);
	if (!read.success) return { kind: 'networkFailure', message: 'The answer could not be read' };
	const { statusCode, headers, body: stream } = read.data;
	const giveUp = () => stream.destroy?.();
	if (late.aborted) giveUp();
	else late.addEventListener('abort', giveUp);
	try {
		return { kind: 'answered', statusCode, headers, body: await readText(stream, maxBytes) };
	} finally {
		late.removeEventListener('abort', giveUp);
	}
}

async function readText(stream: AnswerStream, maxBytes: number): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	let bytes = 0;
	// Leaving the loop early closes the connection.
	for await (const chunk of stream) {
		bytes += chunk.byteLength;
		if (bytes > maxBytes) return text + CUT_MARK;
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}
