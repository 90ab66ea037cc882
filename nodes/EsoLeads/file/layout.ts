import { createLineEnds, readCsvRow, splitPlainLine, trimCell } from './csvCells';
import { countLineBreaks, skipLineBreak } from './lines';
import { type Columns, matchColumn, nameColumns, positionalColumns } from './row';
import { MissingColumn } from './unreadable';

/** How a CSV file is written. */
export interface CsvFormat {
	/** The delimiter; undefined to detect it. */
	delimiter: string | undefined;
	/** Whether there is a row with the names of the columns. */
	hasHeader: boolean;
	/** How many lines to skip above the table. */
	skipLines: number;
	/** The possible names of the column with the contact number; empty to require no column. */
	contactNumberColumns: readonly string[];
	/** All columns that the node's parameters name. */
	wantedColumns: readonly string[];
}

/** Where the table of a CSV file begins. */
export interface CsvLayout {
	delimiter: string;
	/** The position in the text of the header row, or of the first row if there is no header. */
	at: number;
	/** The line number at that position. */
	line: number;
	/** The number of columns of the widest of the first rows. */
	width: number;
	/** Whether the header row was found below other rows. */
	isBelow: boolean;
}

/** The usual delimiters; if several fit equally well, the first is used. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Enough rows to find the header row, and to see which delimiter gives them all the same number of
 * columns.
 */
const ROWS_TO_LOOK_AT = 60;
const ROWS_TO_COMPARE = 10;

/** A row from the beginning of a file. */
interface HeadRow {
	cells: readonly string[];
	at: number;
	line: number;
}

/**
 * Detects the layout of a CSV file from its beginning: the delimiter, and the header row, which may
 * have a title or an export date above it. Both depend on the column that is looked for.
 *
 * @throws MissingColumn if no row names that column.
 */
export function findLayout(head: string, isWhole: boolean, format: CsvFormat): CsvLayout {
	const start = skipPreamble(head, format.skipLines);
	const chosen = format.delimiter ?? start.delimiter;
	const delimiters = chosen === undefined ? DELIMITERS : [chosen];
	const tables = delimiters.map((delimiter) => ({
		delimiter,
		rows: readHead(head, start, delimiter, isWhole),
	}));
	const byFit = tables.sort((a, b) => fit(b) - fit(a));
	const [best] = byFit;
	const width = getWidth(best?.rows ?? []);
	const { at, line } = start;
	const first = { delimiter: best?.delimiter ?? ',', at, line, width, isBelow: false };
	if (best === undefined || best.rows.length === 0 || format.contactNumberColumns.length === 0)
		return first;
	if (!format.hasHeader) {
		const names = positionalColumns(first.width);
		if (format.contactNumberColumns.some((name) => names.names.includes(name))) return first;
		throw missingColumn(names, best.rows, format);
	}
	for (const { delimiter, rows } of byFit) {
		const header = findHeader(rows, format.contactNumberColumns);
		if (header === undefined) continue;
		const isBelow = header !== rows[0];
		return { delimiter, at: header.at, line: header.line, width: getWidth(rows), isBelow };
	}
	const [row, ...others] = best.rows;
	const columns = nameColumns(row?.cells ?? [], format.wantedColumns);
	// A column without a name, or with that of another, can be named as messages call it.
	if (format.contactNumberColumns.some((name) => columns.names.includes(name))) return first;
	const below = others.find(
		(other) => findColumn(other, format.contactNumberColumns) !== undefined,
	);
	throw missingColumn(columns, others, format, below?.line);
}

function getWidth(rows: readonly HeadRow[]): number {
	return rows.reduce(
		(width, { cells }) => Math.max(width, cells.findLastIndex((cell) => cell !== '') + 1),
		0,
	);
}

/**
 * A first line such as `sep=;`, which some programs write and from which Excel takes the delimiter.
 */
const SEPARATOR_LINE = /^[\ufeff"]*sep=("[^"\r\n]"|[^\r\n])"?[,;|\t ]*(?:\r\n|\n|\r|$)/i;

/** @returns the position after the lines to skip, and after a line such as `sep=;`. */
function skipPreamble(
	head: string,
	skipLines: number,
): { at: number; line: number; delimiter: string | undefined } {
	const lineEnds = createLineEnds(head);
	let at = 0;
	let line = 1;
	while (line <= skipLines && at < head.length) {
		at = skipLineBreak(head, lineEnds.after(at));
		line += 1;
	}
	const [text, separator] = SEPARATOR_LINE.exec(head.slice(at, at + 20)) ?? [];
	if (text === undefined) return { at, line, delimiter: undefined };
	return { at: at + text.length, line: line + 1, delimiter: separator?.replaceAll('"', '') };
}

/** The first rows that can be read, except one that continues beyond the head. */
function readHead(
	head: string,
	start: { at: number; line: number },
	delimiter: string,
	isWhole: boolean,
): HeadRow[] {
	const rows: HeadRow[] = [];
	const lineEnds = createLineEnds(head);
	let { at, line } = start;
	while (at < head.length && rows.length < ROWS_TO_LOOK_AT) {
		const lineEnd = lineEnds.after(at);
		const mayContinue = lineEnd >= head.length && !isWhole;
		if (mayContinue && rows.length > 0) break;
		// An unreadable row is read line by line, since a title can contain any quote.
		const row = readCsvRow(head, at, delimiter, lineEnds);
		const plain = skipLineBreak(head, lineEnd);
		const end = row.kind === 'cells' ? row.end : plain;
		const cells =
			row.kind === 'cells' ? row.cells : splitPlainLine(head.slice(at, lineEnd), delimiter);
		if (cells.some((cell) => trimCell(cell) !== '')) rows.push({ cells, at, line });
		line += countLineBreaks(head.slice(at, end));
		at = end;
	}
	return rows;
}

/**
 * How well a delimiter fits: first by how many rows get the same number of columns as the first
 * row, then by the number of columns. In a file with one column any delimiter will do.
 */
function fit({ rows }: { rows: readonly HeadRow[] }): number {
	const compared = rows.slice(0, ROWS_TO_COMPARE);
	const [first] = compared;
	const columns = first?.cells.length ?? 0;
	// A cell that begins or ends with a delimiter was split at the wrong one, such as the tab in "a,\tb".
	if (columns < 2 || first?.cells.some((cell) => /^[,;|]|[,;|]$/.test(cell))) return 0;
	const alike = compared.filter(({ cells }) => cells.length === columns).length;
	return alike + columns / 1_000;
}

/**
 * The row that names the column: the first one, or one further down that is clearly the header, since
 * no row above it can be one, and none of them is a lead.
 */
function findHeader(rows: readonly HeadRow[], names: readonly string[]): HeadRow | undefined {
	return rows.find((row, index) => {
		const column = findColumn(row, names);
		if (column === undefined) return false;
		if (index === 0) return true;
		const width = countFilled(row);
		const canBeAbove = (above: HeadRow) =>
			isComment(above) ||
			countFilled(above) < width ||
			(holdsNumbers(above) && !isPhone(above.cells[column]));
		return !holdsNumbers(row) && rows.slice(0, index).every(canBeAbove);
	});
}

function findColumn({ cells }: HeadRow, names: readonly string[]): number | undefined {
	const matches = names.map((name) => matchColumn(cells, name));
	return matches.find((match) => match.kind === 'column')?.index;
}

function isComment({ cells: [first = ''] }: HeadRow): boolean {
	return /^\s*(?:#|\/\/|--)/.test(first);
}

/** Dates have as many digits as a short number. */
function isPhone(cell = ''): boolean {
	const text = trimCell(cell);
	const isDate = /^(?:19|20)\d{6}$|^\d{4}\D\d\d?\D\d\d?$|^\d\d?\D\d\d?\D\d{4}$/.test(text);
	return !isDate && /^[+(]?\d[\d\s().-]{6,22}$/.test(text);
}

function countFilled({ cells }: HeadRow): number {
	return cells.filter((cell) => trimCell(cell) !== '').length;
}

/** Years, dates, amounts and phone numbers are not names of columns. */
function holdsNumbers({ cells }: HeadRow): boolean {
	return cells.some((cell) => /\d{4}|^\W*\d[\d\W]*$/.test(cell.slice(0, 100)));
}

function missingColumn(
	columns: Columns,
	rows: readonly HeadRow[],
	format: CsvFormat,
	line?: number,
): MissingColumn {
	const samples = rows.map(({ cells }) =>
		Object.fromEntries(columns.names.map((name, index) => [name, cells[index] ?? ''])),
	);
	const [name = ''] = format.contactNumberColumns;
	return new MissingColumn(name, columns.names, samples, { kind: 'csv', line });
}
