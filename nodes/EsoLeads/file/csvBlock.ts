import { columnName, nameColumns, numberColumns, type Columns } from './columns';
import { parseCsv } from './csvParsing';
import { detectDelimiter } from './delimiter';
import type { Lines } from './lineBlocks';
import { countLineBreaks, nextLine } from './lines';
import {
	holdsUndecodable,
	malformedText,
	MAX_ROW_CHARACTERS,
	NOT_DECODABLE,
	type FileRow,
	type RowJson,
} from './row';
import { UnreadableFile } from './unreadableFile';

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
	begun: Lines | undefined;
}

/**
 * Reads the rows of whole lines.
 *
 * @param isLast whether nothing follows that could end a row in quotes.
 */
export function readCsvBlock({ line, text }: Lines, table: CsvTable, isLast: boolean): CsvBlock {
	table.delimiter ??= detectDelimiter(text);
	const bytes = Buffer.from(text);
	const rows: FileRow[] = [];
	const lines = countLinesOf(bytes, line);
	for (let start = 0; ; ) {
		const part = bytes.subarray(start);
		const problem = parseCsv(part, table.delimiter, ({ cells, from, to }) => {
			if (!fits(cells, table) && countLineBreaks(part, from, to) > 1) return false;
			const row = readCells(lines.at(start + from), cells, table);
			if (row !== undefined) rows.push(row);
			return true;
		});
		if (problem === undefined) return { rows, begun: undefined };
		const from = start + problem.from;
		const isBegun = problem.kind === 'unclosedQuote' && !isLast;
		if (isBegun && bytes.length - from <= MAX_ROW_CHARACTERS) {
			return { rows, begun: { line: lines.at(from), text: bytes.toString('utf8', from) } };
		}
		start = nextLine(bytes, from);
		const shown = { line: lines.at(from), text: bytes.toString('utf8', from, start) };
		rows.push(refuseCsvRow(shown, table, UNPAIRED_QUOTES));
	}
}

/** Tells the number of the line at a place; places are asked for in ascending order. */
function countLinesOf(bytes: Buffer, firstLine: number): { at(place: number): number } {
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
	if (table.columns === undefined) {
		table.columns = table.hasHeader ? nameColumns(cells) : numberColumns(cells.length);
		if (table.hasHeader) return undefined;
	}
	const { columns } = table;
	const json: RowJson = {};
	for (const [index, cell] of cells.entries()) json[columns[index] ?? columnName(index)] = cell;
	if (!fits(cells, table)) {
		const [has, should] = [cells.length, columns.length].map((count) =>
			count.toLocaleString('en-US'),
		);
		const reason = `The row has ${has} columns, and the first row of the file has ${should}. Put text that holds the delimiter in quotes.`;
		return { kind: 'malformed', line, json, reason };
	}
	return cells.some(holdsUndecodable)
		? { kind: 'malformed', line, json, reason: NOT_DECODABLE }
		: { kind: 'record', line, json };
}

/**
 * A row that cannot be read, with its text.
 *
 * @throws UnreadableFile for the header row: without it no column has a name.
 */
export function refuseCsvRow({ line, text }: Lines, table: CsvTable, reason: string): FileRow {
	if (table.columns === undefined && table.hasHeader) {
		throw new UnreadableFile(`The header row in line ${line} cannot be read. ${reason}`);
	}
	return malformedText(line, text, reason);
}
