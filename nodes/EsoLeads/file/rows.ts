import type { CsvFormat } from './csvBlock';
import { readCsv } from './csvRows';
import type { Encoding } from './encoding';
import { readNdjson } from './jsonRows';
import type { FileRow } from './row';
import { decodeText } from './text';

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
