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
		return { from, kind: problemOf(error) };
	}
}

class NotTaken extends Error {}

function problemOf(error: unknown): CsvProblem['kind'] {
	if (error instanceof NotTaken) return 'notTaken';
	if (!(error instanceof CsvError)) throw error;
	if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'unclosedQuote';
	return error.code === 'INVALID_OPENING_QUOTE' ? 'quoteInText' : 'strayQuote';
}
