import { MAX_ROW_CHARACTERS } from './row';

/** A part of a file. */
export interface TextBlock {
	/** The number of its first line, from 1. */
	line: number;
	/** With the line breaks. */
	text: string;
}

/** Whole lines, or the beginning of one that is too long for a row. */
export interface LineBlock extends TextBlock {
	isTooLong: boolean;
}

/** What a file may begin with to say that it is Unicode. */
export const BYTE_ORDER_MARK = '\ufeff';

/** The byte of a line feed. */
export const LF = 10;

/** The line breaks, which a file may mix. */
export const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * Splits text into blocks of whole lines. The rest of an overlong line is skipped, so that a file
 * without line breaks does not fill the memory.
 *
 * @param firstLine the number of the first line of the text.
 */
export async function* lineBlocks(
	text: AsyncIterable<string>,
	firstLine = 1,
): AsyncGenerator<LineBlock> {
	let line = firstLine;
	let rest = '';
	let isSkipping = false;
	for await (const chunk of text) {
		rest += chunk;
		if (isSkipping) {
			const end = endOfFirstLine(rest);
			if (end === 0) {
				rest = lastCarriageReturn(rest);
				continue;
			}
			rest = rest.slice(end);
			isSkipping = false;
			line += 1;
		}
		const end = endOfLastLine(rest);
		if (end > 0) {
			const whole = rest.slice(0, end);
			rest = rest.slice(end);
			yield { line, text: whole, isTooLong: false };
			line += countLineBreaks(whole);
		}
		if (rest.length > MAX_ROW_CHARACTERS) {
			yield { line, text: rest, isTooLong: true };
			rest = lastCarriageReturn(rest);
			isSkipping = true;
		}
	}
	if (!isSkipping && rest !== '') yield { line, text: rest, isTooLong: false };
}

/** How many line breaks a text holds. */
export function countLineBreaks(text: string): number {
	let count = 0;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
	for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1))
		if (text[at + 1] !== '\n') count += 1;
	return count;
}

/** The position after the first line break; 0 if there is none, or if it may be half of one. */
function endOfFirstLine(text: string): number {
	const at = text.search(LINE_BREAK);
	if (at < 0 || (at === text.length - 1 && text.endsWith('\r'))) return 0;
	return skipLineBreak(text, at);
}

/** The position after the line break (LF, CRLF or CR) at `at`. */
export function skipLineBreak(text: string, at: number): number {
	if (at >= text.length) return text.length;
	return text.startsWith('\r\n', at) ? at + 2 : at + 1;
}

/** The position after the last line break; 0 if there is none. */
function endOfLastLine(text: string): number {
	const last = text.endsWith('\r') ? text.length - 2 : text.length - 1;
	return last < 0 ? 0 : Math.max(text.lastIndexOf('\n', last), text.lastIndexOf('\r', last)) + 1;
}

/** A CR at the end of a chunk, which an LF in the next one may follow. */
function lastCarriageReturn(text: string): string {
	return text.endsWith('\r') ? '\r' : '';
}

/** The beginning of a text, and the whole of it. */
export interface PeekedText {
	head: string;
	/** Whether the head is the whole text. */
	isWhole: boolean;
	text: AsyncIterable<string>;
}

/** Reads ahead at least this many characters of a text, or all of it. */
export async function peekText(
	text: AsyncGenerator<string>,
	characters: number,
): Promise<PeekedText> {
	let head = '';
	let isWhole = false;
	while (head.length < characters && !isWhole) {
		const next = await text.next();
		if (next.done === true) isWhole = true;
		else head += next.value;
	}
	return { head, isWhole, text: prepend(head, text) };
}

async function* prepend(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
	try {
		yield head;
		yield* rest;
	} finally {
		await rest.return(undefined);
	}
}

/** The same text without what its beginning matches. */
export function dropMatch(peeked: PeekedText, pattern: RegExp): PeekedText {
	const [match = ''] = pattern.exec(peeked.head) ?? [];
	if (match === '') return peeked;
	const head = peeked.head.slice(match.length);
	return { ...peeked, head, text: dropStart(peeked.text, match.length) };
}

/** A text without its first characters. */
export async function* dropStart(
	text: AsyncIterable<string>,
	characters: number,
): AsyncGenerator<string> {
	let left = characters;
	for await (const chunk of text) {
		const part = chunk.slice(left);
		left = Math.max(0, left - chunk.length);
		if (part !== '') yield part;
	}
}
