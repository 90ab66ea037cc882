/**
 * Reads the rows of CSV (RFC 4180, and what programs write under that name). No library is used
 * here: an unreadable row must not affect any other, in files of any size, and parsers either stop
 * at it or guess.
 *
 * A quoted cell ends at the quote before a delimiter or a line break. Spaces beside quotes do not
 * count, and quotes that neither open nor close a cell are text: `5" nail`, `"Raju" Sharma`.
 */

import { skipLineBreak } from './lines';

/** A row, or why there is none. */
export type CsvRow =
	| {
			kind: 'cells';
			cells: string[];
			/** The position after its line break. */
			end: number;
	  }
	/** A quoted cell is not closed within the text. */
	| { kind: 'unclosed' }
	/**
	 * The quotes of the row do not pair up. `end` is the position after the row where one of its cells is
	 * known to span lines; otherwise only its first line is known to belong to it.
	 */
	| { kind: 'unpaired'; end?: number };

/** Where the lines of a text end. */
export interface LineEnds {
	/** The position of the line break that ends the line at `from`, or the end of the text. */
	after(from: number): number;
}

/** Looks for each line break only once, however many cells a line has. */
export function createLineEnds(text: string): LineEnds {
	const lf = createSearch(text, '\n');
	const cr = createSearch(text, '\r');
	return { after: (from) => Math.min(lf(from), cr(from)) };
}

/** Finds a character at or after a position, and remembers the result. */
function createSearch(text: string, character: string): (from: number) => number {
	let asked = 0;
	let found = -1;
	return (from) => {
		if (from < asked || from > found) {
			const at = text.indexOf(character, from);
			asked = from;
			found = at < 0 ? text.length : at;
		}
		return found;
	};
}

/** The cells of a line without quotes. */
export function splitPlainLine(line: string, delimiter: string): string[] {
	const cells = line.split(delimiter);
	for (let index = 0; index < cells.length; index += 1) {
		cells[index] = trimCell(cells[index] ?? '');
	}
	return cells;
}

/** Reads the row that begins at `from`. */
export function readCsvRow(
	text: string,
	from: number,
	delimiter: string,
	lineEnds: LineEnds,
): CsvRow {
	const cells: string[] = [];
	let endsWithBackslash = false;
	let hasStrayQuote = false;
	let brokenTo: number | undefined;
	for (let at = from; ; ) {
		const cell = readCell(text, at, delimiter, lineEnds);
		if (cell.kind === 'unpaired' && brokenTo !== undefined) break;
		if (cell.kind !== 'cell') return cell;
		cells.push(cell.text);
		endsWithBackslash ||= cell.isQuoted && cell.text.endsWith('\\');
		hasStrayQuote ||= !cell.isQuoted && cell.text.includes('"');
		if (cell.isBroken === true || brokenTo !== undefined) brokenTo = cell.end;
		if (text.startsWith(delimiter, cell.end)) {
			at = cell.end + delimiter.length;
			continue;
		}
		if (brokenTo !== undefined) break;
		// Some programs escape quotes as \", so this was not the end of the cell but its middle.
		if (endsWithBackslash && hasStrayQuote) return { kind: 'unpaired' };
		return { kind: 'cells', cells, end: skipLineBreak(text, cell.end) };
	}
	return { kind: 'unpaired', end: skipLineBreak(text, lineEnds.after(brokenTo)) };
}

type CsvCell =
	| {
			kind: 'cell';
			text: string;
			isQuoted: boolean;
			/** Whether it spans lines in quotes, but has wrong quotes within. */
			isBroken?: boolean;
			end: number;
	  }
	| Exclude<CsvRow, { kind: 'cells' }>;

function readCell(text: string, from: number, delimiter: string, lineEnds: LineEnds): CsvCell {
	const start = skipBlanks(text, from, delimiter);
	if (text[start] !== '"') return readText(text, from, from, delimiter, lineEnds);
	const close = findClosingQuote(text, start + 1);
	if (close === undefined) return { kind: 'unclosed' };
	const end = skipBlanks(text, close + 1, delimiter);
	if (endsCell(text, end, delimiter)) {
		const inside = text.slice(start + 1, close);
		const cell = inside.includes('"') ? inside.replaceAll('""', '"') : inside;
		return { kind: 'cell', text: cell, isQuoted: true, end };
	}
	// There is text after the closing quote: if all of it is on one line, the cell only begins with a
	// quoted word.
	const isEscaped = text[close - 1] === '\\';
	const last = isEscaped ? findUnescapedQuote(text, close + 1, delimiter) : close;
	if (last === undefined) return { kind: 'unclosed' };
	const isBroken = lineEnds.after(start) < last;
	if ((isEscaped && !isBroken) || (isBroken && isOpening(text, last, delimiter))) {
		return { kind: 'unpaired' };
	}
	const cell = readText(text, start, last + 1, delimiter, lineEnds);
	if (isBroken) return { ...cell, isBroken };
	return cell.text.split('"').length % 2 === 1 ? cell : { kind: 'unpaired' };
}

/**
 * Where a cell ends whose quotes are written as \": at the first other quote that closes a cell, or
 * opens the next one.
 */
function findUnescapedQuote(text: string, from: number, delimiter: string): number | undefined {
	for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
		if (text[at - 1] === '\\') continue;
		const isEnd = endsCell(text, skipBlanks(text, at + 1, delimiter), delimiter);
		if (isEnd || isOpening(text, at, delimiter)) return at;
	}
	return undefined;
}

/** Whether a quote stands where a cell begins, so that it opens one instead of closing another. */
function isOpening(text: string, quote: number, delimiter: string): boolean {
	let at = quote;
	while (isBlank(text.charCodeAt(at - 1)) && !isLineBreak(text[at - 1])) {
		if (text.startsWith(delimiter, at - delimiter.length)) return true;
		at -= 1;
	}
	return at === 0 || isLineBreak(text[at - 1]) || text.startsWith(delimiter, at - delimiter.length);
}

/** Reads a cell without quotes that begins at `from` and ends at or after `earliestEnd`. */
function readText(
	text: string,
	from: number,
	earliestEnd: number,
	delimiter: string,
	lineEnds: LineEnds,
): Extract<CsvCell, { kind: 'cell' }> {
	const lineEnd = lineEnds.after(earliestEnd);
	const next = text.indexOf(delimiter, earliestEnd);
	const end = next < 0 || next > lineEnd ? lineEnd : next;
	return { kind: 'cell', text: trimCell(text.slice(from, end)), isQuoted: false, end };
}

/** The first quote that is not doubled. */
function findClosingQuote(text: string, from: number): number | undefined {
	for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
		if (text[at + 1] !== '"') return at;
	}
	return undefined;
}

function endsCell(text: string, at: number, delimiter: string): boolean {
	if (at >= text.length) return true;
	return isLineBreak(text[at]) || text.startsWith(delimiter, at);
}

function isLineBreak(character: string | undefined): boolean {
	return character === '\n' || character === '\r';
}

function skipBlanks(text: string, from: number, delimiter: string): number {
	let at = from;
	while (isBlank(text.charCodeAt(at)) && !endsCell(text, at, delimiter)) at += 1;
	return at;
}

/**
 * Whitespace of all kinds, and the control characters that programs pad files with (NUL, and CP/M's
 * Ctrl-Z).
 */
function isBlank(code: number): boolean {
	return code <= 32 || (code > 126 && BLANKS.has(code));
}

const BLANKS: ReadonlySet<number> = new Set(
	Array.from(
		'\x7f\xa0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff',
		(blank) => blank.charCodeAt(0),
	),
);

/** `text` without the whitespace around it. */
export function trimCell(text: string): string {
	let from = 0;
	let to = text.length;
	while (from < to && isBlank(text.charCodeAt(from))) from += 1;
	while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
	return to - from === text.length ? text : text.slice(from, to);
}
