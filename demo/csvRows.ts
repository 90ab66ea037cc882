import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from 'n8n-workflow';

export interface CsvRows {
	/** As the header has them. */
	columns: string[];
	/** One object a row, empty rows included: they too must end up somewhere. */
	rows: Array<Record<string, string>>;
}

/** The number that a spreadsheet shows beside the row with this index: the header is row 1. */
export function rowNumber(index: number): number {
	return index + 2;
}

/**
 * Reads a CSV file in UTF-8 (or UTF-16 with a byte order mark), separated by commas, semicolons or tabs.
 * @throws UserError if there is no such file, it is not CSV or it has no rows.
 */
export function readCsv(path: string): CsvRows {
	const text = readText(path);
	let columns: string[] = [];
	const rows = parsed(path, () =>
		parse<Record<string, string>>(text, {
			columns: (header: string[]) => (columns = header),
			delimiter: delimiterOf(text),
			bom: true,
			skip_empty_lines: false,
			relax_column_count: true,
		}),
	);
	if (columns.length === 0) throw new UserError(`${path} is empty.`);
	if (rows.length === 0) throw new UserError(`${path} has a header but no rows.`);
	return { columns, rows };
}

/** The column `name`. @throws UserError that lists the columns if there is none of that name. */
export function requireColumn(name: string, flag: string, { columns }: CsvRows): string {
	if (columns.includes(name)) return name;
	const alike = columns.find((column) => column.trim().toLowerCase() === name.trim().toLowerCase());
	throw new UserError(
		`There is no column '${name}'. ${alike === undefined ? `Name one with ${flag}.` : `Did you mean ${flag} '${alike}'?`}\n` +
			`Columns: ${columns.map((column) => `'${column}'`).join(', ')}`,
	);
}

function readText(path: string): Buffer {
	try {
		return readFileSync(path);
	} catch (error) {
		throw new UserError(`${path} cannot be read: ${reasonOf(error)}`);
	}
}

function parsed<T>(path: string, parseText: () => T): T {
	try {
		return parseText();
	} catch (error) {
		if (error instanceof CsvError) throw new UserError(`${path} is not CSV: ${error.message}`);
		throw error;
	}
}

/** Excel writes semicolons where the comma is the decimal sign. The header tells, as it holds no free text. */
function delimiterOf(text: Buffer): string {
	const [header = ''] = text.toString('utf8').split(/\r?\n/, 1);
	const count = (delimiter: string) => header.split(delimiter).length;
	return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function reasonOf(error: unknown): string {
	return error instanceof Error
		? error.message.replace(/^E\w+: |, \w+( '.*')?$/g, '')
		: String(error);
}
