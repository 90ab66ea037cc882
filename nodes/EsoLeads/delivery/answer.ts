import { z } from 'zod/v4';
import { readKind, readMessage } from './answerWords';

/**
 * Parses a body as JSON: an empty body is an empty object, and anything that is not JSON is
 * undefined.
 */
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

/** What an answer of the API itself says, in any of its shapes. */
export interface ApiAnswer {
	/**
	 * `yes`: the documented `success: true` or `status: 201`, and nothing that contradicts it.
	 * `no`: any sign that the request was not carried out. `nothing`: neither.
	 */
	says: 'yes' | 'no' | 'nothing';
	/**
	 * The HTTP status that the body names; for a `no` without one, the status that matches its kind
	 * of error.
	 */
	status?: number;
	message?: string;
	/** Whether it contains the lead itself, at its root or wrapped. */
	showsLead: boolean;
	/** Whether it has a `success` key, whatever its value. */
	hasSuccess: boolean;
}

/**
 * The bodies that the API answers with (documented): success and 401 have `status`, `success` and
 * `message`, the others `error` and `message`. Assumed: the other keys, which are common in web
 * services. Only what a field says counts, not its type.
 */
const bodySchema = z.object({
	status: z.unknown(),
	statusCode: z.unknown(),
	status_code: z.unknown(),
	code: z.unknown(),
	success: z.unknown(),
	ok: z.unknown(),
	error: z.unknown(),
	errors: z.unknown(),
	message: z.unknown(),
	data: z.unknown(),
	payload: z.unknown(),
	result: z.unknown(),
});

type Body = z.infer<typeof bodySchema>;

/** What identifies a lead (observed: both keys). */
const leadSchema = z.union([
	z.object({ id: z.union([z.string(), z.number()]) }),
	z.object({ contact_number: z.union([z.string(), z.number()]) }),
]);

/**
 * Reads a body as an answer of the API: an object, parsed or as JSON text. An empty body is an
 * empty answer.
 *
 * @returns undefined for anything that is not from the API: a proxy's HTML page, truncated JSON, a
 *   list.
 */
export function readApiAnswer(body: unknown): ApiAnswer | undefined {
	const root = readLayer(parseBody(body));
	if (root === undefined) return undefined;
	const layers = unwrap(root);
	const isNo = layers.some(saysNo);
	const message = findFirst(layers, readMessage);
	const status = isNo
		? (findFirst(layers, readNamedStatus) ?? findFirst(layers, readKind))
		: readStatus(root.status);
	return {
		says: isNo ? 'no' : saysYes(root) ? 'yes' : 'nothing',
		...(status === undefined ? {} : { status }),
		...(message === undefined ? {} : { message }),
		showsLead: layers.some((layer) => layer.isLead),
		hasSuccess: root.success !== undefined,
	};
}

/** One object of an answer. */
interface Layer extends Partial<Body> {
	isLead: boolean;
}

/** A lead is not an envelope: its own fields may well be called `status`, `code` or `message`. */
function readLayer(value: unknown): Layer | undefined {
	const read = bodySchema.safeParse(value);
	if (!read.success || Array.isArray(value)) return undefined;
	if (!leadSchema.safeParse(value).success) return { ...read.data, isLead: false };
	const { success, ok, error, errors, message, status } = read.data;
	const named = readStatus(status);
	return { success, ok, error, errors, message, status: named, isLead: true };
}

/** A body and the objects wrapped in it: `{"data":{"success":false}}`, `{"error":{"code":…}}`. */
function unwrap(root: Layer): Layer[] {
	const layers = [root];
	// The list grows while it is being walked; no answer is wrapped more deeply than this.
	for (const { data, payload, result, error } of layers) {
		for (const inner of [data, payload, result, error]) {
			const layer = readLayer(inner);
			if (layer !== undefined && layers.length < 8) layers.push(layer);
		}
	}
	return layers;
}

function findFirst<Found>(
	layers: readonly Layer[],
	read: (layer: Layer) => Found | undefined,
): Found | undefined {
	for (const layer of layers) {
		const found = read(layer);
		if (found !== undefined) return found;
	}
	return undefined;
}

function saysYes({ success, status }: Layer): boolean {
	if (success !== undefined) return success === true || isWord(success, /^true$/i);
	return readStatus(status) === 201;
}

const NO = /^(?:false|no|0|n|null|none|off|fail(?:ed|ure)?|error)?$/i;
const FAILED_STATE =
	/^(?:false|no|ko|nok|not ok|fail(?:ed|ure|ing)?|errors?|errored|exception|rejected|denied|invalid|unauthori[sz]ed|forbidden)$/i;

function saysNo(layer: Layer): boolean {
	const { success, ok, error, errors, status, result } = layer;
	if (success === false || success === 0 || isWord(success, NO)) return true;
	if (typeof success === 'object' && success !== null) return true;
	if (ok === false || ok === 0 || isWord(ok, NO)) return true;
	if (holdsSomething(error) || holdsSomething(errors)) return true;
	if (status === false || status === 0) return true;
	if (isWord(status, FAILED_STATE) || isWord(result, FAILED_STATE)) return true;
	return (readNamedStatus(layer) ?? 0) >= 400;
}

function isWord(value: unknown, pattern: RegExp): boolean {
	return typeof value === 'string' && value.length < 20 && pattern.test(value.trim());
}

function holdsSomething(value: unknown): boolean {
	if (value === undefined || value === null || value === false || value === 0) return false;
	if (typeof value === 'string') return value.trim() !== '';
	if (Array.isArray(value)) return value.length > 0;
	return typeof value !== 'object' || !isEmptyObject(value);
}

/** Does not list the keys, of which there can be millions. */
function isEmptyObject(value: object): boolean {
	for (const name in value) if (Object.hasOwn(value, name)) return false;
	return true;
}

/** An HTTP status, as a number or as its digits. */
function readStatus(value: unknown): number | undefined {
	const status = typeof value === 'string' && /^\s*\d{3}\s*$/.test(value) ? Number(value) : value;
	return typeof status === 'number' && Number.isInteger(status) ? status : undefined;
}

/**
 * In a body that says no, a status below 300 is not about the error: it repeats HTTP's status, or
 * is some other code.
 */
function readNamedStatus({ status, statusCode, status_code, code }: Layer): number | undefined {
	return [status, statusCode, status_code, code]
		.map(readStatus)
		.find((named) => named !== undefined && named >= 300);
}
