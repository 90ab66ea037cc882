import type { Clock } from './delivery/clock';

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
