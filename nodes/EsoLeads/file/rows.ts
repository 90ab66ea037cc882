import { type CsvFormat, readCsv } from './csv';
import { LINE_BREAK, lineBlocks } from './lines';
import {
	type FileRow,
	holdsUndecodable,
	malformedText,
	NOT_DECODABLE,
	type RowJson,
	TOO_LONG,
} from './row';
import { decodeText, type Encoding } from './text';

/** How a file is to be read. */
export interface FileFormat extends CsvFormat {
	kind: 'csv' | 'ndjson';
	/** Undefined to find it out. */
	encoding: Encoding | undefined;
}

/**
 * Reads a file row by row, whatever its size; the rows come in groups, as many as a chunk of the file
 * holds.
 *
 * @throws UnreadableFile for a file that has no rows to read, and what `bytes` throws.
 */
export function readRows(
	bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	format: FileFormat,
): AsyncGenerator<readonly FileRow[]> {
	const text = decodeText(bytes, format.encoding);
	return format.kind === 'csv' ? readCsv(text, format) : readNdjson(text);
}

/** Reads NDJSON, an object a line: the rows of each chunk of text. Blank lines are passed over. */
export async function* readNdjson(text: AsyncIterable<string>): AsyncGenerator<readonly FileRow[]> {
	for await (const { line, text: lines, isTooLong } of lineBlocks(text)) {
		yield isTooLong
			? [malformedText(line, lines, TOO_LONG)]
			: lines
					.split(LINE_BREAK)
					.flatMap((json, index) => (json.trim() === '' ? [] : [readJson(line + index, json)]));
	}
}

function readJson(line: number, text: string): FileRow {
	if (holdsUndecodable(text)) return malformedText(line, text, NOT_DECODABLE);
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value)
			? { kind: 'record', line, json: value }
			: malformedText(line, text, 'The line is no JSON object: write a lead as {"name": value}.');
	} catch {
		return malformedText(line, text, 'The line is no JSON. Write a whole object in one line.');
	}
}

function isObject(value: unknown): value is RowJson {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
