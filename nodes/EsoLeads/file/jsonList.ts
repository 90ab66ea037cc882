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
 * Reads objects that follow each other in a text of any size, and those of lists among them: those that each
 * chunk of it ends. They are numbered from 1, since a list can stand in one line.
 *
 * @param behind where the text begins behind the `[` of a list within an object: finds the further lists of
 *   that object. What else it holds is passed over.
 */
export async function* readJsonList(
	text: AsyncIterable<string>,
	behind?: ListFinder,
): AsyncGenerator<readonly FileRow[]> {
	const reader = createElementReader(behind !== undefined);
	let isBehind = false;
	for await (const chunk of text) {
		const rows: FileRow[] = [];
		for (let at: number | undefined = 0; at !== undefined && at < chunk.length; ) {
			if (isBehind) at = behind?.find(chunk, at);
			if (at !== undefined) at = reader.read(chunk, at, rows);
			isBehind = behind !== undefined && !reader.isInList();
		}
		yield rows;
	}
	const other = behind?.other();
	yield [
		...reader.end(),
		...(other === undefined ? [] : [malformedText(reader.place(), other, OTHER_LIST)]),
	];
}

/** Reads what stands behind a list: saved pages of answers hold one each, and answers can hold several. */
export interface ListFinder {
	/** @returns the place in the chunk behind the `[` of the next list under the same key. */
	find(chunk: string, from: number): number | undefined;
	/** The first object of a list of leads under another key, which is not read. */
	other(): string | undefined;
}

/** Cuts lists into their elements. */
interface ElementReader {
	/**
	 * @param rows gets the elements that end in the chunk.
	 * @returns the place behind the list, if it ends in the chunk.
	 */
	read(chunk: string, from: number, rows: FileRow[]): number | undefined;
	isInList(): boolean;
	/** The place of the next element. */
	place(): number;
	/** The rows that are left at the end of the file. */
	end(): FileRow[];
}

function createElementReader(isListOpen: boolean): ElementReader {
	let scan = createScan();
	let isInList = isListOpen;
	let place = 0;
	/** The element being read; undefined between elements. */
	let element: string | undefined;
	let isTooLong = false;

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
	const turn = (isOpen: boolean) => {
		scan = createScan();
		isInList = isOpen;
	};

	return {
		isInList: () => isInList,
		place: () => place + 1,
		read(chunk, start, rows) {
			let from = start;
			// Where the list within an object has ended, its next one begins.
			if (isListOpen && !isInList) turn(true);
			for (let at = start; at < chunk.length; at += 1) {
				const code = chunk.charCodeAt(at);
				if (!isInList && element === undefined && code === LIST) {
					turn(true);
					continue;
				}
				const mark = scan.read(code);
				if (isInList && scan.depth() < 0) {
					add(chunk.slice(from, at));
					close(rows);
					turn(false);
					if (isListOpen) return at + 1;
				} else if (scan.depth() === 0 && (mark === 'closed' || code === COMMA)) {
					add(chunk.slice(from, mark === 'closed' ? at + 1 : at));
					close(rows);
				} else if (element === undefined && !isBetween(code)) {
					element = '';
					from = at;
				}
			}
			add(chunk.slice(from));
			return undefined;
		},
		end() {
			if (element === undefined && !isInList) return [];
			place += 1;
			return [malformedText(place, element ?? '', isTooLong ? TOO_LONG : CUT_OFF)];
		},
	};
}

/** How much is shown of an element that is too long. */
const SHOWN_CHARACTERS = 1_000;

const CUT_OFF =
	'The file ends here, within its JSON: it may have been cut off. Export it again, or complete its end.';

const OTHER_LIST =
	'The file holds a second list of leads, which begins like this and was not read. Put it into a file of its own.';

const COMMA = 0x2c;
const LIST = 0x5b;
const RECORD_SEPARATOR = 0x1e;
const BYTE_ORDER_MARK = 0xfeff;

/** Whether a character separates elements. */
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
			: malformedText(line, text, 'This is not a JSON object: write a lead as {"name": value}.');
	} catch {
		return malformedText(line, text, 'This is not valid JSON. Write a whole object for each lead.');
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

/** Starts before the first character. */
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
