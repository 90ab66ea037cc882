/** What the fields of an answer say. */
export interface Fields {
	status?: unknown;
	code?: unknown;
	success?: unknown;
	ok?: unknown;
	error?: unknown;
	errors?: unknown;
	message?: unknown;
	result?: unknown;
	/** What is wrapped in it. */
	data?: unknown;
	payload?: unknown;
	response?: unknown;
	body?: unknown;
	meta?: unknown;
}

/**
 * The fields of the API's answers (documented): success and 401 have `status`, `success` and
 * `message`, the others `error` and `message`. Assumed: the others, as web services have them.
 */
const FIELDS: Record<keyof Fields, readonly string[]> = {
	status: ['status', 'statuscode', 'httpstatus', 'httpstatuscode'],
	code: ['code', 'httpcode', 'responsecode', 'responsestatus'],
	success: ['success', 'issuccess', 'successful', 'issuccessful', 'succeeded'],
	ok: ['ok', 'isok'],
	error: [
		...['error', 'iserror', 'haserror', 'errormessage', 'errorcode', 'errortype', 'err'],
		...['exception', 'fault', 'failure'],
	],
	errors: ['errors', 'haserrors', 'exceptions', 'failures'],
	message: ['message', 'msg'],
	result: ['result'],
	data: ['data'],
	payload: ['payload'],
	response: ['response'],
	body: ['body'],
	meta: ['meta', 'header', 'headers'],
};

const FIELD_OF = new Map(
	(Object.keys(FIELDS) as Array<keyof Fields>).flatMap((field) =>
		FIELDS[field].map((spelling) => [spelling, field] as const),
	),
);

/** Fields of an answer that an object may have beside those of a lead. */
const BESIDE_LEAD: ReadonlySet<string> = new Set(['success', 'ok', 'error', 'errors', 'message']);

const MAX_NAME_CHARACTERS = 20;

/**
 * The field that a name stands for, however it is spelled: `isSuccess`, `Success`, `is_success`.
 *
 * A lead is not an envelope: any of its own fields may be called `code`, `result` or `fault`.
 */
export function toAnswerField(name: string, isLead: boolean): keyof Fields | undefined {
	if (name.length > MAX_NAME_CHARACTERS) return undefined;
	const field = FIELD_OF.get(name.toLowerCase().replace(/[^a-z]/g, ''));
	if (!isLead || field === 'status') return field;
	return field !== undefined && BESIDE_LEAD.has(name) ? field : undefined;
}

const NO = /^(?:false|no|0|n|null|none|off|fail(?:ed|ure)?|error)?$/i;
const FAILED_STATE =
	/^(?:false|no|ko|nok|not ok|fail(?:ed|ure|ing)?|errors?|errored|exception|rejected|denied|invalid|unauthori[sz]ed|forbidden)$/i;

/** Whether a field says that what was asked was not done. */
export function saysNo(field: keyof Fields, value: unknown): boolean {
	switch (field) {
		case 'success':
			return isFalse(value) || (typeof value === 'object' && value !== null);
		case 'ok':
			return isFalse(value);
		case 'error':
		case 'errors':
			return holdsSomething(value);
		case 'result':
			return value === false || isWord(value, FAILED_STATE);
		case 'status':
			if (value === false || value === 0 || isWord(value, FAILED_STATE)) return true;
			return (readStatus(value) ?? 0) >= 400;
		case 'code':
			return (readStatus(value) ?? 0) >= 400;
		default:
			return false;
	}
}

function isFalse(value: unknown): boolean {
	return value === false || value === 0 || isWord(value, NO);
}

/** Whether a value is a single word that matches. A sentence may hold any word. */
export function isWord(value: unknown, pattern: RegExp): boolean {
	return typeof value === 'string' && value.length < 20 && pattern.test(value.trim());
}

function holdsSomething(value: unknown): boolean {
	if (value === undefined || value === null || value === false || value === 0) return false;
	if (typeof value === 'string') return value.trim() !== '';
	if (Array.isArray(value)) return value.length > 0;
	return typeof value !== 'object' || !isEmptyObject(value);
}

/** Whether an object has no keys. It does not list them: there can be millions. */
export function isEmptyObject(value: object): boolean {
	for (const name in value) if (Object.hasOwn(value, name)) return false;
	return true;
}

const STATUS_LINE = /^\s*(?:HTTP(?:\/[\d.]+)?\s+)?(\d{3})(?![\w.])/i;

/** An HTTP status: 400, `400`, `400 Bad Request`, `HTTP/1.1 400 Bad Request`. */
export function readStatus(value: unknown): number | undefined {
	const [, digits] = typeof value === 'string' ? (STATUS_LINE.exec(value) ?? []) : [];
	const status = digits === undefined ? value : Number(digits);
	return typeof status === 'number' && Number.isInteger(status) ? status : undefined;
}

/**
 * A status below 300 in a body that says no is not the error's: it repeats HTTP's, or is a code of
 * another kind.
 */
export function readNamedStatus({ status, code }: Fields): number | undefined {
	return [status, code].map(readStatus).find((named) => named !== undefined && named >= 300);
}

/** Every rejected lead of a batch repeats what E-so said, so whole pages would fill the memory. */
export const MAX_WORDS_CHARACTERS = 300;

/** The message of an answer; the name of its kind of error where it has no message. */
export function readMessage({ message, error, errors }: Fields): string | undefined {
	for (const words of [message, error, errors]) {
		const text = readText(words);
		if (text !== undefined) return truncate(text);
	}
	return undefined;
}

function truncate(text: string): string {
	return text.length > MAX_WORDS_CHARACTERS ? `${text.slice(0, MAX_WORDS_CHARACTERS)}…` : text;
}

/** Text as it is; for a list its first entry, for an object its message. */
function readText(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value;
	if (typeof value !== 'object' || value === null || depth > 2) return undefined;
	if (Array.isArray(value)) return readText(value[0], depth + 1);
	const inner: Fields & { msg?: unknown; detail?: unknown } = value;
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
}: Fields): number | undefined {
	for (const named of [code, error, errors, status, result]) {
		const kind = readKindText(named);
		const status = kind === undefined ? undefined : findKind(kind, KINDS);
		if (status !== undefined) return status;
	}
	return readSpokenKind({ message });
}

/** The HTTP status that matches a documented phrase in the message of an answer. */
export function readSpokenKind({ message }: Fields): number | undefined {
	const words = readText(message);
	return words === undefined ? undefined : findKind(truncate(words), SPOKEN_KINDS);
}

function readKindText(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') return value.length > MAX_KIND_CHARACTERS ? undefined : value;
	if (typeof value !== 'object' || value === null || depth > 2) return undefined;
	if (Array.isArray(value)) return readKindText(value[0], depth + 1);
	const inner: Fields & { type?: unknown; name?: unknown } = value;
	return [inner.code, inner.type, inner.name, inner.error, inner.message]
		.map((named) => readKindText(named, depth + 1))
		.find((text) => text !== undefined);
}

function findKind(text: string, kinds: typeof KINDS): number | undefined {
	return kinds.find(([kind]) => kind.test(text))?.[1];
}
