/** The fields of an answer that hold words, in any form. */
export interface Worded {
	message?: unknown;
	error?: unknown;
	errors?: unknown;
	code?: unknown;
	result?: unknown;
	status?: unknown;
}

/** Every rejected lead of a batch repeats what E-so said, so whole pages would fill the memory. */
const MAX_WORDS_CHARACTERS = 300;

/** The message of an answer, or its kind of error if it has no message. */
export function readMessage({ message, error, errors }: Worded): string | undefined {
	for (const words of [message, error, errors]) {
		const text = readText(words);
		if (text !== undefined) return cut(text);
	}
	return undefined;
}

function cut(text: string): string {
	return text.length > MAX_WORDS_CHARACTERS ? `${text.slice(0, MAX_WORDS_CHARACTERS)}…` : text;
}

/** Text as it is; for a list its first entry, for an object its message. */
function readText(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value;
	if (typeof value !== 'object' || value === null || depth > 2) return undefined;
	if (Array.isArray(value)) return readText(value[0], depth + 1);
	const inner: Worded & { msg?: unknown; detail?: unknown } = value;
	return [inner.message, inner.error, inner.msg, inner.detail, inner.code]
		.map((words) => readText(words, depth + 1))
		.find((text) => text !== undefined);
}

/**
 * The kinds of error that an answer can name, with the HTTP status that matches each. Documented:
 * VALIDATION_ERROR, RATE_LIMIT_EXCEEDED and "UnAuthorized"; assumed: the others, which are common
 * in web services. The first match counts.
 */
const KINDS: ReadonlyArray<[kind: RegExp, status: number]> = [
	[/rate.?limit|too.?many|throttl|quota.?exceed/i, 429],
	[/un-?auth|not.?auth|(?:invalid|expired|missing|bad|wrong).?(?:access.?)?token/i, 401],
	[/token.{0,4}(?:invalid|expired|missing|revoked)|credential/i, 401],
	[/forbidden|permission|denied|not.?allowed/i, 403],
	[/too.?large|payload.?size/i, 413],
	[/not.?found/i, 404],
	[/unavailable|maintenance|overload/i, 503],
	[/time.?d?.?out/i, 504],
	[/valid|bad.?request|unprocessable|required|malformed/i, 400],
	[/internal|server|exception|database/i, 500],
];

/** Documented phrases. Other messages are prose and may contain any word. */
const SPOKEN_KINDS: typeof KINDS = [
	[/unauthori[sz]ed/i, 401],
	[/rate limit exceeded|too many requests/i, 429],
	[/validation failed|are supported!/i, 400],
];

/** A kind is a name, not a sentence. */
const MAX_KIND_CHARACTERS = 60;

/** The HTTP status that matches the kind of error in an answer, if it names one. */
export function readKind({
	error,
	errors,
	code,
	status,
	result,
	message,
}: Worded): number | undefined {
	for (const named of [code, error, errors, status, result]) {
		const kind = readKindText(named);
		const status = kind === undefined ? undefined : findKind(kind, KINDS);
		if (status !== undefined) return status;
	}
	const words = readText(message);
	return words === undefined ? undefined : findKind(cut(words), SPOKEN_KINDS);
}

function readKindText(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') return value.length > MAX_KIND_CHARACTERS ? undefined : value;
	if (typeof value !== 'object' || value === null || depth > 2) return undefined;
	if (Array.isArray(value)) return readKindText(value[0], depth + 1);
	const inner: Worded & { type?: unknown; name?: unknown } = value;
	return [inner.code, inner.type, inner.name, inner.error, inner.message]
		.map((named) => readKindText(named, depth + 1))
		.find((text) => text !== undefined);
}

function findKind(text: string, kinds: typeof KINDS): number | undefined {
	return kinds.find(([kind]) => kind.test(text))?.[1];
}
