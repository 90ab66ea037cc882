import { LEADING_MARK } from '../lead/fields/fieldPath';
import { readCsv } from './csv';
import { trimCell } from './csvCells';
import { decodeText, type TextNotes } from './decode';
import {
	requireNumberField,
	findJsonLayout,
	hasColumn,
	looksLikeJson,
	readJsonLines,
} from './json';
import { readJsonList } from './jsonList';
import { createListFinder } from './jsonSearch';
import { type CsvFormat, type CsvLayout, findLayout } from './layout';
import { dropMatch, dropStart, peekText, type PeekedText } from './lines';
import { type FileRow, type RowJson } from './row';
import {
	MissingColumn,
	findForeignFormat,
	findMarkup,
	foreignFormatError,
	UnreadableFile,
} from './unreadable';

/** How to read a file. */
export interface FileFormat extends CsvFormat {
	/** Undefined to detect it. */
	kind: 'csv' | 'json' | undefined;
	/** Whether the file's name or type says JSON, which its first character has to confirm. */
	isJsonExpected: boolean;
	/** The name for `TextDecoder`; undefined to detect it. */
	encoding: string | undefined;
}

/** A file about which nothing is known, without a required column. */
export const ANY_FORMAT: FileFormat = {
	kind: undefined,
	isJsonExpected: false,
	encoding: undefined,
	delimiter: undefined,
	hasHeader: true,
	skipLines: 0,
	contactNumberColumns: [],
	wantedColumns: [],
};

/** What is known about a file. */
export interface FileNotes extends TextNotes {
	kind?: 'csv' | 'json';
	/** Whether the file is empty. */
	isEmpty?: boolean;
	/** The names of the columns; for JSON, the fields of its first objects. */
	columns?: readonly string[];
	/** The delimiter between columns. */
	delimiter?: string;
	/** The line of the header row, if it was found further down. */
	headerLine?: number;
}

/** How much of a file is used to detect its format, in characters. */
const HEAD_CHARACTERS = 65_536;

/**
 * Reads a file of any size row by row, and yields the rows of each chunk as a group.
 *
 * @param notes receives what is found out about the file.
 * @throws UnreadableFile for a file without readable rows, and what `bytes` throws.
 */
export async function* readRows(
	bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	format: FileFormat,
	notes: FileNotes = {},
): AsyncGenerator<readonly FileRow[]> {
	yield* readText(decodeText(bytes, format.encoding, notes), format, notes);
}

/** Reads the rows of decoded text. */
export async function* readText(
	text: AsyncGenerator<string>,
	format: FileFormat,
	notes: FileNotes = {},
): AsyncGenerator<readonly FileRow[]> {
	const peeked = dropMatch(await peekText(text, HEAD_CHARACTERS), LEADING_MARK);
	notes.kind = format.kind ?? (looksLikeJson(peeked.head) ? 'json' : 'csv');
	notes.isEmpty = peeked.isWhole && trimCell(peeked.head) === '';
	if (notes.isEmpty) return;
	yield* notes.kind === 'json'
		? requireNumberField(readJsonText(peeked, format), format, notes)
		: readCsvText(peeked, format, notes);
}

function readJsonText(peeked: PeekedText, format: FileFormat): AsyncGenerator<readonly FileRow[]> {
	const isLead = (json: RowJson) => hasColumn(json, format.contactNumberColumns);
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
		const foreign = error instanceof MissingColumn ? findForeignFormat(head) : undefined;
		if (foreign !== undefined) throw foreignFormatError(foreign);
		throw format.isJsonExpected && error instanceof MissingColumn
			? new UnreadableFile(NO_JSON)
			: error;
	}
	// Without a header row, no column name proves that this is a table.
	const foreign = layout.isBelow
		? findMarkup(head)
		: format.hasHeader
			? undefined
			: findForeignFormat(head);
	if (foreign !== undefined) throw foreignFormatError(foreign);
	if (layout.isBelow) notes.headerLine = layout.line;
	notes.delimiter = layout.delimiter;
	yield* readCsv(text, format, layout, notes);
}

const NO_JSON =
	"The file's name or type says JSON, but it does not begin with a list or an object. Export it again, or remove what comes first.";
