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
