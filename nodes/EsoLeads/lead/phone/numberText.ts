import { isFiller, tidyCell } from './cell';
import { type CellText, refuseText } from './cellText';
import { readContactLink } from './links';
import { findDoubt, readLookalike } from './lookalikes';
import { readSpreadsheetNumber } from './spreadsheet';
import { readWrittenNumber } from './written';

/** Above any number with its link around it; it keeps hostile text away from the patterns. */
const MAX_CELL_CHARACTERS = 500;

/**
 * What nearly every cell looks like. A point is left to the slow path, where a spreadsheet's `.0`
 * is known.
 */
const PLAIN_NUMBER = /^\+?\d[\d ()-]*$/;

/**
 * Reads the number out of a cell as people have it: with labels, links, apostrophes, invisible
 * characters, digits of other scripts.
 */
export function readNumberText(cell: string): CellText {
	if (cell.length > MAX_CELL_CHARACTERS) {
		return refuseText('it is too long for a number. Check which field holds the number');
	}
	if (PLAIN_NUMBER.test(cell)) return readPlainNumber(cell);
	const text = tidyCell(cell);
	if (PLAIN_NUMBER.test(text)) return readPlainNumber(text);
	if (isFiller(text)) return { kind: 'empty' };
	return (
		readContactLink(text) ??
		readSpreadsheetNumber(text) ??
		readLookalike(text) ??
		readWrittenNumber(text)
	);
}

function readPlainNumber(text: string): CellText {
	if (/^0{1,3}$/.test(text)) return { kind: 'empty' };
	const lookalike = readSpreadsheetNumber(text) ?? readLookalike(text);
	if (lookalike !== undefined) return lookalike;
	const doubt = findDoubt(text);
	return doubt === undefined ? { kind: 'numberText', text } : { kind: 'numberText', text, doubt };
}
