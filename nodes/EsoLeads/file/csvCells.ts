/**
 * The rows of CSV (RFC 4180), and of what programs write and call so. No library is used here: a row that
 * cannot be read must cost itself only, in files of any size, and parsers either stop at it or guess.
 *
 * A cell in quotes ends with the quote that a delimiter or a line break follows, blanks beside quotes
 * do not count, and quotes that neither open nor close a cell are text: `5" nail`, `"Raju" Sharma`.
 */

/** A row, or why there is none. */
export type CsvRow =
	| {
			kind: 'cells';
			cells: string[];
			/** Behind its line break. */
			end: number;
	  }
	/** A cell in quotes does not end in the text. */
	| { kind: 'unclosed' }
	/** The quotes of the row do not pair up. */
	| { kind: 'unpaired' };

/** Where the lines of a text end. */
export interface LineEnds {
	/** The place of the line break that ends the line at `from`; the end of the text if there is none. */
	after(from: number): number;
}

/** Looks each line break up once, however many cells a line has. */
export function createLineEnds(text: string): LineEnds {
	const lf = createSearch(text, '\n');
	const cr = createSearch(text, '\r');
	return { after: (from) => Math.min(lf(from), cr(from)) };
}

/** Finds a character at or behind a place, and remembers where it was found. */
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

/** The place behind the line break (LF, CRLF or CR) at `at`. */
export function skipLineBreak(text: string, at: number): number {
	if (at >= text.length) return text.length;
	return text.startsWith('\r\n', at) ? at + 2 : at + 1;
}

/** The cells of a line in which there is no quote. */
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
	for (let at = from; ; ) {
		const cell = readCell(text, at, delimiter, lineEnds);
		if (cell.kind !== 'cell') return cell;
		cells.push(cell.text);
		endsWithBackslash ||= cell.isQuoted && cell.text.endsWith('\\');
		hasStrayQuote ||= !cell.isQuoted && cell.text.includes('"');
		if (text.startsWith(delimiter, cell.end)) {
			at = cell.end + delimiter.length;
			continue;
		}
		// \" is a quote to some programs: what looks like the end of the cell was the middle of it.
		if (endsWithBackslash && hasStrayQuote) return { kind: 'unpaired' };
		return { kind: 'cells', cells, end: skipLineBreak(text, cell.end) };
	}
}

type CsvCell =
	| { kind: 'cell'; text: string; isQuoted: boolean; end: number }
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
	// Text behind the closing quote: the cell only begins with a quoted word, if all of it stands in one line.
	const isWord = text[close - 1] !== '\\' && !/[\r\n]/.test(text.slice(start, close));
	if (!isWord) return { kind: 'unpaired' };
	const cell = readText(text, start, close + 1, delimiter, lineEnds);
	return cell.text.split('"').length % 2 === 1 ? cell : { kind: 'unpaired' };
}

/** A cell that is not in quotes, and ends behind `behind`. */
function readText(
	text: string,
	from: number,
	behind: number,
	delimiter: string,
	lineEnds: LineEnds,
): Extract<CsvCell, { kind: 'cell' }> {
	const lineEnd = lineEnds.after(behind);
	const next = text.indexOf(delimiter, behind);
	const end = next < 0 || next > lineEnd ? lineEnd : next;
	return { kind: 'cell', text: trimCell(text.slice(from, end)), isQuoted: false, end };
}

/** The first quote that is not written twice. */
function findClosingQuote(text: string, from: number): number | undefined {
	for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
		if (text[at + 1] !== '"') return at;
	}
	return undefined;
}

function endsCell(text: string, at: number, delimiter: string): boolean {
	if (at >= text.length) return true;
	const character = text[at];
	return character === '\n' || character === '\r' || text.startsWith(delimiter, at);
}

function skipBlanks(text: string, from: number, delimiter: string): number {
	let at = from;
	while (isBlank(text.charCodeAt(at)) && !endsCell(text, at, delimiter)) at += 1;
	return at;
}

/** Blanks of all kinds, and the controls that programs pad files with (NUL, and Ctrl-Z of CP/M). */
function isBlank(code: number): boolean {
	return code <= 32 || (code > 126 && BLANKS.has(code));
}

const BLANKS: ReadonlySet<number> = new Set([
	0x7f,
	0xa0,
	0x1680,
	0x180e,
	0x200b,
	0x2028,
	0x2029,
	0x202f,
	0x205f,
	0x2060,
	0x3000,
	0xfeff,
	...Array.from({ length: 11 }, (_, index) => 0x2000 + index),
]);

/** `text` without the blanks around it. */
export function trimCell(text: string): string {
	let from = 0;
	let to = text.length;
	while (from < to && isBlank(text.charCodeAt(from))) from += 1;
	while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
	return to - from === text.length ? text : text.slice(from, to);
}
