import { readCsv } from './csv';
import { trimCell } from './csvCells';
import { decodeText, type TextNotes } from './decode';
import { expectField, findJsonLayout, hasField, looksLikeJson, readJsonLines } from './json';
import { readJsonList } from './jsonList';
import { createListFinder } from './jsonSearch';
import { type CsvFormat, type CsvLayout, findLayout } from './layout';
import { dropMatch, dropStart, peekText, type PeekedText } from './lines';
import { BYTE_ORDER_MARK, type FileRow, type RowJson } from './row';
import {
	MissingColumn,
	nameForeignText,
	nameMarkup,
	refuseForeignText,
	UnreadableFile,
} from './unreadable';

/** How a file is to be read. */
export interface FileFormat extends CsvFormat {
	/** Undefined to find it out. */
	kind: 'csv' | 'json' | undefined;
	/** Whether the file is called JSON, which its first character must bear out. */
	isJsonExpected: boolean;
	/** As `TextDecoder` calls it; undefined to find it out. */
	encoding: string | undefined;
}

/** A file of which nothing is known, and in which no column is looked for. */
export const ANY_FORMAT: FileFormat = {
	kind: undefined,
	isJsonExpected: false,
	encoding: undefined,
	delimiter: undefined,
	hasHeader: true,
	skipLines: 0,
	numberColumn: [],
	wantedColumns: [],
};

/** What was found out about a file. */
export interface FileNotes extends TextNotes {
	kind?: 'csv' | 'json';
	/** Whether there is nothing in it at all. */
	isEmpty?: boolean;
	/** The names of the columns; of JSON those that its first objects have. */
	columns?: readonly string[];
	/** What stands between columns. */
	delimiter?: string;
	/** The line of the header row, where it was looked for further down. */
	headerLine?: number;
}

/** How much of a file is looked at to find out how it is written, in characters. */
const HEAD_CHARACTERS = 65_536;

/**
 * Reads a file row by row, whatever its size; the rows come in groups, as many as a chunk of the file
 * holds.
 *
 * @param notes what is found out about the file.
 * @throws UnreadableFile for a file that has no rows to read, and what `bytes` throws.
 */
export async function* readRows(
	bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	format: FileFormat,
	notes: FileNotes = {},
): AsyncGenerator<readonly FileRow[]> {
	yield* readText(decodeText(bytes, format.encoding, notes), format, notes);
}

/** Reads the rows of a text that is decoded already. */
export async function* readText(
	text: AsyncGenerator<string>,
	format: FileFormat,
	notes: FileNotes = {},
): AsyncGenerator<readonly FileRow[]> {
	const peeked = dropMatch(await peekText(text, HEAD_CHARACTERS), BYTE_ORDER_MARK);
	notes.kind = format.kind ?? (looksLikeJson(peeked.head) ? 'json' : 'csv');
	notes.isEmpty = peeked.isWhole && trimCell(peeked.head) === '';
	if (notes.isEmpty) return;
	yield* notes.kind === 'json'
		? expectField(readJsonText(peeked, format), format, notes)
		: readCsvText(peeked, format, notes);
}

function readJsonText(peeked: PeekedText, format: FileFormat): AsyncGenerator<readonly FileRow[]> {
	const isLead = (json: RowJson) => hasField(json, format.numberColumn);
	const layout = findJsonLayout(peeked, isLead);
	switch (layout.kind) {
		case 'lines':
			return readJsonLines(peeked.text);
		case 'list': {
			const text = dropStart(peeked.text, layout.place.at);
			return readJsonList(text, createListFinder(layout.place, isLead));
		}
		case 'values':
			return readJsonList(peeked.text);
	}
}

async function* readCsvText(
	{ head, isWhole, text }: PeekedText,
	format: FileFormat,
	notes: FileNotes,
): AsyncGenerator<readonly FileRow[]> {
	let layout: CsvLayout;
	try {
		layout = findLayout(head, isWhole, format);
	} catch (error) {
		const foreign = error instanceof MissingColumn ? nameForeignText(head) : undefined;
		if (foreign !== undefined) throw refuseForeignText(foreign);
		throw format.isJsonExpected && error instanceof MissingColumn
			? new UnreadableFile(NO_JSON)
			: error;
	}
	// Without a header row there is no name that shows a table.
	const foreign = layout.isBelow
		? nameMarkup(head)
		: format.hasHeader
			? undefined
			: nameForeignText(head);
	if (foreign !== undefined) throw refuseForeignText(foreign);
	if (layout.isBelow) notes.headerLine = layout.line;
	notes.delimiter = layout.delimiter;
	yield* readCsv(text, format, layout, notes);
}

const NO_JSON =
	'The file is called JSON, but begins neither with a list nor with an object. Export it anew, or remove what stands before them.';
