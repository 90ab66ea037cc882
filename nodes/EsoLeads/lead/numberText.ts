import {
	countDigits,
	MIN_DIGITS_OF_A_NUMBER,
	TWO_NUMBERS,
	unreadable,
	type NumberText,
	type Unreadable,
} from './cellReading';
import { tidyCell } from './cellText';
import { readSpreadsheetNumber } from './spreadsheetNumber';
import { readWhatsAppNumber } from './whatsAppNumber';

/** Above any number with its link around it; it keeps hostile text away from the patterns. */
const MAX_CHARACTERS = 500;

/**
 * What nearly every cell looks like. A point is left to the slow path, where a spreadsheet's `.0`
 * is known.
 */
const PLAIN_NUMBER = /^\+?\d[\d ()-]*$/;

const LABEL =
	/^(?:tel|telephone|phone|ph|p|mobile|mob|cell|whatsapp|wa|callto|sms)\b\s*(?:no\b|number\b)?\.?\s*[:.]?\s*(?=[+(\d])/i;
const LABEL_BEHIND =
	/\s*\(?\b(?:phone|mobile|mob|cell|whatsapp|wa|home|work|office|personal)\b\)?$/i;
const EXTENSION =
	/(?<=[\d\s.,;)-])(?:ext(?:ension|n)?|x|доб)\.?\s*[:=]?\s*\d{1,9}$|#\s*\d{1,9}$|;ext=/i;
const SEPARATORS = /[\n,;|/&~]|\bor\b|\band\b/i;

/** Behind a whole number, fewer digits are the other ending of that number. */
const SHORTEST_PART = 5;
/** As long as a whole number of most countries: what follows is another one, however short. */
const LONG_NUMBER = 10;

/**
 * Reads the number out of a cell as people have it: with labels, links, apostrophes, invisible
 * characters, digits of other scripts.
 */
export function readNumberText(cell: string): NumberText | Unreadable {
	if (cell.length > MAX_CHARACTERS) {
		return unreadable('it is too long for a number. Check which field holds the number');
	}
	if (PLAIN_NUMBER.test(cell)) return { kind: 'numberText', text: cell };
	const text = tidyCell(cell);
	return (
		readWhatsAppNumber(text) ??
		readSpreadsheetNumber(text) ??
		readWrittenNumber(text.replace(LABEL, '').replace(LABEL_BEHIND, ''))
	);
}

function readWrittenNumber(text: string): NumberText | Unreadable {
	if (EXTENSION.test(text))
		return unreadable('it has an extension, which WhatsApp cannot reach. Give a direct number');
	if (holdsTwoNumbers(text)) return unreadable(TWO_NUMBERS);
	const written = readPhoneContext(text)
		.replace(/^[([\s]*\++/, '+')
		// A plus that a right-to-left text shows in front stands behind.
		.replace(/^([\d\s()-]+)\+$/, '+$1');
	if (/\p{L}/u.test(written)) return unreadable('it holds letters. Keep only the number');
	if (!/\d/.test(written)) return unreadable('it holds no digits. Give a number');
	if (!/^\+?[\d\s()[\].~/,;-]+$/.test(written))
		return unreadable('it holds characters that no number has. Keep only the number');
	return { kind: 'numberText', text: written.replace(/[\s[\],;]+/g, ' ') };
}

/** "9876543210 / 98765 43211" and "9876543210/11" are two numbers; "+91/81928/29284" is one. */
function holdsTwoNumbers(text: string): boolean {
	if (/;phone-context=/i.test(text)) return false;
	const counts = text.split(SEPARATORS).map(countDigits);
	const last = counts.findLast((count) => count > 0) ?? 0;
	const before = counts.reduce((sum, count) => sum + count, -last);
	const isEnding = last > 0 && last < SHORTEST_PART;
	const isNumber = last >= MIN_DIGITS_OF_A_NUMBER || before >= LONG_NUMBER;
	return before >= MIN_DIGITS_OF_A_NUMBER && (isEnding || isNumber);
}

/**
 * `81928-29284;phone-context=+91` (RFC 3966, section 5.1.5) is a number with its country code
 * behind it.
 */
function readPhoneContext(text: string): string {
	const [number = '', context] = text.split(/;phone-context=/i);
	return context?.startsWith('+') ? context + number : number;
}
