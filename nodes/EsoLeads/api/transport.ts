import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { Clock, NetworkFailure, Reply } from '../delivery/ports';
import { formatQuantity } from '../lead/wording';
import { createRedaction } from './redaction';
import type { Connection, EsoRequest, MakeRequest } from './requests';

/** A running node, or the editor loading the choices of a parameter. */
type Caller = IExecuteFunctions | ILoadOptionsFunctions;

/**
 * Makes requests through n8n's HTTP helper, which provides n8n's proxy settings, credentials and
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

/** Created for each request, since the helper writes the token into the options. */
function toOptions(
	{ method, path, body }: EsoRequest,
	baseUrl: string,
	timeoutMs: number,
): IHttpRequestOptions {
	return {
		method,
		url: `${baseUrl}${path}`,
		// As bytes: the helper would parse text as JSON and serialise it again.
		...(body === undefined ? {} : { body: Buffer.from(body) }),
		headers: {
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			Accept: 'application/json',
		},
		returnFullResponse: true,
		// HTTP errors are then ordinary responses, and a 401 is not sent twice.
		ignoreHttpStatusErrors: true,
		// The token would follow a redirect to another host.
		disableFollowRedirect: true,
		// Only a safety net: the deadline of `withinTime` comes first.
		timeout: timeoutMs + 1_000,
		encoding: 'stream',
	};
}

/**
 * Runs `work` for at most `timeoutMs`, from the first byte of a request to the last of its answer:
 * a server that sends byte by byte, or that switches protocols and goes silent, must not block a
 * lane. `late` is aborted when the time is over.
 *
 * @returns the result of `work`; a network failure if it throws or takes too long.
 */
export async function withinTime(
	timeoutMs: number,
	clock: Clock,
	work: (late: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
	const late = new AbortController();
	const done = new AbortController();
	const working = work(late.signal).catch(readFault);
	const timeout = clock.wait(timeoutMs, done.signal).then(() => undefined);
	try {
		const reply = await Promise.race([working, timeout]);
		if (reply !== undefined) return reply;
		late.abort();
		return timedOut(timeoutMs);
	} finally {
		done.abort();
	}
}

function timedOut(timeoutMs: number): NetworkFailure {
	const message = `No complete answer within ${formatQuantity(timeoutMs / 1_000, 'second')}`;
	return { kind: 'networkFailure', message, code: 'ETIMEDOUT' };
}

/**
 * n8n's helper takes the abort signal only from the context it is called on. So it is called on a
 * proxy that also provides `late` and otherwise passes everything to the real context, whose
 * methods keep their private fields.
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

/** Node's error codes; n8n also puts them where statuses belong. */
const codeSchema = z
	.string()
	.regex(/^[A-Z][A-Z0-9_]+$/)
	.optional()
	.catch(undefined);

/** A network error as n8n reports it: a NodeApiError whose fields vary. */
const faultSchema = z.object({
	message: z.string(),
	httpCode: codeSchema,
	code: codeSchema,
	cause: z.object({ code: codeSchema }).optional().catch(undefined),
});

/** Only the message and the code: the error itself contains the request, and with it the token. */
function readFault(error: unknown): NetworkFailure {
	const fault = faultSchema.safeParse(error);
	if (!fault.success) return { kind: 'networkFailure', message: 'The connection broke' };
	const { message, httpCode, cause } = fault.data;
	const code = httpCode ?? fault.data.code ?? cause?.code;
	if (code === undefined) return { kind: 'networkFailure', message };
	const named = message.includes(code) ? message : `${message} (${code})`;
	return { kind: 'networkFailure', message: named, code };
}

/**
 * Without this mark, truncated whitespace, or JSON followed by whitespace, would pass for a
 * complete answer.
 */
const CUT_MARK = '…';

/** The body of an answer, as n8n streams it. */
type AnswerStream = AsyncIterable<Uint8Array> & { destroy?: () => unknown };

/** A full response of n8n's HTTP helpers. */
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
 * Reads the response of n8n's HTTP helper as text, up to `maxBytes`: an endless answer, or a small
 * one that unpacks to gigabytes, must not fill the memory. A truncated answer ends with a mark, so
 * that it is not valid JSON and is not taken for E-so's.
 *
 * @param late aborted when nothing waits for the answer any more.
 * @throws what the stream throws if the connection breaks.
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
