import { type CellRefusal, type Doubt, refuseText } from './cellText';

const YEAR = '(?:19|20)\\d\\d';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';

/** Day, month and year in the orders that people write them, with these between. */
function compileDate(between: string, year: string, behind = ''): RegExp {
	const orders = [
		[YEAR, MONTH, DAY],
		[DAY, MONTH, year],
		[MONTH, DAY, year],
	];
	return new RegExp(`^(?:${orders.map((order) => order.join(between)).join('|')})${behind}$`);
}

const DATE = compileDate(' ?[-/.] ?', YEAR, '(?:[ T,]+\\d{1,2}[:.]\\d\\d.*)?');
const TIME = /^\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?[ap]\.?m\.?)?$/i;
const BYTE = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IP_ADDRESS = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}(?:[:/]\\d{1,5})?$`);
/** Latitude and longitude. */
const COORDINATES = /^-?\d{1,3}\.\d{3,}\s?[,; ]\s?-?\d{1,3}\.\d{3,}$/;
/** 20240115, 15012024. */
const COMPACT_DATE = `(?:${YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])|(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])${YEAR})`;
const COMPACT_MINUTE = '(?:[01]\\d|2[0-3])[0-5]\\d';
/** 20240115103000, with thousandths or without: longer than any number. */
const COMPACT_SECOND = new RegExp(`^${COMPACT_DATE}${COMPACT_MINUTE}[0-5]\\d(?:\\d{3})?$`);

const NOT_A_NUMBER = 'and no phone number. Check which field holds the number';
const A_DATE = `it is a date ${NOT_A_NUMBER}`;

/** Refuses what looks like a number but is not: dates, times, IP addresses, coordinates. */
export function readLookalike(text: string): CellRefusal | undefined {
	if (/^\d+$/.test(text)) {
		return text.length >= 14 && COMPACT_SECOND.test(text) ? refuseText(A_DATE) : undefined;
	}
	if (DATE.test(text)) return refuseText(A_DATE);
	if (TIME.test(text)) return refuseText(`it is a time ${NOT_A_NUMBER}`);
	if (IP_ADDRESS.test(text)) return refuseText(`it is an IP address ${NOT_A_NUMBER}`);
	return COORDINATES.test(text) ? refuseText(`it is a place on a map ${NOT_A_NUMBER}`) : undefined;
}

const DATE_IN_BLANKS = compileDate(' ', YEAR);
const SHORT_DATE = compileDate('[-/. ]', '\\d\\d');
const YEARS = new RegExp(`^${YEAR} ?[-/] ?(?:${YEAR}|\\d\\d)$`);
const COMPACT = new RegExp(`^${COMPACT_DATE}(?:${COMPACT_MINUTE})?$`);
/** Seconds or milliseconds since 1970, from 2001 to 2033. */
const SINCE_1970 = /^1\d{9}(?:\d{3})?$/;

/**
 * What else must hold for a text to be a phone number, where people and computers also write dates
 * like it. Undefined where there is no such doubt.
 */
export function findDoubt(text: string): Doubt | undefined {
	if (SINCE_1970.test(text))
		return { mustBe: 'inUse', reason: `it looks like a computer's time stamp ${NOT_A_NUMBER}` };
	const reason = `it looks like a date ${NOT_A_NUMBER}`;
	if (SHORT_DATE.test(text)) return { mustBe: 'inUse', reason };
	const isDate = DATE_IN_BLANKS.test(text) || YEARS.test(text) || COMPACT.test(text);
	return isDate ? { mustBe: 'mobile', reason } : undefined;
}
