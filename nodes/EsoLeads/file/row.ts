import { formatCount } from '../lead/wording';

/** A row of a file: a record by the names of its columns, or what of it could be read. */
export type FileRow = FileRecord | MalformedRow;

/** What a row holds, by the names of its columns. */
export type RowJson = Record<string, string | number | boolean | null | object>;

/** A row that could be read. */
export interface FileRecord {
	kind: 'record';
	/** The line of the file in which the row begins, from 1; in a JSON list the place of the object. */
	line: number;
	json: RowJson;
}

/** A row that could not be read: only this one is lost, the rows behind it are read. */
export interface MalformedRow {
	kind: 'malformed';
	line: number;
	/** What of the row can be shown: its columns, or its text under `row`. */
	json: RowJson;
	/** What is wrong with it and what to do, as a sentence. */
	reason: string;
}

/**
 * A longer row holds no lead, since a request takes so much at most. It bounds the memory for a file
 * without line breaks, and for a quote that is never closed.
 */
export const MAX_ROW_CHARACTERS = 1_000_000;

/** A row without columns is shown by its beginning. */
const MAX_SHOWN_CHARACTERS = 500;

/** A row that has no columns, as it stands in the file. */
export function malformedText(line: number, text: string, reason: string): MalformedRow {
	const shown = showUndecodable(text.slice(0, MAX_SHOWN_CHARACTERS + 1).trimEnd());
	const row =
		shown.length > MAX_SHOWN_CHARACTERS ? `${shown.slice(0, MAX_SHOWN_CHARACTERS)}…` : shown;
	return { kind: 'malformed', line, json: { row }, reason };
}

/** The reason for which a row beyond `MAX_ROW_CHARACTERS` is not read. */
export const TOO_LONG = `The row is longer than ${formatCount(MAX_ROW_CHARACTERS)} characters: its line break or a closing quote is missing.`;

/**
 * Stands in the text for bytes that are no text. Unicode reserves this code point for such uses inside
 * of a program; U+FFFD, which decoders put there, also occurs in files.
 */
export const UNDECODABLE = '\ufdd0';

/** Text as people read it: what could not be decoded is shown as decoders do. */
export function showUndecodable(text: string): string {
	return text.replaceAll(UNDECODABLE, '\ufffd');
}

/** Whether `text` holds what could not be decoded. */
export function holdsUndecodable(text: string): boolean {
	return text.includes(UNDECODABLE);
}

/** The reason for which a row with undecodable bytes is not sent: its values would be garbled. */
export const NOT_DECODABLE =
	"The row holds bytes that are no text in the encoding of the file. Correct them, or choose the file's 'Encoding'.";
