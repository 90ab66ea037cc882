import { formatQuantity } from '../lead/wording';
import {
	columnName,
	type Columns,
	type CsvCells,
	type CsvProblem,
	detectDelimiter,
	nameColumns,
	numberColumns,
	parseCsv,
} from './csvParsing';
import { countLineBreaks, LINE_BREAK, lineBlocks, nextLine, type TextBlock } from './lines';
import {
	type FileRow,
	holdsUndecodable,
	malformedText,
	MAX_ROW_CHARACTERS,
	NOT_DECODABLE,
	type RowJson,
	showUndecodable,
	TOO_LONG,
} from './row';
import { UnreadableFile } from './text';

/**
 * Reads CSV (RFC 4180): the rows of each chunk of text. Empty lines are passed over. Behind a row that
 * cannot be read, reading goes on with the next line.
 *
 * @throws UnreadableFile where the header row cannot be read.
 */
export async function* readCsv(
	text: AsyncIterable<string>,
	format: CsvFormat,
): AsyncGenerator<readonly FileRow[]> {
	const table: CsvTable = { ...format, columns: undefined };
	let begun: TextBlock | undefined;
	for await (const block of lineBlocks(text)) {
		if (block.isTooLong) {
			if (begun !== undefined) yield readCsvBlock(begun, table, true).rows;
			begun = undefined;
			yield [refuseCsvRow(block, table, TOO_LONG)];
			continue;
		}
		const { line, text: before } = begun ?? { line: block.line, text: '' };
		const read = readCsvBlock({ line, text: before + block.text }, table, false);
		begun = read.begun;
		yield read.rows;
	}
	if (begun !== undefined) yield readCsvBlock(begun, table, true).rows;
}

/** How a CSV file is written. */
export interface CsvFormat {
	/** What stands between columns; undefined to find it out. */
	delimiter: string | undefined;
	/** Whether the first row holds the names of the columns. */
	hasHeader: boolean;
}

/** What is known of a CSV file so far. */
export interface CsvTable extends CsvFormat {
	/** Undefined until the first row is read. */
	columns: Columns | undefined;
}

/** What was read of whole lines. */
export interface CsvBlock {
	rows: FileRow[];
	/** The last row, if its quotes are still open: it goes on in the next lines. */
	begun: TextBlock | undefined;
}

/**
 * Reads the rows of whole lines.
 *
 * @param isLast whether nothing follows that could end a row in quotes.
 */
export function readCsvBlock(
	{ line, text }: TextBlock,
	table: CsvTable,
	isLast: boolean,
): CsvBlock {
	const delimiter = (table.delimiter ??= detectDelimiter(text));
	if (!text.includes('"')) return { rows: readPlainLines(line, text, table), begun: undefined };
	const bytes = Buffer.from(text);
	const rows: FileRow[] = [];
	const lines = createLineCounter(bytes, line);

	/** Reads rows between two places, up to the first one that cannot be read. */
	const readRows = (start: number, end: number, isLenient: boolean): CsvProblem | undefined => {
		const part = bytes.subarray(start, end);
		const take = ({ cells, from, to }: CsvCells) => {
			// A quote that was closed only by another row's.
			if (!fits(cells, table) && countLineBreaks(part, from, to) > 1) return false;
			const row = readCells(lines.at(start + from), cells, table);
			if (row !== undefined) rows.push(row);
			return true;
		};
		const problem = parseCsv(part, delimiter, take, isLenient);
		return problem && { ...problem, from: start + problem.from };
	};

	for (let start = 0; ; ) {
		const problem = readRows(start, bytes.length, false);
		if (problem === undefined) return { rows, begun: undefined };
		const { kind, from } = problem;
		if (kind === 'unclosedQuote' && !isLast && bytes.length - from <= MAX_ROW_CHARACTERS) {
			return { rows, begun: { line: lines.at(from), text: bytes.toString('utf8', from) } };
		}
		start = nextLine(bytes, from);
		// 5" is no quotation. Only the row itself is read so: it must not reach into the next ones.
		const isRead = kind === 'quoteInText' && readRows(from, start, true) === undefined;
		if (isRead) continue;
		const shown = { line: lines.at(from), text: bytes.toString('utf8', from, start) };
		rows.push(refuseCsvRow(shown, table, UNPAIRED_QUOTES));
	}
}

/**
 * Without quotes a line is a row and a delimiter ends a cell: no parser is needed to see that, and most
 * files have few quotes.
 */
function readPlainLines(firstLine: number, text: string, table: CsvTable): FileRow[] {
	const rows: FileRow[] = [];
	for (const [index, line] of text.split(LINE_BREAK).entries()) {
		if (line === '') continue;
		const row = readCells(firstLine + index, line.split(table.delimiter ?? ','), table);
		if (row !== undefined) rows.push(row);
	}
	return rows;
}

/** Tells the number of the line at a place; places are asked for in ascending order. */
function createLineCounter(bytes: Buffer, firstLine: number): { at(place: number): number } {
	let line = firstLine;
	let counted = 0;
	return {
		at(place) {
			line += countLineBreaks(bytes, counted, place);
			counted = place;
			return line;
		},
	};
}

/** Whichever quote the parser stumbled over: another one may be the one that is missing. */
const UNPAIRED_QUOTES =
	'The quotes of the row do not pair up. Put the whole text in quotes, and write a quote within it twice: "".';

/** The first row always fits: the others are measured by it. */
function fits(cells: readonly string[], { columns }: CsvTable): boolean {
	return columns === undefined || cells.length === columns.length;
}

/** @returns undefined for the header row. */
function readCells(line: number, cells: readonly string[], table: CsvTable): FileRow | undefined {
	const isText = !cells.some(holdsUndecodable);
	if (table.columns === undefined && table.hasHeader) {
		if (!isText) throw unreadableHeader(line, NOT_DECODABLE);
		table.columns = nameColumns(cells);
		return undefined;
	}
	table.columns ??= numberColumns(cells.length);
	const { columns } = table;
	const json: RowJson = {};
	cells.forEach((cell, index) => {
		json[columns[index] ?? columnName(index)] = cell;
	});
	if (!isText) {
		const shown = Object.entries(json).map(([name, cell]) => [name, showUndecodable(String(cell))]);
		return { kind: 'malformed', line, json: Object.fromEntries(shown), reason: NOT_DECODABLE };
	}
	if (!fits(cells, table)) {
		const reason = `The row has ${formatQuantity(cells.length, 'column')}, and the first row of the file has ${formatQuantity(columns.length, 'column')}. Put text that holds the delimiter in quotes.`;
		return { kind: 'malformed', line, json, reason };
	}
	return { kind: 'record', line, json };
}

/**
 * A row that cannot be read, with its text.
 *
 * @throws UnreadableFile for the header row: without it no column has a name.
 */
export function refuseCsvRow({ line, text }: TextBlock, table: CsvTable, reason: string): FileRow {
	if (table.columns === undefined && table.hasHeader) throw unreadableHeader(line, reason);
	return malformedText(line, text, reason);
}

function unreadableHeader(line: number, reason: string): UnreadableFile {
	return new UnreadableFile(`The header row in line ${line} cannot be read. ${reason}`);
}
