import { CsvError, parse } from 'csv-parse/sync';
import { skipLineBreaks } from './lines';

/** A row as csv-parse read it, and where it stands in the bytes. */
export interface CsvCells {
	cells: readonly string[];
	from: number;
	/** Behind its line break. */
	to: number;
}

/** Why parsing ended before the end, and where the row that it ended at begins. */
export interface CsvProblem {
	from: number;
	kind: 'unclosedQuote' | 'quoteInText' | 'strayQuote' | 'notTaken';
}

/**
 * Parses CSV row by row, up to the end or to the first row that is no CSV. Empty lines are passed
 * over.
 *
 * @param take returns false to end the parsing at a row.
 * @param isLenient whether quotes that nothing closes or opens are taken for text.
 */
export function parseCsv(
	bytes: Buffer,
	delimiter: string,
	take: (row: CsvCells) => boolean,
	isLenient = false,
): CsvProblem | undefined {
	let from = skipLineBreaks(bytes, 0);
	try {
		parse(bytes, {
			delimiter,
			record_delimiter: ['\r\n', '\n', '\r'],
			relax_column_count: true,
			relax_quotes: isLenient,
			skip_empty_lines: true,
			on_record(cells: string[], { bytes: to }) {
				if (!take({ cells, from, to })) throw new NotTaken();
				from = skipLineBreaks(bytes, to);
				// Nothing is collected: a row is taken when it is read.
				return null;
			},
		});
		return undefined;
	} catch (error) {
		return { from, kind: toProblem(error) };
	}
}

class NotTaken extends Error {}

function toProblem(error: unknown): CsvProblem['kind'] {
	if (error instanceof NotTaken) return 'notTaken';
	if (!(error instanceof CsvError)) throw error;
	if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'unclosedQuote';
	return error.code === 'INVALID_OPENING_QUOTE' ? 'quoteInText' : 'strayQuote';
}

/** What programs write between columns; where several fit equally well, the first. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Enough rows to see whether a delimiter gives each the same number of columns. */
const ROWS_TO_TELL = 10;

/**
 * Finds out what stands between the columns of a file by its first rows: the delimiter that gives the
 * most rows the columns of the first row, and of several the one that gives more columns. A file of
 * one column has none: any will do.
 */
export function detectDelimiter(head: string): string {
	const [first = ','] = [...DELIMITERS].sort((a, b) => fit(b, head) - fit(a, head));
	return first;
}

function fit(delimiter: string, head: string): number {
	const rows: string[][] = parse(head, {
		delimiter,
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: true,
		skip_records_with_error: true,
		to: ROWS_TO_TELL,
	});
	const columns = rows[0]?.length ?? 0;
	if (columns < 2) return 0;
	const alike = rows.filter((row) => row.length === columns).length;
	return alike + columns / 1_000;
}

/** The names of the columns of a file, in order: no two alike, none empty. */
export type Columns = readonly string[];

/** An object's key of this name would be no field: assigning it changes the object's prototype. */
const UNSAFE_COLUMN_NAME = '__proto__';

/**
 * The names in a header row, without the blanks around them. A column without a name is called by
 * its place (`column_3`); of columns that share a name the later ones get a number (`name_2`), so
 * that no value is lost.
 */
export function nameColumns(header: readonly string[]): Columns {
	const names = new Set<string>();
	for (const [index, cell] of header.entries()) {
		const name = cell.trim();
		names.add(
			unusedName(name === '' || name === UNSAFE_COLUMN_NAME ? columnName(index) : name, names),
		);
	}
	return [...names];
}

/** Names for the columns of a file without a header row. */
export function numberColumns(count: number): Columns {
	return Array.from({ length: count }, (_, index) => columnName(index));
}

/** `column_1` for the first column. */
export function columnName(index: number): string {
	return `column_${index + 1}`;
}

function unusedName(name: string, names: ReadonlySet<string>): string {
	if (!names.has(name)) return name;
	let copy = 2;
	while (names.has(`${name}_${copy}`)) copy += 1;
	return `${name}_${copy}`;
}
