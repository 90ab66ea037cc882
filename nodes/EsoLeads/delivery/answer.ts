import { z } from 'zod/v4';
import {
	type Fields,
	toAnswerField,
	isWord,
	readKind,
	readMessage,
	readNamedStatus,
	readSpokenKind,
	readStatus,
	saysNo,
} from './answerWords';
import { parseBody } from './ports';

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
	/**
	 * Whether it contains the lead itself, at its root or wrapped. An ID alone may be that of the
	 * request.
	 */
	showsLead: boolean;
	/** Whether it has a `success` key, whatever its value. */
	hasSuccess: boolean;
}

/** What tells leads apart (observed: both keys). */
const nameSchema = z.union([z.string(), z.number()]);
const numberedLeadSchema = z.object({ contact_number: nameSchema });
const leadSchema = z.union([z.object({ id: nameSchema }), numberedLeadSchema]);

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
	const isNo = layers.some((layer) => layer.isNo) || (!saysYes(root) && isSpokenNo(layers));
	const message = findFirst(layers, readMessage);
	const status = isNo
		? (findFirst(layers, readNamedStatus) ?? findFirst(layers, readKind))
		: readStatus(root.status);
	return {
		says: isNo ? 'no' : saysYes(root) ? 'yes' : 'nothing',
		...(status === undefined ? {} : { status }),
		...(message === undefined ? {} : { message }),
		showsLead: layers.some((layer) => layer.isNumberedLead),
		hasSuccess: root.success !== undefined,
	};
}

/** Whether the documented words of a refusal are all that an answer says; a lead may hold any. */
function isSpokenNo(layers: readonly Layer[]): boolean {
	return layers.some((layer) => !layer.isLead && readSpokenKind(layer) !== undefined);
}

/** One object of an answer. */
interface Layer extends Fields {
	isLead: boolean;
	isNumberedLead: boolean;
	/** Whether any of its fields says that it was not done. */
	isNo: boolean;
}

/** An answer has a handful of fields; an object with more than these is none. */
const MAX_FIELDS = 1_000;

/** Reads an object, however its fields are spelled: `isSuccess`, `Success`, `is_success`. */
function readLayer(value: unknown): Layer | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
	const isLead = leadSchema.safeParse(value).success;
	const isNumberedLead = isLead && numberedLeadSchema.safeParse(value).success;
	const layer: Layer = { isLead, isNumberedLead, isNo: false };
	let fields = 0;
	// A loop, because a list of all names could be huge.
	for (const name in value) {
		if (!Object.hasOwn(value, name)) continue;
		if ((fields += 1) > MAX_FIELDS) return undefined;
		const field = toAnswerField(name, isLead);
		if (field === undefined) continue;
		const given: unknown = Reflect.get(value, name);
		// A lead may have a status of its own.
		const said = isLead && field === 'status' && !isBareStatus(given) ? undefined : given;
		layer.isNo ||= saysNo(field, said);
		layer[field] ??= said;
	}
	return layer;
}

/** A lead's status is its own, such as `400 sqm`, unless it is that of HTTP alone. */
function isBareStatus(value: unknown): boolean {
	return typeof value === 'number' || isWord(value, /^\d{3}$/);
}

/**
 * A body, and what is wrapped in it: `{"data":{"success":false}}`, `{"errors":[{"status":422}]}`,
 * `{"body":"{\"success\":false}"}`. Of a list, only what cannot be a lead.
 */
function unwrap(root: Layer): Layer[] {
	const layers = [root];
	// The list grows while it is walked; nobody wraps an answer more deeply than this.
	for (const layer of layers) {
		const { data, payload, result, response, body, meta, error, errors, status } = layer;
		const wrapped = [data, payload, result, response, body, meta, error, errors, status];
		for (const inner of wrapped.map(parseInner)) {
			const found = Array.isArray(inner)
				? readListed(inner, inner === error || inner === errors)
				: readLayer(inner);
			if (found !== undefined && layers.length < MAX_LAYERS) layers.push(found);
		}
	}
	return layers;
}

/** Gateways that pass an answer on as text wrap it in their own. No answer of E-so's is as long. */
function parseInner(inner: unknown): unknown {
	const isObject = typeof inner === 'string' && inner.length < 10_000 && /^\s*\{/.test(inner);
	return isObject ? parseBody(inner) : inner;
}

/** The first of a list of errors; of another list its only entry, unless that is a lead. */
function readListed(list: readonly unknown[], ofErrors: boolean): Layer | undefined {
	if (!ofErrors && list.length !== 1) return undefined;
	const found = readLayer(list[0]);
	return ofErrors || found?.isLead === false ? found : undefined;
}

const MAX_LAYERS = 16;

/**
 * The refusal that a list holds as its only entry; undefined for any other list, which is content.
 */
export function readListedAnswer(list: readonly unknown[]): ApiAnswer | undefined {
	const said = list.length === 1 ? readApiAnswer(list[0]) : undefined;
	return said?.says === 'no' && !said.showsLead ? said : undefined;
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
