import { readCsvBlock, refuseCsvRow, type CsvFormat, type CsvTable } from './csvBlock';
import { lineBlocks, type Lines } from './lineBlocks';
import { TOO_LONG, type FileRow } from './row';

/**
 * Reads CSV (RFC 4180): the rows of each chunk of text. Empty lines are passed over. Behind a row that
 * cannot be read, reading goes on with the next line.
 *
 * @throws UnreadableFile where the header row cannot be read.
 */
export async function* readCsv(
	text: AsyncIterable<string>,
	format: CsvFormat,
): AsyncGenerator<readonly FileRow[]> {
	const table: CsvTable = { ...format, columns: undefined };
	let begun: Lines | undefined;
	for await (const block of lineBlocks(text)) {
		if (block.isTooLong) {
			if (begun !== undefined) yield readCsvBlock(begun, table, true).rows;
			begun = undefined;
			yield [refuseCsvRow(block, table, TOO_LONG)];
			continue;
		}
		const { line, text: before } = begun ?? { line: block.line, text: '' };
		const read = readCsvBlock({ line, text: before + block.text }, table, false);
		begun = read.begun;
		yield read.rows;
	}
	if (begun !== undefined) yield readCsvBlock(begun, table, true).rows;
}
