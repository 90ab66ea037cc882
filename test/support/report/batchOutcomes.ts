import type { BatchOutcome, LeadOutcome } from '../../../nodes/EsoLeads/delivery/outcome';
import type { Rejection, RejectionCode } from '../../../nodes/EsoLeads/lead/refusals';

/** A rejection with all that a user may read in it. */
export function createRejection(code: RejectionCode, message = `Because of ${code}`): Rejection {
	return { code, message, batch: 1, statusCode: 400, retryable: false };
}

/** An outcome in one word: `accepted`, or the code of its rejection. */
export type Word = 'accepted' | RejectionCode;

function createOutcome(word: Word): LeadOutcome {
	return word === 'accepted'
		? { kind: 'accepted' }
		: { kind: 'rejected', rejection: createRejection(word) };
}

/** A batch of the items from `firstItem` on, with an outcome for each word. */
export function createBatch(
	words: readonly Word[],
	{ firstItem = 0, ...overrides }: Partial<BatchOutcome> & { firstItem?: number } = {},
): BatchOutcome {
	return {
		number: 1,
		items: words.map((_, index) => firstItem + index),
		outcomes: words.map(createOutcome),
		statusCode: 201,
		message: 'New Contacts successfully added!',
		requests: 1,
		durationMs: 120,
		...overrides,
	};
}
