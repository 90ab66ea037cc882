import { tidyCell } from './cell';

/**
 * What stands in a cell, brought to the form that libphonenumber-js reads: ASCII digits,
 * punctuation, a leading plus or none.
 */
export interface NumberText {
	kind: 'numberText';
	text: string;
}

/**
 * Why a cell holds no readable number: the end of a sentence that names the field and the value,
 * and what to do.
 */
export interface CellRefusal {
	kind: 'unreadable';
	reason: string;
}

/** A cell that holds no readable number. */
export function refuseText(reason: string): CellRefusal {
	return { kind: 'unreadable', reason };
}

/** How many digits a text holds, whatever stands between them. */
export function countDigits(text: string): number {
	return text.replace(/\D/g, '').length;
}

/**
 * A first part this long is a number of its own: what follows "/" or "," is another number, or the
 * other ending of the same one.
 */
export const MIN_DIGITS_OF_A_NUMBER = 7;
export const TWO_NUMBERS = 'it holds more than one number. Keep one of them';

/** Above any number with its link around it; it keeps hostile text away from the patterns. */
const MAX_CELL_CHARACTERS = 500;

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
export function readNumberText(cell: string): NumberText | CellRefusal {
	if (cell.length > MAX_CELL_CHARACTERS) {
		return refuseText('it is too long for a number. Check which field holds the number');
	}
	if (PLAIN_NUMBER.test(cell)) return { kind: 'numberText', text: cell };
	const text = tidyCell(cell);
	return (
		readWhatsAppNumber(text) ??
		readSpreadsheetNumber(text) ??
		readWrittenNumber(text.replace(LABEL, '').replace(LABEL_BEHIND, ''))
	);
}

function readWrittenNumber(text: string): NumberText | CellRefusal {
	if (EXTENSION.test(text))
		return refuseText('it has an extension, which WhatsApp cannot reach. Give a direct number');
	if (holdsTwoNumbers(text)) return refuseText(TWO_NUMBERS);
	const written = readPhoneContext(text)
		.replace(/^[([\s]*\++/, '+')
		// A plus that a right-to-left text shows in front stands behind.
		.replace(/^([\d\s()-]+)\+$/, '+$1');
	if (/\p{L}/u.test(written)) return refuseText('it holds letters. Keep only the number');
	if (!/\d/.test(written)) return refuseText('it holds no digits. Give a number');
	if (!/^\+?[\d\s()[\].~/,;-]+$/.test(written))
		return refuseText('it holds characters that no number has. Keep only the number');
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

/** What a spreadsheet shows for a formula that came to nothing. */
const FORMULA_FAULT = /^#(?:N\/A|REF!|VALUE!|NAME\?|NULL!|NUM!|DIV\/0!|ERROR!)/i;
const SCIENTIFIC = /^\+?(\d)(?:[.,](\d+))?e\+?(\d{1,3})$/i;
const SPREADSHEET_DECIMALS = /^(\+?\d{5,})[.,]0{1,2}$/;
/** Unlike the point in 81928.29284, one with so little behind so much is a decimal point. */
const FRACTION = /^\+?\d{7,}[.,]\d{1,3}$/;
const THOUSANDS = /^\d{1,3}(?:,\d{2,3})+$/;

/** Reads what a spreadsheet has made of a number; undefined where it has left no mark. */
export function readSpreadsheetNumber(text: string): NumberText | CellRefusal | undefined {
	if (FORMULA_FAULT.test(text)) {
		return refuseText('a formula in a spreadsheet came to nothing there. Correct the formula');
	}
	const [, first, decimals = '', exponent] = SCIENTIFIC.exec(text) ?? [];
	if (first !== undefined) {
		// With as many decimals as the exponent says no digit is lost: 8.192829284E+09 is 8192829284.
		return decimals.length === Number(exponent)
			? { kind: 'numberText', text: first + decimals }
			: refuseText(
					'digits were lost in a spreadsheet. Format the column as text there and export it again',
				);
	}
	const whole =
		SPREADSHEET_DECIMALS.exec(text)?.[1] ??
		(THOUSANDS.test(text) ? text.replaceAll(',', '') : undefined);
	if (whole !== undefined) return { kind: 'numberText', text: whole };
	return FRACTION.test(text)
		? refuseText('it has decimals. Check which field holds the number')
		: undefined;
}

const WHATSAPP_LINK =
	/(?:\bwa\.me\/|\bwhatsapp\.com\/send\/?\?(?:[^#]*&)?phone=|^whatsapp:\/\/send\/?\?(?:[^#]*&)?phone=)(?:\+|%2b)?([\d ()-]+)(?=$|[/?&#\s])/i;
const WHATSAPP_ID = /^\+?(\d+)(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/i;
const WHATSAPP_NON_PERSON = /@(?:g\.us|lid|broadcast|newsletter)$/i;

/**
 * Reads a WhatsApp link or ID; undefined where the text is neither. Both carry the country code.
 */
export function readWhatsAppNumber(text: string): NumberText | CellRefusal | undefined {
	if (WHATSAPP_NON_PERSON.test(text)) {
		return refuseText(
			'that is a WhatsApp group or an internal ID, not the number of a person. Leave it out',
		);
	}
	const match = WHATSAPP_ID.exec(text) ?? WHATSAPP_LINK.exec(text);
	const digits = match?.[1];
	if (match === null || digits === undefined) return undefined;
	// A second number, perhaps in a second link; a prefilled message behind the link is none.
	const [beside = ''] = text.replace(match[0], '\n').split(/[?&]text=/);
	return countDigits(beside) >= MIN_DIGITS_OF_A_NUMBER
		? refuseText(TWO_NUMBERS)
		: { kind: 'numberText', text: `+${digits}` };
}
