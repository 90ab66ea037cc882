import { parse } from 'csv-parse/sync';

/** What programs write between columns; where several fit equally well, the first. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Enough rows to see whether a delimiter gives each the same number of columns. */
const ROWS = 10;

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
		to: ROWS,
	});
	const columns = rows[0]?.length ?? 0;
	if (columns < 2) return 0;
	const alike = rows.filter((row) => row.length === columns).length;
	return alike + columns / 1_000;
}
