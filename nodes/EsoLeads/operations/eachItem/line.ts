import { sendSingle, type SingleVerdict } from '../../delivery/single';
import type { RequestRun } from '../../delivery/run';
import { createSender } from '../../delivery/untilSettled';
import type { Undelivered } from '../../delivery/undelivered';
import { failedWith, type Failed, type ItemFailure } from '../../lead/itemFailure';
import type { EsoRequest, MakeRequest } from '../../requests';

/** What E-so said to a request in the end. */
export type Answer = SingleVerdict | Undelivered;

/** The way to E-so that one item has. */
export interface Line {
	/** `isRepeatable`: whether the request may be made again when E-so may have done it already. */
	ask(request: EsoRequest, isRepeatable: boolean): Promise<Answer>;
	/** Whether a request had no usable answer, so that E-so may have done more than it said. */
	hasLostAnswer(): boolean;
}

/** A line for the item with this index. */
export function createLine(item: number, run: RequestRun, makeRequest: MakeRequest): Line {
	const sender = createSender({ item });
	return {
		ask: async (request, isRepeatable) =>
			await sendSingle({ make: async () => await makeRequest(request), isRepeatable }, sender, run),
		hasLostAnswer: () => sender.mayBeStored,
	};
}

/** An answer that is no success, as a failure of its item. `sought` is what E-so was asked for. */
export function failedBy(answer: Exclude<Answer, { kind: 'accepted' }>, sought: string): Failed {
	const { statusCode, message } = answer;
	const status = statusCode === undefined ? {} : { statusCode };
	const failed = (failure: Omit<ItemFailure, 'statusCode'>): Failed => ({
		kind: 'failed',
		failure: { ...failure, ...status },
	});
	switch (answer.kind) {
		case 'notFound':
			return failed({
				code: 'not_found',
				message: `E-so has no ${sought}: ${message}`,
				retryable: false,
			});
		case 'refused':
			return failed({
				code: 'refused',
				message: `E-so refused this: ${message}`,
				retryable: false,
			});
		case 'undelivered': {
			const { code, retryable } = answer;
			const what = code === 'not_sent' ? 'Not sent' : 'No usable answer from E-so';
			return failed({ code, message: `${what}: ${message}`, retryable });
		}
	}
}

/** The answer came, but in a shape that nobody has seen: it is never taken for an empty one. */
export function notUnderstood(sought: string): Failed {
	return failedWith(
		'unexpected_answer',
		`E-so answered in a shape that this version of the node does not know, when asked for ${sought}. Please report it, with the version of the node.`,
	);
}
