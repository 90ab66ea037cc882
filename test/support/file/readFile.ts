import { readCsv } from '../../../nodes/EsoLeads/file/csv';
import type { FileRow } from '../../../nodes/EsoLeads/file/row';
import { type FileFormat, readNdjson, readRows } from '../../../nodes/EsoLeads/file/rows';
import { decodeText } from '../../../nodes/EsoLeads/file/text';

const CSV: FileFormat = { kind: 'csv', encoding: undefined, delimiter: undefined, hasHeader: true };

/**
 * All rows of a file whose text arrives in chunks of so many characters; as it is decoded if that is not
 * said. Bytes cannot be handed over so finely: the first 64 KB are collected to find the encoding out.
 */
export async function readFile(
	content: string | Uint8Array,
	format: Partial<FileFormat> = {},
	chunkCharacters?: number,
): Promise<FileRow[]> {
	const whole = { ...CSV, ...format };
	const bytes = [Buffer.from(content)];
	if (chunkCharacters === undefined) return await collect(readRows(bytes, whole));
	const text = chunksOf(decodeText(bytes, whole.encoding), chunkCharacters);
	return await collect(whole.kind === 'csv' ? readCsv(text, whole) : readNdjson(text));
}

async function collect(groups: AsyncIterable<readonly FileRow[]>): Promise<FileRow[]> {
	const rows: FileRow[] = [];
	for await (const group of groups) rows.push(...group);
	return rows;
}

async function* chunksOf(text: AsyncIterable<string>, size: number): AsyncGenerator<string> {
	for await (const part of text) {
		for (let at = 0; at < part.length; at += size) yield part.slice(at, at + size);
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
