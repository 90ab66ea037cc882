import { type FileFormat, readRows } from '../../../nodes/EsoLeads/file/rows';
import type { FileRow } from '../../../nodes/EsoLeads/file/row';

const CSV: FileFormat = { kind: 'csv', encoding: undefined, delimiter: undefined, hasHeader: true };

/** All rows of a file that arrives in chunks of so many bytes; in one chunk if that is not said. */
export async function readFile(
	content: string | Uint8Array,
	format: Partial<FileFormat> = {},
	chunkBytes = Infinity,
): Promise<FileRow[]> {
	const rows: FileRow[] = [];
	for await (const group of readRows(chunksOf(Buffer.from(content), chunkBytes), {
		...CSV,
		...format,
	})) {
		rows.push(...group);
	}
	return rows;
}

function* chunksOf(bytes: Buffer, size: number): Generator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) {
		yield bytes.subarray(at, Math.min(bytes.length, at + size));
	}
}

/** What the records of a file hold. Fails for a row that could not be read. */
export async function recordsOf(...file: Parameters<typeof readFile>): Promise<object[]> {
	const rows = await readFile(...file);
	expect(rows.filter(({ kind }) => kind === 'malformed')).toEqual([]);
	return rows.map(({ json }) => json);
}

/** The lines of the rows that could not be read. */
export async function malformedLinesOf(...file: Parameters<typeof readFile>): Promise<number[]> {
	const rows = await readFile(...file);
	return rows.flatMap(({ kind, line }) => (kind === 'malformed' ? [line] : []));
}
