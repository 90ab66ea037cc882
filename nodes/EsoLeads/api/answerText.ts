import { z } from 'zod/v4';
import type { Reply } from '../delivery/verdict';

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
