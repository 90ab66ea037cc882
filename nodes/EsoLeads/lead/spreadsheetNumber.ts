import { unreadable, type NumberText, type Unreadable } from './cellReading';

/** What a spreadsheet shows for a formula that came to nothing. */
const FORMULA_FAULT = /^#(?:N\/A|REF!|VALUE!|NAME\?|NULL!|NUM!|DIV\/0!|ERROR!)/i;
const SCIENTIFIC = /^\+?(\d)(?:[.,](\d+))?e\+?(\d{1,3})$/i;
const SPREADSHEET_DECIMALS = /^(\+?\d{5,})[.,]0{1,2}$/;
/** Unlike the point in 81928.29284, one with so little behind so much is a decimal point. */
const FRACTION = /^\+?\d{7,}[.,]\d{1,3}$/;
const THOUSANDS = /^\d{1,3}(?:,\d{2,3})+$/;

/** Reads what a spreadsheet has made of a number; undefined where it has left no mark. */
export function readSpreadsheetNumber(text: string): NumberText | Unreadable | undefined {
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
