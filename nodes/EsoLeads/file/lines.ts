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

/** Where a line ends; a file may mix them. */
export const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * Cuts text into blocks of whole lines. The rest of a line that is longer than a row can be is passed
 * over, so that a file without line breaks does not fill the memory.
 */
export async function* lineBlocks(text: AsyncIterable<string>): AsyncGenerator<LineBlock> {
	let line = 1;
	let rest = '';
	let isPassingOver = false;
	for await (const chunk of text) {
		rest += chunk;
		if (isPassingOver) {
			const end = endOfFirstLine(rest);
			if (end === 0) {
				rest = lastCarriageReturn(rest);
				continue;
			}
			rest = rest.slice(end);
			isPassingOver = false;
			line += 1;
		}
		const end = endOfLastLine(rest);
		if (end > 0) {
			const whole = rest.slice(0, end);
			rest = rest.slice(end);
			yield { line, text: whole, isTooLong: false };
			line += whole.match(LINE_BREAK)?.length ?? 0;
		}
		if (rest.length > MAX_ROW_CHARACTERS) {
			yield { line, text: rest, isTooLong: true };
			rest = lastCarriageReturn(rest);
			isPassingOver = true;
		}
	}
	if (!isPassingOver && rest !== '') yield { line, text: rest, isTooLong: false };
}

/** The place behind the first line break; 0 if there is none, or if it may be the half of one. */
function endOfFirstLine(text: string): number {
	const at = text.search(LINE_BREAK);
	if (at < 0 || (at === text.length - 1 && text.endsWith('\r'))) return 0;
	return text.startsWith('\r\n', at) ? at + 2 : at + 1;
}

/** The place behind the last line break; 0 if there is none. */
function endOfLastLine(text: string): number {
	const last = text.endsWith('\r') ? text.length - 2 : text.length - 1;
	return last < 0 ? 0 : Math.max(text.lastIndexOf('\n', last), text.lastIndexOf('\r', last)) + 1;
}

/** A CR at the end of a chunk: an LF may follow in the next one. */
function lastCarriageReturn(text: string): string {
	return text.endsWith('\r') ? '\r' : '';
}

const LF = 10;
const CR = 13;

/** The place behind the first line break (LF, CRLF or CR) from `from` on; the end if there is none. */
export function nextLine(bytes: Uint8Array, from: number): number {
	for (let at = from; at < bytes.length; at += 1) {
		if (bytes[at] === LF) return at + 1;
		if (bytes[at] === CR) return bytes[at + 1] === LF ? at + 2 : at + 1;
	}
	return bytes.length;
}

/** How many line breaks end between two places. */
export function countLineBreaks(bytes: Uint8Array, from: number, to: number): number {
	let count = 0;
	for (let at = from; at < to; at += 1) {
		if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) count += 1;
	}
	return count;
}

/** The place of the first byte from `from` on that belongs to no line break. */
export function skipLineBreaks(bytes: Uint8Array, from: number): number {
	let at = from;
	while (bytes[at] === LF || bytes[at] === CR) at += 1;
	return at;
}
