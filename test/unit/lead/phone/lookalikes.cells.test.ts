import {
	findDoubt,
	readLookalike,
	readSpreadsheetNumber,
} from '../../../../nodes/EsoLeads/lead/phone/lookalikes';
import { readPhone } from '../../../support/lead/readPhone';

const NOT_A_NUMBER = ', not a phone number. Check which field holds the number';
const DECIMALS = 'it has decimals. Check which field holds the number';
const FORMULA = 'a spreadsheet formula had no result there. Correct the formula';
const LOST =
	'digits were lost in a spreadsheet. Format the column as text there and export it again';
const MINUS =
	'it has a minus sign, so a spreadsheet has calculated with it. Format the column as text there and enter the number again';

const amount = (text: string) => ({
	kind: 'numberText',
	text,
	doubt: { mustBe: 'inUse', reason: `it looks like an amount${NOT_A_NUMBER}` },
});

test.each([
	['10:30', 'a time'],
	['9:05', 'a time'],
	['10:30:45', 'a time'],
	['10:30:45.123', 'a time'],
	['10:30:45,5', 'a time'],
	['10:30 pm', 'a time'],
	['10:30pm', 'a time'],
	['10:30 a.m.', 'a time'],
	['10:30 PM.', 'a time'],
	['15.01.2024', 'a date'],
	['2024-01-15 10:30', 'a date'],
	['20240115103000', 'a date'],
	['15012024235959', 'a date'],
	['20240115103000123', 'a date'],
	['192.168.1.1', 'an IP address'],
	['18.520, 73.856', 'a place on a map'],
	['18.5204 , 73.8567', 'a place on a map'],
	['151.209 -33.868', 'a place on a map'],
	['-33.868, 151.209', 'a place on a map'],
	['8.520430;73.856744', 'a place on a map'],
])('%s is refused as what it is: %s', (text, what) => {
	expect(readLookalike(text)).toEqual({
		kind: 'unreadable',
		reason: `it is ${what}${NOT_A_NUMBER}`,
	});
});

test.each([
	['10:30 xm', 'no half of a day has these letters'],
	['10:30:45:11', 'no time has four parts'],
	['1234.520, 73.856', 'no latitude has four digits'],
	['18.520, 73.856x', 'no longitude ends in a letter'],
	['18.5, 73.8', 'no map is that coarse'],
	['20241315103000', 'no year has a thirteenth month'],
	['20240115253000', 'no day has 25 hours'],
	['99999999999999', 'no date is made of nines'],
	['8192829284', 'a number'],
])('%s is no date, time or place (%s)', (text) => {
	expect(readLookalike(text)).toBeUndefined();
});

test.each([
	['1705312800', 'mobile', 'a timestamp'],
	['1705312800000', 'mobile', 'a timestamp'],
	['1634567890', 'inUse', 'a timestamp'],
	['1634567890123', 'inUse', 'a timestamp'],
	['1231712345678', 'inUse', 'a timestamp'],
	['45336', 'inUse', 'a date'],
	['15-01-24', 'inUse', 'a date'],
	['20240115', 'mobile', 'a date'],
	['202401151030', 'mobile', 'a date'],
	['01 02 2024', 'mobile', 'a date'],
	['2567/01/15', 'mobile', 'a date'],
	['2024-25', 'mobile', 'a date'],
])('%s is a number only if that is %s, since it looks like %s', (text, mustBe, what) => {
	expect(findDoubt(text)).toEqual({ mustBe, reason: `it looks like ${what}${NOT_A_NUMBER}` });
});

test.each(['8192829284', '17053128000', '61705312800', '453361', '202401152530'])(
	'%s is neither a date nor a timestamp: it raises no doubt',
	(text) => {
		expect(findDoubt(text)).toBeUndefined();
	},
);

test.each([
	['#REF!', FORMULA],
	['#NV', FORMULA],
	['#¡DIV/0!', FORMULA],
	['#¿NOMBRE?', FORMULA],
	['-9178193', MINUS],
	['--9178193', MINUS],
	['-- 9178193', MINUS],
	['8192829284-', MINUS],
	['(8,192,829,284.00)', MINUS],
	["(8'192.50)", MINUS],
	['9.87654e6', LOST],
	['9.87654321e+9', LOST],
	['9.87654321e10', LOST],
	['9.876543214e3', DECIMALS],
	['8,192,829,284.50', DECIMALS],
	['8,192,829,284.05', DECIMALS],
	['8,19,28,29,284.50', DECIMALS],
	['8192829.5', DECIMALS],
	['8192829284.1234', DECIMALS],
	['+8192829284.1234', DECIMALS],
	['81928292.123456', DECIMALS],
	['819 282 9284.5', DECIMALS],
	['(819) 282-9284.5', DECIMALS],
	['0.5', DECIMALS],
	['.75', DECIMALS],
	['0,12345', DECIMALS],
	['45292.4375', DECIMALS],
])('%s was changed by a spreadsheet, and the refusal tells how: %s', (text, reason) => {
	expect(readSpreadsheetNumber(text)).toEqual({ kind: 'unreadable', reason });
});

test.each([
	['8,192,829,284', '8192829284'],
	['8,19,28,29,284', '8192829284'],
	['8,19,28,29,284.00', '8192829284'],
	['+9,18,19,28,29,284', '+918192829284'],
	['819,28,29,284', '8192829284'],
	["8'192'829'284", '8192829284'],
	['8.192.829.284,00', '8192829284'],
])('%s is %s if that number is in use, else an amount', (text, digits) => {
	expect(readSpreadsheetNumber(text)).toEqual(amount(digits));
});

test.each([
	['8192829284.0', '8192829284'],
	['+918192829284,00', '+918192829284'],
	['9.876543e7', '98765430'],
	['9.87654321e9', '9876543210'],
	['8.192829284E+09', '8192829284'],
])('%s has lost nothing: it is %s', (text, digits) => {
	expect(readSpreadsheetNumber(text)).toEqual({ kind: 'numberText', text: digits });
});

test.each([
	['#NAME', 'a word without the mark of a fault'],
	['#NV 12', 'more than a fault'],
	['(8,192.00) x', 'an amount in brackets, and more'],
	['9(8,192.00)', 'a digit before the brackets'],
	['8,192,82,92x', 'groups, and a letter'],
	['81,92,829,28,4', 'a group of one'],
	['819.8192829284.0', 'two points'],
	['abcd.0', 'letters'],
	['12 3.0', 'only three digits'],
	['(91) 81928292.1234', 'brackets, and a point between groups'],
	['81928 29284x.5', 'an extension'],
	['0.5.5', 'two points'],
])('%s is not what a spreadsheet makes of a number (%s)', (text) => {
	expect(readSpreadsheetNumber(text)).toBeUndefined();
});

test.each([
	['8192829284 #N/A', 'IN', '+91 8192829284'],
	['81928 29284-', 'IN', '+91 8192829284'],
	['91-8192829284-', 'IN', '+91 8192829284'],
	['0.81928.29284', 'IN', '+91 8192829284'],
	['8 1928292.84', 'IN', '+91 8192829284'],
	['22234.567.89', 'IN', '+91 2223456789'],
	['+62 81234567.8901', 'IN', '+62 812345678901'],
	['+9,18,19,28,29,284', 'IN', '+91 8192829284'],
	['9.876543E7', 'SG', '+65 98765430'],
	['1705312800', 'BD', '+880 1705312800'],
	['1705312800', 'DE', '+49 1705312800'],
])(
	'%s only resembles a fraction, an amount, a minus or a time: in %s it is %s',
	(cell, country, number) => {
		expect(readPhone(cell, { defaultCountry: country })).toBe(number);
	},
);

test('a refusal names the field, the cell, what the cell is, and what to do', () => {
	expect(readPhone('10:30pm', { defaultCountry: 'IN' })).toBe(
		`invalid_contact_number: 'phone' holds "10:30pm": it is a time${NOT_A_NUMBER}.`,
	);
	expect(readPhone('8,192,82,92', { defaultCountry: 'IN' })).toBe(
		`invalid_contact_number: 'phone' holds "8,192,82,92": it looks like an amount${NOT_A_NUMBER}.`,
	);
});
