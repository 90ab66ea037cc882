import { type FieldPath, hasField, parseFieldPath, toFieldPath } from './fieldPath';

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
	const seen = new Set<string>();
	for (const record of records) {
		if (hasField(record, path)) return path;
		// All rows of a sheet have the same columns: once is enough.
		const shape = Object.keys(record).join('\n');
		if (path.keys.length === 1 && seen.has(shape)) continue;
		seen.add(shape);
		for (const spelling of respell(record, path)) spellings.add(spelling);
	}
	const [only] = spellings;
	return spellings.size === 1 && only !== undefined ? parseFieldPath(only) : undefined;
}

/** The paths in a record that differ from `path` only in capitals, or in blanks around a name. */
function respell(record: FieldRecord, { text, keys }: FieldPath): string[] {
	const whole = findAlike(record, [text]);
	return (whole.length > 0 ? whole : findAlike(record, keys)).map((keys) => toFieldPath(keys).text);
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
