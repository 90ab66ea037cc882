import { decodeText } from '../../../nodes/EsoLeads/file/decode';
import type { FileRow } from '../../../nodes/EsoLeads/file/row';
import {
	ANY_FORMAT,
	type FileFormat,
	type FileNotes,
	readRows,
	readText,
} from '../../../nodes/EsoLeads/file/rows';

/** How a file is read in which a column holds the numbers. */
export function lookingFor(column: string): Partial<FileFormat> {
	return { contactNumberColumns: [column], wantedColumns: [column] };
}

/**
 * All rows of a file whose text arrives in chunks of so many characters; as it is decoded if that is not
 * said. Bytes cannot be handed over so finely: the first 64 KB are collected to find the encoding out.
 */
export async function readFile(
	content: string | Uint8Array,
	format: Partial<FileFormat> = {},
	chunkCharacters?: number,
	notes: FileNotes = {},
): Promise<FileRow[]> {
	const whole = { ...ANY_FORMAT, ...format };
	const bytes = [Buffer.from(content)];
	if (chunkCharacters === undefined) return await collect(readRows(bytes, whole, notes));
	const text = cutChunks(decodeText(bytes, whole.encoding, notes), chunkCharacters);
	return await collect(readText(text, whole, notes));
}

/** All rows of a file whose text arrives in these chunks. */
export async function readChunks(
	chunks: readonly string[],
	format: Partial<FileFormat> = {},
	notes: FileNotes = {},
): Promise<FileRow[]> {
	return await collect(readText(arrive(...chunks), { ...ANY_FORMAT, ...format }, notes));
}

/** Text as it arrives. */
export async function* arrive(...chunks: readonly string[]): AsyncGenerator<string> {
	for (const chunk of chunks) yield await Promise.resolve(chunk);
}

async function collect(groups: AsyncIterable<readonly FileRow[]>): Promise<FileRow[]> {
	const rows: FileRow[] = [];
	for await (const group of groups) for (const row of group) rows.push(row);
	return rows;
}

async function* cutChunks(text: AsyncIterable<string>, size: number): AsyncGenerator<string> {
	for await (const part of text) {
		for (let at = 0; at < part.length; at += size) yield part.slice(at, at + size);
	}
}

/** What the records of a file hold. Fails for a row that could not be read. */
export async function readRecords(...file: Parameters<typeof readFile>): Promise<object[]> {
	const rows = await readFile(...file);
	expect(rows.filter(({ kind }) => kind === 'malformed')).toEqual([]);
	return rows.map(({ json }) => json);
}

/** The lines of the rows that could not be read. */
export async function readMalformedLines(...file: Parameters<typeof readFile>): Promise<number[]> {
	const rows = await readFile(...file);
	return rows.flatMap(({ kind, line }) => (kind === 'malformed' ? [line] : []));
}
