import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { Clock } from '../delivery/throttle';
import { parseBody } from '../delivery/answer';
import type { NetworkFailure, Reply } from '../delivery/verdict';
import type { Connection } from './connection';
import type { MakeRequest } from './requests';

/** Blanks alone, or JSON with blanks behind it, would pass for a whole answer. */
const CUT_MARK = '…';

/** The body of an answer, as n8n streams it. */
export type AnswerStream = AsyncIterable<Uint8Array> & { destroy?: () => unknown };

/** How much of an answer is read. */
export interface AnswerLimits {
	/** How long reading may take; n8n's own timeout only ends a silence. */
	withinMs: number;
	maxBytes: number;
}

/** The text of an answer, or undefined where it did not come to its end in time. */
export type AnswerText = string | undefined;

/**
 * Reads the body of an answer, and no more of it than could be an answer of E-so's: an endless one,
 * or a small one that unpacks to gigabytes, must not fill the memory. What is cut off ends with a
 * mark: it is no JSON then, and so is not taken for E-so's.
 *
 * @throws what the stream throws: a connection that broke.
 */
export async function readAnswerText(
	body: AnswerStream,
	{ withinMs, maxBytes }: AnswerLimits,
	clock: Clock,
): Promise<AnswerText> {
	const finished = new AbortController();
	let isLate = false;
	const lateness = clock.wait(Math.max(0, withinMs), finished.signal).then(() => {
		// The wait also ends when the answer is read.
		isLate = !finished.signal.aborted;
		if (isLate) body.destroy?.();
		return undefined;
	});

	const read = async (): Promise<AnswerText> => {
		const decoder = new TextDecoder();
		let text = '';
		let bytes = 0;
		// Leaving the loop early closes the connection.
		for await (const chunk of body) {
			bytes += chunk.byteLength;
			if (isLate || bytes > maxBytes) break;
			text += decoder.decode(chunk, { stream: true });
		}
		if (isLate) return undefined;
		return text + decoder.decode() + (bytes > maxBytes ? CUT_MARK : '');
	};

	try {
		return await Promise.race([read(), lateness]);
	} finally {
		finished.abort();
	}
}

/** What n8n's HTTP helper returns with `returnFullResponse`. */
const responseSchema = z.object({
	statusCode: z.number(),
	// An instance of axios' own class, not a plain object.
	headers: z.looseObject({}).catch({}),
	body: z.custom<AnswerStream>(isByteStream),
});

function isByteStream(body: unknown): boolean {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
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

/** A running node, or its editor that loads the choices of a parameter. */
type Caller = IExecuteFunctions | ILoadOptionsFunctions;

/**
 * Makes requests through n8n's HTTP helper: that brings n8n's proxy settings, its credentials and its
 * Stop button.
 *
 * The options are built anew for each request, since the helper writes the token into them.
 */
export function createTransport(
	context: Caller,
	{ baseUrl, accessToken }: Connection,
	timeoutMs: number,
	clock: Clock,
): MakeRequest {
	return async ({ method, path, body, maxAnswerBytes }) => {
		const options: IHttpRequestOptions = {
			method,
			url: `${baseUrl}${path}`,
			// As bytes: a text would be parsed as JSON, to see whether it is, and written anew.
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
			timeout: timeoutMs,
			encoding: 'stream',
		};
		const startedAt = clock.now();
		const late = new AbortController();
		const cancelled =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		const signals = cancelled === undefined ? [late.signal] : [cancelled, late.signal];
		// n8n overwrites `abortSignal` with the signal that it asks its caller for. Destroying the stream
		// that it hands out does not reach the socket; aborting the request does.
		const patient: Caller = Object.create(context, {
			getExecutionCancelSignal: { value: () => AbortSignal.any(signals) },
		});
		try {
			const response = await context.helpers.httpRequestWithAuthentication.call(
				patient,
				'esoApi',
				options,
			);
			const withinMs = timeoutMs - (clock.now() - startedAt);
			const reply = await readReply(response, { withinMs, maxBytes: maxAnswerBytes }, clock);
			if (reply.kind === 'networkFailure') late.abort();
			return withoutToken(reply, accessToken);
		} catch (error) {
			return readFault(error);
		}
	};
}

/** Reads what an HTTP helper of n8n's returned: the answer as text. @throws what its stream throws. */
export async function readReply(
	response: unknown,
	limits: AnswerLimits,
	clock: Clock,
): Promise<Reply> {
	const read = responseSchema.safeParse(response);
	if (!read.success) return { kind: 'networkFailure', message: 'The answer could not be read' };
	const { statusCode, headers, body } = read.data;
	const text = await readAnswerText(body, limits, clock);
	return text === undefined
		? { kind: 'networkFailure', message: 'The answer did not come to its end in time' }
		: { kind: 'answered', statusCode, headers, body: text };
}

/**
 * A text so short cannot be searched for: it would be found in words that have nothing to do with
 * it.
 */
const MIN_TOKEN_CHARACTERS = 8;

/**
 * A proxy that tells what it received would else bring the token into messages and items, and so
 * into what n8n saves. A body that is no JSON is never quoted.
 */
export function withoutToken(reply: Reply, token: string): Reply {
	if (reply.kind === 'networkFailure' || token.length < MIN_TOKEN_CHARACTERS) return reply;
	const parsed = parseBody(reply.body);
	if (typeof parsed !== 'object' || parsed === null) return reply;
	try {
		// Written anew first, since JSON can spell a text in many ways: PHP's writes every slash as \/.
		const spelled = JSON.stringify(token).slice(1, -1);
		const text = JSON.stringify(parsed).replaceAll(spelled, '[access token]');
		return { ...reply, body: JSON.parse(text) };
	} catch {
		// Lists within lists, a hundred thousand deep.
		return { kind: 'networkFailure', message: 'The answer could not be read' };
	}
}

/** Only the message and the code: the error itself carries the request, and with it the token. */
export function readFault(error: unknown): NetworkFailure {
	const fault = faultSchema.safeParse(error);
	if (!fault.success) return { kind: 'networkFailure', message: 'The connection broke' };
	const { message, httpCode, cause } = fault.data;
	const code = httpCode ?? fault.data.code ?? cause?.code;
	if (code === undefined) return { kind: 'networkFailure', message };
	const named = message.includes(code) ? message : `${message} (${code})`;
	return { kind: 'networkFailure', message: named, code };
}
