import { classifyAnswered, classifyUnanswered, type Unsettled } from './classify';
import { parseBody, type Reply } from './reply';
import type { RequestRun } from './run';
import { untilSettled, type Request, type Sender } from './untilSettled';
import type { Undelivered } from './undelivered';

/** What E-so said to a request about one lead, or to one for a list. */
export type SingleVerdict =
	/** `answer` is the body, as JSON has it. */
	| { kind: 'accepted'; statusCode: number; message: string; answer: unknown }
	| { kind: 'notFound'; statusCode: number; message: string }
	/** Something in this request is bad; the next one may fare better. */
	| { kind: 'refused'; statusCode: number; message: string };

/** Makes a request about one lead, and again as long as that can help and does no harm. */
export async function sendSingle(
	request: Pick<Request<SingleVerdict>, 'make' | 'isRepeatable'>,
	sender: Sender,
	run: RequestRun,
): Promise<SingleVerdict | Undelivered> {
	return await untilSettled({ ...request, read: classifySingle }, sender, run);
}

/** Reads the answer to a request about one lead. */
export function classifySingle(reply: Reply, nowMs: number): SingleVerdict | Unsettled {
	if (reply.kind === 'unanswered') return classifyUnanswered(reply);
	const answer = parseBody(reply.body);
	// A list has no envelope that could say anything.
	const verdict = classifyAnswered(Array.isArray(answer) ? { ...reply, body: {} } : reply, nowMs);
	switch (verdict.kind) {
		case 'accepted':
			return { ...verdict, answer };
		case 'tooLarge':
			return { ...verdict, kind: 'refused' };
		case 'failed':
			// Below 500 E-so said no, in whichever way; from there on it failed, and may have done it.
			return verdict.statusCode < 500 ? { ...verdict, kind: 'refused' } : verdict;
		case 'stop':
			if (verdict.statusCode !== 404) return verdict;
			// Assumed: a lead that is not there is answered with 404, as is customary. A page of a proxy
			// says that the address is wrong; JSON that was cut off says nothing.
			if (answer !== undefined) return { ...verdict, kind: 'notFound' };
			return isBegunJson(reply.body)
				? { ...verdict, kind: 'retry', isRateLimit: false, mayBeStored: true }
				: verdict;
		default:
			return verdict;
	}
}

function isBegunJson(body: unknown): boolean {
	return typeof body === 'string' && /^[[{]/.test(body.trimStart());
}
