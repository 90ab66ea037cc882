import { createReadStream } from 'node:fs';
import { UserError } from 'n8n-workflow';
import { ANY_FORMAT, readRows } from '../nodes/EsoLeads/file/rows';
import type { RowJson } from '../nodes/EsoLeads/file/row';

/** A CSV file as Import File reads it. */
export interface CsvRows {
	/** As the header has them. */
	columns: string[];
	/** One object a row. */
	rows: RowJson[];
	/** The line of the file in which each row begins, from 1. */
	lines: number[];
}

/**
 * Reads a CSV file with the product's own reader.
 * @throws UserError if there is no such file, it is not CSV, a row of it cannot be read or it has no rows.
 */
export async function readCsv(path: string): Promise<CsvRows> {
	const rows: RowJson[] = [];
	const lines: number[] = [];
	try {
		for await (const group of readRows(createReadStream(path), { ...ANY_FORMAT, kind: 'csv' })) {
			for (const row of group) {
				if (row.kind === 'malformed') throw new UserError(`line ${row.line}: ${row.reason}`);
				rows.push(row.json);
				lines.push(row.line);
			}
		}
	} catch (error) {
		throw new UserError(`${path} cannot be read: ${getReason(error)}`);
	}
	const [first] = rows;
	if (first === undefined) throw new UserError(`${path} has no rows.`);
	return { columns: Object.keys(first), rows, lines };
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

function getReason(error: unknown): string {
	return error instanceof Error
		? error.message.replace(/^E\w+: |, \w+( '.*')?$/g, '')
		: String(error);
}
