/** A field path split into its keys: `contact.phones[0]` is `['contact', 'phones', '0']`. */
export interface FieldPath {
	text: string;
	keys: readonly string[];
}

/**
 * A bracketed index or quoted key, or a run of characters without dots and brackets: what n8n's
 * editor writes when a field is dragged.
 */
const PATH_KEY = /\[\s*(?:(["'])(.*?)\1|(\d+))\s*\]|[^.[\]]+/g;

/**
 * Reads a path as n8n's editor writes it: `phone`, `contact.phone`, `phones[0]`, `["Contact
 * Number"]`.
 */
export function parseFieldPath(text: string): FieldPath {
	const keys = Array.from(
		text.matchAll(PATH_KEY),
		([whole, , quoted, index]) => quoted ?? index ?? whole,
	);
	return { text, keys: keys.length > 0 ? keys : [text] };
}

/**
 * The value at `path`, or undefined. Only an object's own keys count, so `constructor` finds
 * nothing that the user did not put there. A key that is spelled like the whole path
 * (`"contact.phone"` in a flat row) goes first.
 */
export function readField(json: object, path: FieldPath): unknown {
	if (Object.hasOwn(json, path.text)) return ownValue(json, path.text);
	let value: unknown = json;
	for (const key of path.keys) value = ownValue(value, key);
	return value;
}

function ownValue(holder: unknown, key: string): unknown {
	if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key))
		return undefined;
	return Reflect.get(holder, key);
}

/**
 * A copy of `json` without the field at `path`; `json` itself where the field is not there. An
 * object that is left empty goes too: a `contact` that held nothing but the phone number is no
 * custom field.
 */
export function omitField(json: Record<string, unknown>, path: FieldPath): Record<string, unknown> {
	if (Object.hasOwn(json, path.text)) return omitKey(json, path.text);
	return omitKeys(json, path.keys);
}

function omitKeys(
	json: Record<string, unknown>,
	[key, ...deeper]: readonly string[],
): Record<string, unknown> {
	if (key === undefined || !Object.hasOwn(json, key)) return json;
	if (deeper.length === 0) return omitKey(json, key);
	const child = json[key];
	if (!isPlainObject(child)) return json;
	const rest = omitKeys(child, deeper);
	if (rest === child) return json;
	return Object.keys(rest).length === 0 ? omitKey(json, key) : { ...json, [key]: rest };
}

function omitKey(json: Record<string, unknown>, key: string): Record<string, unknown> {
	return Object.fromEntries(Object.entries(json).filter(([name]) => name !== key));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
