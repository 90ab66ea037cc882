import { toAsciiDigits } from './digits';

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
