import { z } from 'zod/v4';

/** What came back for a request. */
export type Reply = Answered | Unanswered;

/** An HTTP answer. */
export interface Answered {
	kind: 'answered';
	statusCode: number;
	headers: Readonly<Record<string, unknown>>;
	body: unknown;
}

/** Nothing usable: a connection that broke, a timeout. */
export interface Unanswered {
	kind: 'unanswered';
	message: string;
}

/**
 * Posts a request body, already JSON, to the bulk-create endpoint. Never rejects: whatever happens
 * is a reply.
 */
export type PostLeads = (body: string) => Promise<Reply>;

/** Every lead of a batch comes out with what E-so said: a page of it would fill the memory. */
const MAX_WORDS_CHARACTERS = 300;

const wordsSchema = z
	.string()
	.transform((words) =>
		words.length > MAX_WORDS_CHARACTERS ? `${words.slice(0, MAX_WORDS_CHARACTERS)}…` : words,
	);

/**
 * The bodies that the API answers with (documented): success and 401 have `status`, `success` and
 * `message`, the others `error` and `message`. An object is the API's even where a field has
 * another type than documented: what it says counts, not how neatly.
 */
export const apiAnswerSchema = z.object({
	status: z.number().optional().catch(undefined),
	success: z.boolean().or(z.stringbool()).optional().catch(undefined),
	message: wordsSchema.optional().catch(undefined),
	error: wordsSchema.optional().catch(undefined),
});

/** An answer of the API's own. */
export type ApiAnswer = z.infer<typeof apiAnswerSchema>;

/**
 * Reads a body as an answer of the API: an object, as JSON text or parsed. An empty body is an
 * empty answer.
 *
 * @returns undefined for what is not the API's: a proxy's HTML page, JSON that was cut off, a list.
 */
export function readApiAnswer(body: unknown): ApiAnswer | undefined {
	const parsed = apiAnswerSchema.safeParse(parseBody(body));
	return parsed.success ? parsed.data : undefined;
}

/** A body as JSON has it: nothing is an empty object, and what is no JSON is undefined. */
export function parseBody(body: unknown): unknown {
	return typeof body === 'string' ? parseJson(body) : (body ?? {});
}

function parseJson(text: string): unknown {
	if (text.trim() === '') return {};
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
