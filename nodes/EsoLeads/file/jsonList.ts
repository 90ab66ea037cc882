import {
	type FileRow,
	holdsUndecodable,
	malformedText,
	MAX_ROW_CHARACTERS,
	NOT_DECODABLE,
	type RowJson,
	TOO_LONG,
} from './row';

/**
 * Reads the objects of a JSON list, or objects that follow each other, from a text of any size: those that
 * each chunk of it ends. They are numbered from 1, since a list can stand in one line.
 *
 * @param isList whether the text begins behind a `[`: then what follows the list is passed over.
 */
export async function* readJsonList(
	text: AsyncIterable<string>,
	isList: boolean,
): AsyncGenerator<readonly FileRow[]> {
	const reader = createListReader();
	for await (const chunk of text) {
		yield reader.read(chunk);
		if (isList && reader.isEnded()) return;
	}
	yield reader.end(isList);
}

/** Cuts a list into its elements. */
interface ListReader {
	read(chunk: string): FileRow[];
	/** Whether the list was closed. */
	isEnded(): boolean;
	/** What is left at the end of the file. */
	end(isList: boolean): FileRow[];
}

function createListReader(): ListReader {
	const scan = createScan();
	let place = 0;
	/** The element that is being read; undefined between elements. */
	let element: string | undefined;
	let isTooLong = false;
	let isEnded = false;

	const close = (rows: FileRow[]) => {
		if (element === undefined) return;
		place += 1;
		rows.push(
			isTooLong ? malformedText(place, element, TOO_LONG) : readJson(place, element.trim()),
		);
		element = undefined;
		isTooLong = false;
	};
	const add = (part: string) => {
		if (element === undefined || isTooLong) return;
		element += part;
		isTooLong = element.length > MAX_ROW_CHARACTERS;
		if (isTooLong) element = element.slice(0, SHOWN_CHARACTERS);
	};

	return {
		isEnded: () => isEnded,
		read(chunk) {
			const rows: FileRow[] = [];
			let from = 0;
			for (let at = 0; at < chunk.length && !isEnded; at += 1) {
				const code = chunk.charCodeAt(at);
				const mark = scan.read(code);
				if (scan.depth() < 0) {
					add(chunk.slice(from, at));
					close(rows);
					isEnded = true;
				} else if (scan.depth() === 0 && (mark === 'closed' || code === COMMA)) {
					add(chunk.slice(from, mark === 'closed' ? at + 1 : at));
					close(rows);
				} else if (element === undefined && !isBetween(code)) {
					element = '';
					from = at;
				}
			}
			if (!isEnded) add(chunk.slice(from));
			return rows;
		},
		end(isList) {
			if (element === undefined) {
				return isList && !isEnded ? [malformedText(place + 1, '', CUT_OFF)] : [];
			}
			return [malformedText(place + 1, element, isTooLong ? TOO_LONG : CUT_OFF)];
		},
	};
}

/** What is shown of an element that is too long. */
const SHOWN_CHARACTERS = 1_000;

const CUT_OFF =
	'The file ends here, within its JSON: it may have been cut off. Export it anew, or complete its end.';

const COMMA = 0x2c;
const RECORD_SEPARATOR = 0x1e;
const BYTE_ORDER_MARK = 0xfeff;

/** What stands between elements. */
function isBetween(code: number): boolean {
	return code <= 0x20 || code === COMMA || code === RECORD_SEPARATOR || code === BYTE_ORDER_MARK;
}

/** Reads the JSON of one lead. */
export function readJson(line: number, text: string): FileRow {
	if (holdsUndecodable(text)) return malformedText(line, text, NOT_DECODABLE);
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value)
			? { kind: 'record', line, json: value }
			: malformedText(line, text, 'That is no JSON object: write a lead as {"name": value}.');
	} catch {
		return malformedText(line, text, 'That is no JSON. Write a whole object for each lead.');
	}
}

/** Whether a value is an object with fields. */
export function isObject(value: unknown): value is RowJson {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Follows the brackets of JSON, character by character. */
export interface BracketScan {
	read(code: number): 'opened' | 'closed' | 'inside' | 'text';
	depth(): number;
}

/** Begins before the first character. */
export function createScan(): BracketScan {
	let depth = 0;
	let isText = false;
	let isEscaped = false;
	return {
		depth: () => depth,
		read(code) {
			if (isText) {
				if (isEscaped) isEscaped = false;
				else if (code === BACKSLASH) isEscaped = true;
				else if (code === QUOTE) isText = false;
				return 'text';
			}
			if (code === QUOTE) {
				isText = true;
				return 'text';
			}
			if (OPENING.has(code)) {
				depth += 1;
				return 'opened';
			}
			if (!CLOSING.has(code)) return 'inside';
			depth -= 1;
			return 'closed';
		},
	};
}
