import { LINE_BREAK, lineBlocks } from './lineBlocks';
import {
	holdsUndecodable,
	malformedText,
	NOT_DECODABLE,
	TOO_LONG,
	type FileRow,
	type RowJson,
} from './row';

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
