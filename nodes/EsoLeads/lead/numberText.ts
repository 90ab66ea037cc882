import { toAsciiDigits } from './digits';

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
export interface Unreadable {
	kind: 'unreadable';
	reason: string;
}

/**
 * Far above any number with its link around it; it keeps hostile text away from the patterns below.
 */
const MAX_CHARACTERS = 2000;

/**
 * What nearly every cell looks like. A point is left to the slow path, where a spreadsheet's `.0`
 * is known.
 */
const PLAIN_NUMBER = /^\+?\d[\d ()-]*$/;

const LINE_BREAKS = /[\r\n\v\f\u0085\u2028\u2029]+/g;
const SPACES = /[\t\p{Zs}]+/gu;
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}]/gu;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
/**
 * A spreadsheet's "this is text" apostrophe, quotes, and the `="…"` that keeps Excel from reading a
 * number.
 */
const WRAPPING = /^[\s'"`´‘’“”=]+|[\s'"`´‘’“”;|]+$/g;
const LABEL =
	/^(?:tel|telephone|phone|ph|p|mobile|mob|cell|whatsapp|wa|callto|sms)\b\s*(?:no\b|number\b)?\.?\s*[:.]?\s*(?=[+(\d])/i;
const LABEL_BEHIND =
	/\s*\(?\b(?:phone|mobile|mob|cell|whatsapp|wa|home|work|office|personal)\b\)?$/i;
/** What a spreadsheet shows for a formula that came to nothing. */
const FORMULA_FAULT = /^#(?:N\/A|REF!|VALUE!|NAME\?|NULL!|NUM!|DIV\/0!|ERROR!)/i;
const WHATSAPP_LINK =
	/(?:\bwa\.me\/|\bwhatsapp\.com\/send\/?\?(?:[^#]*&)?phone=|^whatsapp:\/\/send\/?\?(?:[^#]*&)?phone=)(?:\+|%2b)?([\d ()-]+)(?=$|[/?&#\s])/i;
const WHATSAPP_ID = /^\+?(\d+)(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/i;
const WHATSAPP_NON_PERSON = /@(?:g\.us|lid|broadcast|newsletter)$/i;
const SCIENTIFIC = /^\+?(\d)(?:[.,](\d+))?e\+?(\d{1,3})$/i;
const SPREADSHEET_DECIMALS = /^(\+?\d{5,})[.,]0{1,2}$/;
/** Unlike the point in 81928.29284, one with so little behind so much is a decimal point. */
const FRACTION = /^\+?\d{7,}[.,]\d{1,3}$/;
const THOUSANDS = /^\d{1,3}(?:,\d{2,3})+$/;
const EXTENSION =
	/(?<=[\d\s.,;)-])(?:ext(?:ension|n)?|x|доб)\.?\s*[:=]?\s*\d{1,9}$|#\s*\d{1,9}$|;ext=/i;
const SEPARATORS = /[\n,;|/&]|\bor\b|\band\b/i;

/**
 * A first part this long is a number of its own: what follows "/" or "," is another number, or the
 * other ending of the same one.
 */
const MIN_DIGITS_OF_A_NUMBER = 7;
const TWO_NUMBERS = 'it holds more than one number. Keep one of them';

/**
 * Reads the number out of a cell as people have it: with labels, links, apostrophes, invisible
 * characters, digits of other scripts.
 */
export function readNumberText(cell: string): NumberText | Unreadable {
	if (PLAIN_NUMBER.test(cell) && cell.length < MAX_CHARACTERS)
		return { kind: 'numberText', text: cell };
	if (cell.length > MAX_CHARACTERS)
		return unreadable('it is too long for a number. Check which field holds the number');
	const text = tidyCell(cell);
	return (
		readWhatsApp(text) ??
		readSpreadsheetNumber(text) ??
		readWrittenNumber(text.replace(LABEL, '').replace(LABEL_BEHIND, ''))
	);
}

/** The text of a cell with ASCII digits, and without what is only there for a spreadsheet or a reader's eye. */
export function tidyCell(cell: string): string {
	return toAsciiDigits(cell)
		.trim()
		.replace(LINE_BREAKS, '\n')
		.replace(SPACES, ' ')
		.replace(INVISIBLE, '')
		.replace(DASHES, '-')
		.replaceAll('\uff0b', '+')
		.replace(WRAPPING, '');
}

function readWhatsApp(text: string): NumberText | Unreadable | undefined {
	if (WHATSAPP_NON_PERSON.test(text)) {
		return unreadable(
			'that is a WhatsApp group or an internal ID, not the number of a person. Leave it out',
		);
	}
	const match = WHATSAPP_ID.exec(text) ?? WHATSAPP_LINK.exec(text);
	const digits = match?.[1];
	if (match === null || digits === undefined) return undefined;
	// A second number, perhaps in a second link; a prefilled message behind the link is none.
	const [beside = ''] = text.replace(match[0], '\n').split(/[?&]text=/);
	return countDigits(beside) >= MIN_DIGITS_OF_A_NUMBER
		? unreadable(TWO_NUMBERS)
		: { kind: 'numberText', text: `+${digits}` };
}

function readSpreadsheetNumber(text: string): NumberText | Unreadable | undefined {
	if (FORMULA_FAULT.test(text)) {
		return unreadable('a formula in a spreadsheet came to nothing there. Correct the formula');
	}
	const [, first, decimals = '', exponent] = SCIENTIFIC.exec(text) ?? [];
	if (first !== undefined) {
		// With as many decimals as the exponent says no digit is lost: 8.192829284E+09 is 8192829284.
		return decimals.length === Number(exponent)
			? { kind: 'numberText', text: first + decimals }
			: unreadable(
					'digits were lost in a spreadsheet. Format the column as text there and export it again',
				);
	}
	const whole =
		SPREADSHEET_DECIMALS.exec(text)?.[1] ??
		(THOUSANDS.test(text) ? text.replaceAll(',', '') : undefined);
	if (whole !== undefined) return { kind: 'numberText', text: whole };
	return FRACTION.test(text)
		? unreadable('it has decimals. Check which field holds the number')
		: undefined;
}

function readWrittenNumber(text: string): NumberText | Unreadable {
	if (EXTENSION.test(text))
		return unreadable('it has an extension, which WhatsApp cannot reach. Give a direct number');
	if (holdsTwoNumbers(text)) return unreadable(TWO_NUMBERS);
	const written = readPhoneContext(text).replace(/^[([\s]*\++/, '+');
	if (/\p{L}/u.test(written)) return unreadable('it holds letters. Keep only the number');
	if (!/\d/.test(written)) return unreadable('it holds no digits. Give a number');
	if (!/^\+?[\d\s()[\].~/,;-]+$/.test(written))
		return unreadable('it holds characters that no number has. Keep only the number');
	return { kind: 'numberText', text: written.replace(/[\s[\],;]+/g, ' ') };
}

function holdsTwoNumbers(text: string): boolean {
	const [first = '', ...others] = text.split(SEPARATORS);
	return (
		countDigits(first) >= MIN_DIGITS_OF_A_NUMBER &&
		others.some((other) => countDigits(other) > 0) &&
		!/;phone-context=/i.test(text)
	);
}

/**
 * `81928-29284;phone-context=+91` (RFC 3966, section 5.1.5) is a number with its country code
 * behind it.
 */
function readPhoneContext(text: string): string {
	const [number = '', context] = text.split(/;phone-context=/i);
	return context?.startsWith('+') ? context + number : number;
}

function countDigits(text: string): number {
	return text.replace(/\D/g, '').length;
}

function unreadable(reason: string): Unreadable {
	return { kind: 'unreadable', reason };
}
