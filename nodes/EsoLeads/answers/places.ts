import type { z } from 'zod/v4';
import { parseFieldPath, readField } from '../lead/fieldPath';

/** Content as its schema reads it. */
export interface Content<Read> {
	content: Read;
}

/**
 * Where an answer can hold its content: no page shows the bodies of the answers to get, list and
 * tags. Documented of another endpoint of the vendor's: `payload.data`; assumed: the others. The
 * innermost goes first, since what holds a lead can look like one.
 */
const CONTENT_PLACES = ['payload.data', 'payload', 'data'].map(parseFieldPath);

/** Documented of the same endpoint: `payload.meta`. Assumed: it stands beside the content. */
const PAGING_PLACES = ['payload.meta', 'payload', 'meta'].map(parseFieldPath);

/** The first content of an answer that `schema` understands; undefined where there is none. */
export function readContent<Read>(
	answer: unknown,
	schema: z.ZodType<Read>,
): Content<Read> | undefined {
	return readFirst(answer, CONTENT_PLACES, schema);
}

/** What an answer says about its pages, where it says so. */
export function readPaging<Read>(
	answer: unknown,
	schema: z.ZodType<Read>,
): Content<Read> | undefined {
	return readFirst(answer, PAGING_PLACES, schema);
}

function readFirst<Read>(
	answer: unknown,
	places: typeof CONTENT_PLACES,
	schema: z.ZodType<Read>,
): Content<Read> | undefined {
	const inside =
		typeof answer === 'object' && answer !== null
			? places.map((place) => readField(answer, place))
			: [];
	for (const place of [...inside, answer]) {
		const read = schema.safeParse(place);
		if (read.success) return { content: read.data };
	}
	return undefined;
}
