import { countDigits } from './cell';
import { type CellRefusal, type NumberText, refuseText } from './cellText';

/** What a spreadsheet shows for a formula that failed. */
const FORMULA_FAULT = /^#(?:N\/A|REF!|VALUE!|NAME\?|NULL!|NUM!|DIV\/0!|ERROR!|SPILL!|CALC!)/i;
const LOST_DIGITS =
	'digits were lost in a spreadsheet. Format the column as text there and export it again';
const CALCULATED =
	'a minus stands before it: a spreadsheet has calculated with the number. Format the column as text there and enter it anew';
export const DECIMALS = 'it has decimals. Check which field holds the number';

/** Reads what a spreadsheet has made of a number; undefined where it has left no mark. */
export function readSpreadsheetNumber(text: string): NumberText | CellRefusal | undefined {
	if (PLAIN_DIGITS.test(text)) return undefined;
	if (FORMULA_FAULT.test(text)) {
		return refuseText('a formula in a spreadsheet came to nothing there. Correct the formula');
	}
	// =91-9876543210, without the quotes that would keep it a text. Some programs put the minus
	// behind, or an amount in brackets.
	if (MINUS.test(text) || AMOUNT_IN_BRACKETS.test(text)) return refuseText(CALCULATED);
	return readScientific(text) ?? readAmount(text) ?? readDecimals(text);
}

const PLAIN_DIGITS = /^\+?\d+$/;
const MINUS = /^-+ ?[\d(.,]|^[\d.,]+-$/;
const AMOUNT_IN_BRACKETS = /^\(\d{1,3}(?:[,.' ]\d{3})+[.,]\d+\)$/;

const SCIENTIFIC = /^\+?(\d)(?:[.,](\d+))?e(\+?)(\d{1,3})$/i;

/**
 * With as many decimals as the exponent says no digit is lost: 8.192829284E+09 is 8192829284.
 * Programs (which write no plus) leave a last zero out, and nothing else: 9.87654321E9.
 */
function readScientific(text: string): NumberText | CellRefusal | undefined {
	const [, first, decimals = '', plus, exponent] = SCIENTIFIC.exec(text) ?? [];
	if (first === undefined) return undefined;
	const missing = Number(exponent) - decimals.length;
	if (missing === 0) return { kind: 'numberText', text: first + decimals };
	return missing === 1 && plus === '' && decimals.length >= 6
		? { kind: 'numberText', text: `${first}${decimals}0` }
		: refuseText(LOST_DIGITS);
}

/** Groups of three, or of two before the last three (lakhs), and perhaps decimals. */
const AMOUNT = /^(\d{1,3}(?:([,.' ])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?$/;
const LAKHS = /^(\d{1,2}(?:,\d{2})*,\d{3})(?:\.(\d+))?$/;
const LOOSE_THOUSANDS = /^\d{1,3}(?:,\d{2,3})+$/;

/** 8,192,829,284.00: without its grouping, and its decimals where they are zero. */
function readAmount(text: string): NumberText | CellRefusal | undefined {
	const [, lakhs, lakhDecimals] = LAKHS.exec(text) ?? [];
	const [, amount, , amountDecimals] = AMOUNT.exec(text) ?? [];
	const whole = lakhs ?? amount;
	if (whole === undefined) return LOOSE_THOUSANDS.test(text) ? asDigits(text) : undefined;
	const decimals = lakhs === undefined ? amountDecimals : lakhDecimals;
	// Points and blanks without decimals are how phone numbers are grouped, too.
	if (decimals === undefined) return whole.includes(',') ? asDigits(whole) : undefined;
	return /^0+$/.test(decimals) ? asDigits(whole) : refuseText(DECIMALS);
}

/** The only point or comma, with zeros behind it. */
const ZERO_DECIMALS = /^([^.,]{5,})[.,]0+$/;
/** Unlike the point in 81928.29284, one with so little behind so much is a decimal point. */
const FRACTION = /^\+?\d{7,}[.,]\d{1,3}$|^\+?\d{8,}[.,]\d+$|^[^.,]{7,}[.,]\d$/;
/** A fraction, or a day with its time as a spreadsheet counts days: 45292.4375. */
const SHARE = /^0?[.,]\d+$|^[1-5]\d{4}[.,]\d+$/;

function readDecimals(text: string): NumberText | CellRefusal | undefined {
	const whole = ZERO_DECIMALS.exec(text)?.[1];
	if (whole !== undefined && NUMBER.test(whole) && countDigits(whole) >= 5)
		return { kind: 'numberText', text: whole };
	const isFraction = FRACTION.test(text) && NUMBER.test(text.replace(/[.,]/, ''));
	return isFraction || SHARE.test(text) ? refuseText(DECIMALS) : undefined;
}

const NUMBER = /^\+?[\d ()-]+$/;

function asDigits(text: string): NumberText {
	return { kind: 'numberText', text: text.replace(/\D/g, '') };
}
