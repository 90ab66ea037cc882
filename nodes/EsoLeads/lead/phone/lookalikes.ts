import { type UnreadableCell, countDigits, type Doubt, type NumberText, unreadable } from './cell';

const YEAR = '(?:19|20)\\d\\d';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';

/** Day, month and year in the usual orders, with `between` as separator. */
function compileDate(between: string, year: string, suffix = '', yearAhead = YEAR): RegExp {
	const orders = [
		[yearAhead, MONTH, DAY],
		[DAY, MONTH, year],
		[MONTH, DAY, year],
	];
	return new RegExp(`^(?:${orders.map((order) => order.join(between)).join('|')})${suffix}$`);
}

const DATE = compileDate(' ?[-/.] ?', YEAR, '(?:[ T,]+\\d{1,2}[:.]\\d\\d.*)?');
const TIME = /^\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?[ap]\.?m\.?)?$/i;
const BYTE = '(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)';
const IP_ADDRESS = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}(?:[:/]\\d{1,5})?$`);
/** Latitude and longitude. */
const COORDINATES = /^-?\d{1,3}\.\d{3,}\s?[,; ]\s?-?\d{1,3}\.\d{3,}$/;
/** 20240115, 15012024. */
const COMPACT_DATE = `(?:${YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])|(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])${YEAR})`;
const COMPACT_MINUTE = '(?:[01]\\d|2[0-3])[0-5]\\d';
/** 20240115103000, with or without milliseconds: longer than any number. */
const COMPACT_SECOND = new RegExp(`^${COMPACT_DATE}${COMPACT_MINUTE}[0-5]\\d(?:\\d{3})?$`);

const NOT_A_NUMBER = ', not a phone number. Check which field holds the number';
const A_DATE = `it is a date${NOT_A_NUMBER}`;

/** Refuses texts that look like a number but are not: dates, times, IP addresses, coordinates. */
export function readLookalike(text: string): UnreadableCell | undefined {
	if (/^\d+$/.test(text)) {
		return text.length >= 14 && COMPACT_SECOND.test(text) ? unreadable(A_DATE) : undefined;
	}
	if (DATE.test(text)) return unreadable(A_DATE);
	if (TIME.test(text)) return unreadable(`it is a time${NOT_A_NUMBER}`);
	if (IP_ADDRESS.test(text)) return unreadable(`it is an IP address${NOT_A_NUMBER}`);
	return COORDINATES.test(text) ? unreadable(`it is a place on a map${NOT_A_NUMBER}`) : undefined;
}

const DATE_IN_BLANKS = compileDate(' ', YEAR);
const SHORT_DATE = compileDate('[-/. ]', '\\d\\d');
/** In the calendars of Iran and Arabia, or of Thailand; or a far future. */
const OTHER_YEAR = '(?:1[34]\\d\\d|2[45]\\d\\d|9999)';
const OTHER_DATE = compileDate('[-/.]', OTHER_YEAR, '', OTHER_YEAR);
const YEARS = new RegExp(`^${YEAR} ?[-/] ?(?:${YEAR}|\\d\\d)$|^${MONTH} ?[-/.] ?${YEAR}$`);
const COMPACT = new RegExp(`^${COMPACT_DATE}(?:${COMPACT_MINUTE})?$`);
/** A date as a spreadsheet stores it: 45336 is 14 February 2024. */
const COUNTED_DAY = /^[2-5]\d{4}$/;
/** Seconds or milliseconds since 1970, from 2001 to 2033. */
const SINCE_1970 = /^1\d{9}(?:\d{3})?$/;
/** From November 2023 to January 2027: more likely than a landline number without its zero. */
const OF_THESE_YEARS = /^17\d{8}(?:\d{3})?$/;

/**
 * What must hold for a text to be a phone number if it could also be a date. Undefined if there is
 * no doubt.
 */
export function findDoubt(text: string): Doubt | undefined {
	if (SINCE_1970.test(text)) {
		const mustBe = OF_THESE_YEARS.test(text) ? 'mobile' : 'inUse';
		return { mustBe, reason: `it looks like a timestamp${NOT_A_NUMBER}` };
	}
	const reason = `it looks like a date${NOT_A_NUMBER}`;
	if (SHORT_DATE.test(text) || COUNTED_DAY.test(text)) return { mustBe: 'inUse', reason };
	const dates = [DATE_IN_BLANKS, OTHER_DATE, YEARS, COMPACT];
	return dates.some((date) => date.test(text)) ? { mustBe: 'mobile', reason } : undefined;
}

/** What a spreadsheet shows for a failed formula. */
const FORMULA_FAULT = /^#(?:N\/A|NV$|[¡¿]?[\p{L}/0]+[!?])/iu;
const LOST_DIGITS =
	'digits were lost in a spreadsheet. Format the column as text there and export it again';
const CALCULATED =
	'it has a minus sign, so a spreadsheet has calculated with it. Format the column as text there and enter the number again';
export const DECIMALS = 'it has decimals. Check which field holds the number';

/** Reads a number that a spreadsheet has changed; undefined if there is no sign of that. */
export function readSpreadsheetNumber(text: string): NumberText | UnreadableCell | undefined {
	if (PLAIN_DIGITS.test(text)) return undefined;
	if (FORMULA_FAULT.test(text)) {
		return unreadable('a spreadsheet formula had no result there. Correct the formula');
	}
	// =91-9876543210, without the quotes that would keep it text. Some programs put the minus at
	// the end, or the amount in brackets.
	if (MINUS.test(text) || AMOUNT_IN_BRACKETS.test(text)) return unreadable(CALCULATED);
	return readScientific(text) ?? readAmount(text) ?? readDecimals(text);
}

const PLAIN_DIGITS = /^\+?\d+$/;
const MINUS = /^-+ ?[\d(.,]|^[\d.,]+-$/;
const AMOUNT_IN_BRACKETS = /^\(\d{1,3}(?:[,.' ]\d{3})+[.,]\d+\)$/;

const SCIENTIFIC = /^(\+?\d)(?:[.,](\d+))?e(\+?)(\d{1,3})$/i;

/**
 * If there are as many decimals as the exponent says, no digit is lost: 8.192829284E+09 is
 * 8192829284. Programs, unlike spreadsheets, write no plus and leave out nothing but a final zero:
 * 9.87654321E9.
 */
function readScientific(text: string): NumberText | UnreadableCell | undefined {
	const [, first, decimals = '', plus, exponent] = SCIENTIFIC.exec(text) ?? [];
	if (first === undefined) return undefined;
	const missing = Number(exponent) - decimals.length;
	if (missing <= 0) {
		const text = first + decimals.slice(0, Number(exponent));
		return /[1-9]/.test(decimals.slice(Number(exponent)))
			? unreadable(DECIMALS)
			: { kind: 'numberText', text };
	}
	return missing === 1 && plus === '' && decimals.length >= 6
		? { kind: 'numberText', text: `${first}${decimals}0` }
		: unreadable(LOST_DIGITS);
}

/** Groups of three, or of two before the last three (lakhs), and perhaps decimals. */
const AMOUNT = /^(\+?\d{1,3}(?:([,.' ])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?$/;
const LAKHS = /^(\+?\d{1,2}(?:,\d{2})*,\d{3})(?:\.(\d+))?$/;
const LOOSE_THOUSANDS = /^\d{1,3}(?:,\d{2,3})+$/;

/** 8,192,829,284.00: without its grouping, and its decimals where they are zero. */
function readAmount(text: string): NumberText | UnreadableCell | undefined {
	const [, lakhs, lakhDecimals] = LAKHS.exec(text) ?? [];
	const [, amount, , amountDecimals] = AMOUNT.exec(text) ?? [];
	const whole = lakhs ?? amount;
	if (whole === undefined) return LOOSE_THOUSANDS.test(text) ? asDigits(text) : undefined;
	const decimals = lakhs === undefined ? amountDecimals : lakhDecimals;
	// Without decimals, points and spaces may be the grouping of a phone number.
	if (decimals === undefined) return /[,']/.test(whole) ? asDigits(whole) : undefined;
	return /^0+$/.test(decimals) ? asDigits(whole) : unreadable(DECIMALS);
}

/** The only point or comma, followed by zeros. */
const ZERO_DECIMALS = /^([^.,]{4,})[.,]0+$/;
/** Unlike the point in 81928.29284, one with so few digits after so many is a decimal point. */
const FRACTION = /^\+?\d{7,}[.,]\d{1,3}$|^\+?\d{8,}[.,]\d{4,6}$|^[^.,]{7,}[.,]\d$/;
/** A fraction, or a date and time as a spreadsheet stores it: 45292.4375. */
const SHARE = /^0?[.,]\d+$|^[1-5]\d{4}[.,]\d+$/;

function readDecimals(text: string): NumberText | UnreadableCell | undefined {
	const whole = ZERO_DECIMALS.exec(text)?.[1];
	if (whole !== undefined && NUMBER.test(whole) && countDigits(whole) >= 4)
		return { kind: 'numberText', text: whole };
	const isFraction = FRACTION.test(text) && NUMBER.test(text.replace(/[.,]/, ''));
	return isFraction || SHARE.test(text) ? unreadable(DECIMALS) : undefined;
}

const NUMBER = /^\+?[\d ()-]+$/;

/** A grouped number is an amount unless it is a phone number in use. */
function asDigits(text: string): NumberText {
	return { kind: 'numberText', text: text.replace(/[^\d+]/g, ''), doubt: AN_AMOUNT };
}

const AN_AMOUNT: Doubt = {
	mustBe: 'inUse',
	reason: `it looks like an amount${NOT_A_NUMBER}`,
};
