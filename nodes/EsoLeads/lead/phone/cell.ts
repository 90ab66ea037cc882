const LINE_BREAKS = /[\r\n\v\f\u0085\u2028\u2029]+/g;
const SPACES = /[\t\p{Zs}]+/gu;
/** Also emoji, which people put beside a number or build its digits from. */
const NO_TEXT =
	/(?!\n)[\p{Cc}\p{Cf}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u20e3\ufe0f]/gu;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
/**
 * A spreadsheet's "this is text" apostrophe, quotes, and the `="…"` that keeps Excel from reading a
 * number.
 */
const WRAPPING = /^[\s'"`´‘’“”=]+|[\s'"`´‘’“”;|]+$/g;

/**
 * The text of a cell with ASCII digits, and without what is only there for a spreadsheet or a
 * reader's eye.
 */
export function tidyCell(cell: string): string {
	return toAsciiDigits(cell)
		.trim()
		.replace(LINE_BREAKS, '\n')
		.replace(SPACES, ' ')
		.replace(NO_TEXT, '')
		.replace(DASHES, '-')
		.replaceAll('\uff0b', '+')
		.replace(WRAPPING, '');
}

/**
 * The code points of the zeros of scripts that people in E-so's markets write digits in; 1 to 9
 * follow each.
 */
const ZEROS_OF_SCRIPTS = [
	0x0660, // Arabic
	0x06f0, // Persian, Urdu
	0x0966, // Devanagari
	0x09e6, // Bengali
	0x0a66, // Gurmukhi
	0x0ae6, // Gujarati
	0x0b66, // Odia
	0x0be6, // Tamil
	0x0c66, // Telugu
	0x0ce6, // Kannada
	0x0d66, // Malayalam
	0x0e50, // Thai
	0x0ed0, // Lao
	0x1040, // Burmese
	0x17e0, // Khmer
	0xff10, // full-width, from Chinese and Japanese keyboards
] as const;

const ASCII_OF_DIGIT: ReadonlyMap<string, string> = new Map(
	ZEROS_OF_SCRIPTS.flatMap((zero) =>
		Array.from(
			{ length: 10 },
			(_, digit) => [String.fromCodePoint(zero + digit), String(digit)] as const,
		),
	),
);

/** `digits` without the zeros that lead them. */
export function withoutZeros(digits: string): string {
	return digits.replace(/^0+/, '');
}

/** `text` with the decimal digits of other scripts as 0 to 9. */
export function toAsciiDigits(text: string): string {
	return text.replace(/[^\0-\x7f]/gu, (digit) => ASCII_OF_DIGIT.get(digit) ?? digit);
}
