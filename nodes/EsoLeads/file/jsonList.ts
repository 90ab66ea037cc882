import { BYTE_ORDER_MARK } from './lines';
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
 * Reads JSON of any size that is a series of objects, some or all of them in lists. Yields for each
 * chunk of the text the objects that end in it. They are numbered from 1 instead of by their lines, since
 * a whole list can be on one line.
 *
 * @param moreLists where the text begins within a list of an object, after its `[`: finds that object's
 *   other lists. The rest of the object is skipped.
 */
export async function* readJsonList(
	text: AsyncIterable<string>,
	moreLists?: ListFinder,
): AsyncGenerator<readonly FileRow[]> {
	const reader = createElementReader(moreLists !== undefined);
	let isBetweenLists = false;
	for await (const chunk of text) {
		const rows: FileRow[] = [];
		for (let at: number | undefined = 0; at !== undefined && at < chunk.length; ) {
			if (isBetweenLists) at = moreLists?.find(chunk, at);
			if (at !== undefined) at = reader.read(chunk, at, rows);
			isBetweenLists = moreLists !== undefined && !reader.isInList();
		}
		yield rows;
	}
	const other = moreLists?.otherLead();
	yield [
		...reader.end(),
		...(other === undefined ? [] : [malformedText(reader.nextOrdinal(), other, OTHER_LIST)]),
	];
}

/** Finds further lists in an object: a saved answer can hold a list per page, and a file many answers. */
export interface ListFinder {
	/** @returns the place in the chunk after the `[` of the next list under the same key. */
	find(chunk: string, from: number): number | undefined;
	/** The first lead outside of these lists, as JSON text. Such leads are not read. */
	otherLead(): string | undefined;
}

/** Cuts lists into their elements. */
interface ElementReader {
	/**
	 * @param rows receives the elements that end in the chunk.
	 * @returns the place after the list, if it ends in the chunk and the reader began within one.
	 */
	read(chunk: string, from: number, rows: FileRow[]): number | undefined;
	isInList(): boolean;
	/** The number of the next element. */
	nextOrdinal(): number;
	/** What is left at the end of the file: a list or an element that is cut off. */
	end(): FileRow[];
}

/** @param beginsInList whether the text begins within a list; only lists are read then. */
function createElementReader(beginsInList: boolean): ElementReader {
	const element = createElement();
	let brackets = createBracketScan();
	let isInList = beginsInList;

	const setInList = (isIn: boolean) => {
		brackets = createBracketScan();
		isInList = isIn;
	};

	return {
		isInList: () => isInList,
		nextOrdinal: element.ordinal,
		read(chunk, start, rows) {
			let from = start;
			// It is called again after a list has ended, where the next one begins.
			if (beginsInList && !isInList) setInList(true);
			for (let at = start; at < chunk.length; at += 1) {
				const code = chunk.charCodeAt(at);
				if (!isInList && !element.isOpen() && code === OPENING_BRACKET) {
					setInList(true);
					continue;
				}
				const mark = brackets.read(code);
				if (isInList && brackets.depth() < 0) {
					element.add(chunk.slice(from, at));
					element.close(rows);
					setInList(false);
					if (beginsInList) return at + 1;
				} else if (brackets.depth() === 0 && (mark === 'closed' || code === COMMA)) {
					element.add(chunk.slice(from, mark === 'closed' ? at + 1 : at));
					element.close(rows);
				} else if (!element.isOpen() && !isBetweenElements(code)) {
					element.open();
					from = at;
				}
			}
			element.add(chunk.slice(from));
			return undefined;
		},
		end: () => (element.isOpen() || isInList ? [element.cutOff()] : []),
	};
}

/** The text of the element that is being read, one after the other. Nothing is added between two of them. */
function createElement() {
	let ordinal = 1;
	let text: string | undefined;
	let isTooLong = false;
	return {
		/** Its number, or between two elements the number of the next one. */
		ordinal: () => ordinal,
		isOpen: () => text !== undefined,
		open() {
			text = '';
		},
		add(part: string) {
			if (text === undefined || isTooLong) return;
			text += part;
			isTooLong = text.length > MAX_ROW_CHARACTERS;
			if (isTooLong) text = text.slice(0, SHOWN_CHARACTERS);
		},
		close(rows: FileRow[]) {
			if (text === undefined) return;
			rows.push(
				isTooLong ? malformedText(ordinal, text, TOO_LONG) : readJson(ordinal, text.trim()),
			);
			ordinal += 1;
			text = undefined;
			isTooLong = false;
		},
		cutOff() {
			const row = malformedText(ordinal, text ?? '', isTooLong ? TOO_LONG : CUT_OFF);
			ordinal += 1;
			return row;
		},
	};
}

/** How much is shown of an element that is too long. */
const SHOWN_CHARACTERS = 1_000;

const CUT_OFF = 'The file ends in the middle of its JSON. Export it again.';

const OTHER_LIST =
	'The file holds more leads outside the list, which begin like this and were not read. Put them into a file of their own.';

const COMMA = 0x2c;
const OPENING_BRACKET = 0x5b;
const BYTE_ORDER_MARK_CODE = BYTE_ORDER_MARK.charCodeAt(0);

/** Whether a character separates elements; blanks and record separators are control characters. */
function isBetweenElements(code: number): boolean {
	return code <= 0x20 || code === COMMA || code === BYTE_ORDER_MARK_CODE;
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

/** Follows the brackets of JSON, character by character, and passes over those in texts. */
export interface BracketScan {
	/** Takes the next character code, and says what it was. */
	read(code: number): 'opened' | 'closed' | 'inside' | 'text';
	/** How many brackets are open; below 0 where more were closed than opened. */
	depth(): number;
}

/** A scan that has read nothing yet. */
export function createBracketScan(): BracketScan {
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
