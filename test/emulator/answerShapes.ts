import { type Answer, jsonAnswer } from './answer';

/**
 * The shapes of answers that no page shows: one of each kind is chosen, so that callers can be tried with all of them.
 */
export interface AnswerShapes {
	/** Where the leads or tags stand. Documented of another endpoint of the vendor's: `payload.data`, with `meta` beside it. Assumed: the others. */
	place: 'root' | 'data' | 'payload' | 'payload.data';
	/** Whether a single lead comes as a list of one. Assumed. */
	listsOne: boolean;
	/** Observed: both. */
	tagIdKey: 'id' | 'tag_id';
	/** Observed: all three. */
	tagNameKey: 'name' | 'tag_name' | 'title';
}

export const USUAL_SHAPES: AnswerShapes = {
	place: 'payload.data',
	listsOne: false,
	tagIdKey: 'id',
	tagNameKey: 'name',
};

/** An answer that holds `content` at the chosen place, and `meta` beside it; at the root there is no room for it. */
export function shapedAnswer(
	{ place }: AnswerShapes,
	message: string,
	content: unknown,
	meta?: Record<string, unknown>,
): Answer {
	const beside = meta === undefined ? {} : { meta };
	const envelope = { status: 200, success: true, message };
	switch (place) {
		case 'root':
			return jsonAnswer(200, content);
		case 'data':
			return jsonAnswer(200, { ...envelope, ...beside, data: content });
		case 'payload':
			return jsonAnswer(200, { ...envelope, ...beside, payload: content });
		case 'payload.data':
			return jsonAnswer(200, { ...envelope, payload: { ...beside, data: content } });
	}
}
