import { findAlike, nameKey, tidyName, UNSAFE_NAME } from '../lead/fields/fieldPath';
import { MAX_BODY_BYTES } from '../lead/lead';
import { formatCount } from '../lead/wording';

/** A row of a file: a record, or what is left of a row that could not be read. */
export type FileRow = FileRecord | MalformedRow;

/** What a row holds, by the names of its columns. */
export type RowJson = Record<string, string | number | boolean | null | object>;

/** A row that could be read. */
export interface FileRecord {
	kind: 'record';
	/**
	 * The line of the file in which the row begins, from 1; in a JSON list, the number of the object.
	 */
	line: number;
	json: RowJson;
}

/** A row that could not be read. Only this one is affected; the rows after it are read. */
export interface MalformedRow {
	kind: 'malformed';
	line: number;
	/** What can be shown of the row: its columns, or its text under `row`. */
	json: RowJson;
	/** A sentence on what is wrong and what to do. */
	reason: string;
}

/**
 * A longer row cannot be a lead, since no request could hold it. The limit also bounds the memory for
 * a file without line breaks, and for a quote that is never closed.
 */
export const MAX_ROW_CHARACTERS = MAX_BODY_BYTES;

/** How much is shown of a row that was not split into columns. */
const MAX_SHOWN_CHARACTERS = 500;

/** A row that was not split into columns, with its original text. */
export function malformedText(line: number, text: string, reason: string): MalformedRow {
	const shown = showUndecodable(text.slice(0, MAX_SHOWN_CHARACTERS + 1).trimEnd());
	const row =
		shown.length > MAX_SHOWN_CHARACTERS ? `${shown.slice(0, MAX_SHOWN_CHARACTERS)}…` : shown;
	return { kind: 'malformed', line, json: { row }, reason };
}

/** Why a row longer than `MAX_ROW_CHARACTERS` is not read. */
export const TOO_LONG = `The row is longer than ${formatCount(MAX_ROW_CHARACTERS)} characters: its line break or a closing quote is missing.`;

/**
 * Marks bytes that are not valid text. Unicode reserves this code point for internal use by
 * programs; U+FFFD, which decoders insert, also occurs in files.
 */
export const UNDECODABLE = '\ufdd0';

/** Text for people: what could not be decoded is shown as U+FFFD, as decoders do. */
export function showUndecodable(text: string): string {
	return holdsUndecodable(text) ? text.replaceAll(UNDECODABLE, '\ufffd') : text;
}

/** Whether `text` contains bytes that could not be decoded. */
export function holdsUndecodable(text: string): boolean {
	return text.includes(UNDECODABLE);
}

/** Why a row with undecodable bytes is not sent: its values would be garbled. */
export const NOT_DECODABLE =
	"The row holds bytes that are not valid in the encoding of the file. Correct them, or choose the file's 'Encoding'.";

/** The columns of a file, in order. Names are unique and not empty. */
export interface Columns {
	names: readonly string[];
	/** The indexes of columns without a name in the header row; they exist only if they have values. */
	nameless: ReadonlySet<number>;
}

/**
 * The tidied names of a header row. A column without a name is called by its position (`column_3`);
 * if several share a name, the later ones get a number (`name_2`), so that no value is lost. Neither
 * takes a name away from a column that has it in the file.
 *
 * @param wanted the names in the node's parameters; a column that a person would take for one of
 *   them gets that name.
 */
export function nameColumns(header: readonly string[], wanted: readonly string[]): Columns {
	const tidy = header.map(tidyName);
	const taken = new Set<number>();
	for (const name of wanted) {
		const match = matchColumn(tidy, name);
		if (match.kind !== 'column' || taken.has(match.index)) continue;
		tidy[match.index] = name;
		taken.add(match.index);
	}
	const nameless = new Set(tidy.flatMap((name, index) => (name === '' ? [index] : [])));
	const makeName = createNaming(tidy.filter(isGivenName));
	const names = new Set<string>();
	for (const [index, name] of tidy.entries()) {
		const isFree = isGivenName(name) && !names.has(name);
		names.add(isFree ? name : makeName(isGivenName(name) ? name : positionalName(index)));
	}
	return { names: [...names], nameless };
}

function isGivenName(name: string): boolean {
	return name !== '' && name !== UNSAFE_NAME;
}

/**
 * Makes names that no column has in any spelling, since E-so lower-cases them all.
 *
 * @param given the names that columns have in the file.
 */
function createNaming(given: readonly string[]): (name: string) => string {
	const taken = new Set(given.map(nameKey));
	/** The highest number used for each name, since 20,000 columns can share one. */
	const copies = new Map<string, number>();
	return (name) => {
		let made = name;
		for (let copy = copies.get(name) ?? 1; taken.has(nameKey(made)); ) {
			copy += 1;
			copies.set(name, copy);
			made = `${name}_${copy}`;
		}
		taken.add(nameKey(made));
		return made;
	};
}

/** Names for the columns of a file without a header row. */
export function positionalColumns(count: number): Columns {
	const names = Array.from({ length: count }, (_, index) => positionalName(index));
	return { names, nameless: new Set() };
}

/** `column_1` for the first column. */
export function positionalName(index: number): string {
	return `column_${index + 1}`;
}

/** Which column a name means. */
export type ColumnMatch =
	| { kind: 'column'; index: number }
	| { kind: 'none' }
	/** Several columns match, none of them exactly. */
	| { kind: 'several'; names: string[] };

/**
 * Finds a column as a person would: the exact name, or else the only one that differs just in case
 * and spaces.
 */
export function matchColumn(columns: readonly string[], name: string): ColumnMatch {
	const exact = columns.indexOf(name);
	if (exact >= 0) return { kind: 'column', index: exact };
	const alike = findAlike(columns, name);
	const [only] = alike;
	if (only === undefined) return { kind: 'none' };
	return alike.length === 1
		? { kind: 'column', index: columns.indexOf(only) }
		: { kind: 'several', names: alike };
}
