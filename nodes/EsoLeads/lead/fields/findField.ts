import { type FieldPath, hasField, parseFieldPath } from './fieldPath';

/** A record that fields are looked for in: an item's `json`, or a row of a file. */
export type FieldRecord = Readonly<Record<string, unknown>>;

/**
 * The path of a field as the records spell it: as it was given where any record has it, else in other
 * capitals ('phone' for 'Phone') where they agree on one such field.
 *
 * @returns undefined for a field that no record has, or that two fields could be.
 */
export function findField(records: Iterable<FieldRecord>, path: FieldPath): FieldPath | undefined {
	const spellings = new Set<string>();
	for (const record of records) {
		if (hasField(record, path)) return path;
		for (const spelling of respell(record, path)) spellings.add(spelling);
	}
	const [only] = spellings;
	return spellings.size === 1 && only !== undefined ? parseFieldPath(only) : undefined;
}

/** The paths in a record that differ from `path` only in capitals, or in blanks around a name. */
function respell(record: FieldRecord, { text, keys }: FieldPath): string[] {
	const whole = findAlike(record, [text]);
	return (whole.length > 0 ? whole : findAlike(record, keys)).map(toPathText);
}

function findAlike(record: FieldRecord, keys: readonly string[]): string[][] {
	let found: Array<{ keys: string[]; value: unknown }> = [{ keys: [], value: record }];
	for (const key of keys) {
		found = found.flatMap((place) =>
			listFields(place.value)
				.filter(([name]) => toPlain(name) === toPlain(key))
				.map(([name, value]) => ({ keys: [...place.keys, name], value })),
		);
	}
	return found.map((place) => place.keys);
}

function listFields(value: unknown): Array<[string, unknown]> {
	return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function toPlain(name: string): string {
	return name.normalize('NFKC').trim().toLowerCase();
}

/** What needs no brackets in a path of more than one key. */
const PLAIN_KEY = /^[^.[\]"'\s](?:[^.[\]"']*[^.[\]"'\s])?$/;

/** Writes a path such that `parseFieldPath` reads the same keys: a field's own name where it is one. */
export function toPathText(keys: readonly string[]): string {
	const [first = ''] = keys;
	if (keys.length === 1) return first;
	return keys
		.map((key, depth) => {
			if (/^\d+$/.test(key) && depth > 0) return `[${key}]`;
			if (PLAIN_KEY.test(key)) return depth === 0 ? key : `.${key}`;
			return key.includes('"') ? `['${key}']` : `["${key}"]`;
		})
		.join('');
}
