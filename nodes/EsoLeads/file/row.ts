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
 * A longer row cannot be a lead, since a request is no larger than this. The limit also bounds the
 * memory for a file without line breaks, and for a quote that is never closed.
 */
export const MAX_ROW_CHARACTERS = 1_000_000;

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

/** A key with this name would not become a field: assigning it changes the object's prototype. */
const UNSAFE_COLUMN_NAME = '__proto__';

/**
 * The tidied names of a header row. A column without a name is called by its position (`column_3`);
 * if several share a name, the later ones get a number (`name_2`), so that no value is lost.
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
	const names = new Set<string>();
	const nameless = new Set<number>();
	const copies = new Map<string, number>();
	for (const [index, name] of tidy.entries()) {
		const isNameless = name === '' || name === UNSAFE_COLUMN_NAME;
		if (name === '') nameless.add(index);
		names.add(unusedName(isNameless ? columnName(index) : name, names, copies));
	}
	return { names: [...names], nameless };
}

/** Names for the columns of a file without a header row. */
export function numberColumns(count: number): Columns {
	const names = Array.from({ length: count }, (_, index) => columnName(index));
	return { names, nameless: new Set() };
}

/** `column_1` for the first column. */
export function columnName(index: number): string {
	return `column_${index + 1}`;
}

/** @param copies the highest number used for each name, since 20,000 columns can share one. */
function unusedName(name: string, names: ReadonlySet<string>, copies: Map<string, number>): string {
	if (!names.has(name)) return name;
	let copy = (copies.get(name) ?? 1) + 1;
	while (names.has(`${name}_${copy}`)) copy += 1;
	copies.set(name, copy);
	return `${name}_${copy}`;
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
	const key = nameKey(name);
	const places = columns.flatMap((column, index) => (nameKey(column) === key ? [index] : []));
	const [index] = places;
	if (index === undefined || key === '') return { kind: 'none' };
	return places.length === 1
		? { kind: 'column', index }
		: { kind: 'several', names: places.map((place) => columns[place] ?? '') };
}

/** A byte order mark, or what is left of one that was read and saved in another encoding. */
export const BYTE_ORDER_MARK =
	/^(?:\ufeff|\ufffe|ÿþ|þÿ|[ïďןļ]»[¿żæ؟]|ο»Ώ|[пП]»ї|Ôªø|пїњ|ďťż|๏ปฟ|О╩©|[я´∩]╗┐)+/;
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const BLANKS = /[\s\u2800\u3164]+/gu;

/** The name of a column on one line, without invisible characters. */
function tidyName(cell: string): string {
	return cell.replace(BYTE_ORDER_MARK, '').replace(BLANKS, ' ').replace(INVISIBLE, '').trim();
}

/** Names with the same key look the same to a person. */
export function nameKey(name: string): string {
	const letters = tidyName(name).replaceAll(' ', '').normalize('NFKC').toLowerCase();
	// Turkish has an i with and one without a dot, of which the capitals differ.
	return letters.replaceAll('\u0307', '').replaceAll('ı', 'i');
}
