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

/** Longer than any path. A path from an expression can be a cell of any size. */
const MAX_PATH_CHARACTERS = 200;

/**
 * Reads a path as n8n's editor writes it: `phone`, `contact.phone`, `phones[0]`, `["Contact
 * Number"]`.
 */
export function parseFieldPath(text: string): FieldPath {
	if (text.length > MAX_PATH_CHARACTERS) return { text, keys: [text] };
	const keys = Array.from(
		text.trim().matchAll(PATH_KEY),
		([whole, , quoted, index]) => quoted ?? index ?? whole,
	);
	return { text, keys: keys.length > 0 ? keys : [text] };
}

/**
 * The value at `path`, or undefined. Only an object's own keys count, so `constructor` finds
 * nothing that the user did not put there. A key spelled exactly like the path takes precedence:
 * `"contact.phone"` in a flat row, or a column name that ends with a space.
 */
export function readField(json: object, path: FieldPath): unknown {
	if (Object.hasOwn(json, path.text)) return ownValue(json, path.text);
	let value: unknown = json;
	for (const key of path.keys) value = ownValue(value, key);
	return value;
}

/** A key that needs no brackets in a longer path. */
const PLAIN_KEY = /^[^.[\]"'\s](?:[^.[\]"']*[^.[\]"'\s])?$/;

/** Keys as a path that `parseFieldPath` reads back; a field's own name where there is only one key. */
export function toFieldPath(keys: readonly string[]): FieldPath {
	const [first = ''] = keys;
	if (keys.length === 1) return { text: first, keys };
	const parts = keys.map((key, depth) => {
		if (/^\d+$/.test(key) && depth > 0) return `[${key}]`;
		if (PLAIN_KEY.test(key)) return depth === 0 ? key : `.${key}`;
		return key.includes('"') ? `['${key}']` : `["${key}"]`;
	});
	return { text: parts.join(''), keys };
}

/** Whether `json` has a field at `path`, even an empty one. */
export function hasField(json: object, path: FieldPath): boolean {
	if (Object.hasOwn(json, path.text)) return true;
	let holder: unknown = json;
	for (const key of path.keys) {
		if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return false;
		holder = ownValue(holder, key);
	}
	return true;
}

function ownValue(holder: unknown, key: string): unknown {
	if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key))
		return undefined;
	return Reflect.get(holder, key);
}

/**
 * A copy of `json` without the field at `path`; `json` itself where the field is not there. An
 * object or a list that is left empty goes too: a `contact` that held nothing but the phone number
 * is no custom field.
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
	if (typeof child !== 'object' || child === null) return json;
	const inside: Record<string, unknown> = { ...child };
	const rest = omitKeys(inside, deeper);
	if (rest === inside) return json;
	if (Object.keys(rest).length === 0) return omitKey(json, key);
	return { ...json, [key]: Array.isArray(child) ? Object.values(rest) : rest };
}

function omitKey(json: Record<string, unknown>, key: string): Record<string, unknown> {
	return Object.fromEntries(Object.entries(json).filter(([name]) => name !== key));
}

/** A record to find fields in: an item's `json`, or a row of a file. */
export type FieldRecord = Readonly<Record<string, unknown>>;

/**
 * The path of a field as the records spell it: as given if any record has it, else one that looks
 * the same to a person ('ContactNumber' for 'contact number') if the records agree on it.
 *
 * @returns undefined for a field that no record has, or that two fields could be.
 */
export function findField(records: Iterable<FieldRecord>, path: FieldPath): FieldPath | undefined {
	const spellings = new Set<string>();
	const seen = new Set<string>();
	for (const record of records) {
		if (hasField(record, path)) return path;
		// All rows of a sheet have the same columns, so checking them once is enough.
		const shape = Object.keys(record).join('\n');
		if (path.keys.length === 1 && seen.has(shape)) continue;
		seen.add(shape);
		for (const spelling of respell(record, path)) spellings.add(spelling);
	}
	const [only] = spellings;
	return spellings.size === 1 && only !== undefined ? parseFieldPath(only) : undefined;
}

/** The paths in a record that a person would take for `path`. */
function respell(record: FieldRecord, { text, keys }: FieldPath): string[] {
	const whole = findPathsAlike(record, [text]);
	const found = whole.length > 0 ? whole : findPathsAlike(record, keys);
	return found.map((alike) => toFieldPath(alike).text);
}

function findPathsAlike(record: FieldRecord, keys: readonly string[]): string[][] {
	let found: Array<{ keys: string[]; value: unknown }> = [{ keys: [], value: record }];
	for (const key of keys) {
		found = found.flatMap((holder) =>
			findAlike(listKeys(holder.value), key).map((name) => ({
				keys: [...holder.keys, name],
				value: ownValue(holder.value, name),
			})),
		);
	}
	return found.map((holder) => holder.keys);
}

function listKeys(value: unknown): string[] {
	return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** Which of the names look like `name` to a person; none for one that holds nothing visible. */
export function findAlike(names: readonly string[], name: string): string[] {
	const key = nameKey(name);
	return key === '' ? [] : names.filter((other) => nameKey(other) === key);
}

/** A byte order mark, or what is left of one that was read and saved in another encoding. */
export const LEADING_MARK =
	/^(?:\ufeff|\ufffe|ÿþ|þÿ|[ïďןļ]»[¿żæ؟]|ο»Ώ|[пП]»ї|Ôªø|пїњ|ďťż|๏ปฟ|О╩©|[я´∩]╗┐)+/;
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const BLANKS = /[\s\u2800\u3164]+/gu;

/** Whatever is assigned under this name becomes an object's prototype instead of a field. */
export const UNSAFE_NAME = '__proto__';

/** The name of a column or field on one line, without invisible characters. */
export function tidyName(cell: string): string {
	return cell.replace(LEADING_MARK, '').replace(BLANKS, ' ').replace(INVISIBLE, '').trim();
}

const PLAIN_NAME = /^[ -~]*$/;

/** Names with the same key look the same to a person: capitals, blanks and width make no difference. */
export function nameKey(name: string): string {
	if (PLAIN_NAME.test(name)) return name.replaceAll(' ', '').toLowerCase();
	const letters = tidyName(name).replaceAll(' ', '').normalize('NFKC').toLowerCase();
	// Turkish has an i with and one without a dot, of which the capitals differ.
	return letters.replaceAll('\u0307', '').replaceAll('ı', 'i');
}
