import { formatQuantity } from '../lead/wording';
import { createLineEnds, type CsvRow, readCsvRow, splitPlainLine, trimCell } from './csvCells';
import type { CsvFormat, CsvLayout } from './layout';
import { countLineBreaks, dropStart, lineBlocks, skipLineBreak, type TextBlock } from './lines';
import {
	positionalName,
	type Columns,
	type FileRow,
	holdsUndecodable,
	malformedText,
	MAX_ROW_CHARACTERS,
	nameColumns,
	NOT_DECODABLE,
	positionalColumns,
	type RowJson,
	showUndecodable,
	TOO_LONG,
} from './row';
import { UnreadableFile } from './unreadable';

/**
 * Reads CSV (RFC 4180, and what programs make of it) and yields the rows of each chunk of text.
 * Empty rows are skipped. After a row that cannot be read, reading continues with the next line.
 *
 * @param layout where the table begins, and its delimiter.
 * @param notes receives the names of the columns.
 * @throws UnreadableFile if the header row cannot be read.
 */
export async function* readCsv(
	text: AsyncIterable<string>,
	format: CsvFormat,
	layout: CsvLayout,
	notes: { columns?: readonly string[] } = {},
): AsyncGenerator<readonly FileRow[]> {
	const table: CsvTable = { ...format, ...layout, columns: undefined, notes };
	let unfinished: TextBlock | undefined;
	for await (const block of lineBlocks(dropStart(text, layout.at), layout.line)) {
		if (block.isTooLong) {
			if (unfinished !== undefined) yield readBlock(unfinished, table, true).rows;
			unfinished = undefined;
			yield [toMalformedRow(block.line, block.text, table, TOO_LONG)];
			continue;
		}
		const { line, text: before } = unfinished ?? { line: block.line, text: '' };
		const read = readBlock({ line, text: before + block.text }, table, false);
		unfinished = read.unfinished;
		yield read.rows;
	}
	if (unfinished !== undefined) yield readBlock(unfinished, table, true).rows;
}

/** What is known about a CSV file so far. */
interface CsvTable
	extends Pick<CsvFormat, 'hasHeader' | 'wantedColumns'>,
		Pick<CsvLayout, 'delimiter' | 'width'> {
	/** Undefined until the first row is read. */
	columns: Columns | undefined;
	notes: { columns?: readonly string[] };
}

/** The result of reading a block of whole lines. */
interface ReadBlock {
	rows: FileRow[];
	/** The last row, if its quotes are still open and it continues in the next lines. */
	unfinished: TextBlock | undefined;
}

/**
 * Reads the rows of a block of whole lines.
 *
 * @param isLast whether nothing follows that could close the quotes of a row.
 */
function readBlock(
	{ line: firstLine, text }: TextBlock,
	table: CsvTable,
	isLast: boolean,
): ReadBlock {
	const rows: FileRow[] = [];
	const lineEnds = createLineEnds(text);
	const isClean = !holdsUndecodable(text);
	let line = firstLine;
	let quote = text.indexOf('"');
	for (let at = 0; at < text.length; ) {
		const lineEnd = lineEnds.after(at);
		const next = skipLineBreak(text, lineEnd);
		if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
		// Most lines have no quotes: the line is a row, and every delimiter ends a cell.
		const isPlain = quote < 0 || quote >= lineEnd;
		const read: CsvRow = isPlain
			? {
					kind: 'cells',
					cells: splitPlainLine(text.slice(at, lineEnd), table.delimiter),
					end: next,
				}
			: readCsvRow(text, at, table.delimiter, lineEnds);
		if (read.kind === 'unclosed' && !isLast && text.length - at <= MAX_ROW_CHARACTERS) {
			return { rows, unfinished: { line, text: text.slice(at) } };
		}
		const end = read.kind === 'unclosed' ? next : (read.end ?? next);
		const lines = end === next ? 1 : countLineBreaks(text.slice(at, end));
		const row =
			read.kind === 'cells'
				? readCells({ line, cells: read.cells, isOneLine: lines === 1, isClean }, table)
				: toMalformedRow(line, text.slice(at, end), table, UNPAIRED_QUOTES);
		if (row !== undefined) rows.push(row);
		line += lines;
		at = end;
	}
	return { rows, unfinished: undefined };
}

/** The message names no position: the missing quote may be far from where reading failed. */
const UNPAIRED_QUOTES =
	'The quotes of the row do not pair up. Put the whole text in quotes, and write a quote within it twice: "".';

/** A row, split into cells. */
interface SplitRow {
	line: number;
	cells: readonly string[];
	isOneLine: boolean;
	/** Whether the text around it was decoded without losses. */
	isClean: boolean;
}

/** @returns undefined for the header row, and for a row that holds nothing. */
function readCells(row: SplitRow, table: CsvTable): FileRow | undefined {
	const { line, cells, isClean } = row;
	if (cells.every(isEmpty)) return undefined;
	const isText = isClean || !cells.some(holdsUndecodable);
	if (table.columns === undefined && table.hasHeader) {
		if (!isText) throw unreadableHeader(line, NOT_DECODABLE);
		table.columns = nameColumns(cells, table.wantedColumns);
		table.notes.columns = table.columns.names;
		return undefined;
	}
	table.columns ??= positionalColumns(Math.max(cells.length, table.width));
	table.notes.columns ??= table.columns.names;
	const json = toJson(isText ? cells : cells.map(showUndecodable), table.columns);
	if (!isText) return { kind: 'malformed', line, json, reason: NOT_DECODABLE };
	const reason = describeWidth(row, table.columns.names.length);
	return reason === undefined
		? { kind: 'record', line, json }
		: { kind: 'malformed', line, json, reason };
}

/** Says that a row has too many or too few columns; undefined if it has neither. */
function describeWidth({ cells, isOneLine }: SplitRow, width: number): string | undefined {
	if (cells.length > width && !cells.slice(width).every(isEmpty)) {
		return `${countColumns(cells, width)} Put a text that holds the delimiter in quotes, or remove the extra ones.`;
	}
	// Quotes of two different rows can pair up, and then what is between them may be separate rows.
	return cells.length < width && !isOneLine
		? `${countColumns(cells, width)} A text in quotes continues on the next lines: check where it ends.`
		: undefined;
}

/** Whether a cell holds only blanks, which quotes can keep. */
function isEmpty(cell: string): boolean {
	return cell === '' || trimCell(cell) === '';
}

function countColumns(cells: readonly string[], width: number): string {
	return `The row has ${formatQuantity(cells.length, 'column')}, and the file has ${formatQuantity(width, 'column')}.`;
}

/**
 * Missing cells at the end of a row count as empty; cells beyond the last column are kept under new
 * names unless they are empty.
 */
function toJson(cells: readonly string[], { names, nameless }: Columns): RowJson {
	const json: RowJson = {};
	for (const [index, name] of names.entries()) {
		const cell = cells[index] ?? '';
		if (!nameless.has(index) || !isEmpty(cell)) json[name] = cell;
	}
	for (const [index, cell] of cells.slice(names.length).entries()) {
		if (!isEmpty(cell)) json[surplusName(names.length + index, json)] = cell;
	}
	return json;
}

function surplusName(index: number, json: RowJson): string {
	const name = positionalName(index);
	return Object.hasOwn(json, name) ? `${name}_surplus` : name;
}

/**
 * A row that cannot be read, with its text.
 *
 * @throws UnreadableFile for the header row: without it no column has a name.
 */
function toMalformedRow(line: number, text: string, table: CsvTable, reason: string): FileRow {
	if (table.columns === undefined && table.hasHeader) throw unreadableHeader(line, reason);
	return malformedText(line, text, reason);
}

function unreadableHeader(line: number, reason: string): UnreadableFile {
	return new UnreadableFile(`The header row in line ${line} cannot be read. ${reason}`);
}
