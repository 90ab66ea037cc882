import { readPhone } from '../../../support/lead/readPhone';

const india = { defaultCountry: 'IN' };

test.each([
	["'8192829284", 'an apostrophe that marks text'],
	['="8192829284"', 'a formula that keeps it text'],
	['=+918192829284', 'a plus that became a formula'],
	['"8192829284"', 'quotes of a CSV'],
	['“8192829284”', 'curly quotes'],
	['8192829284.0', 'a decimal'],
	['8192829284.00', 'two decimals'],
	['918192829284,0', 'a decimal comma'],
	['8,192,829,284', 'thousands'],
	['8,19,28,29,284', 'lakhs'],
	['8.192829284E+09', 'scientific notation with all its digits'],
	['9.18192829284e11', 'scientific notation with all its digits, from a program'],
	['8192829284\r\n', 'a line break at the end'],
	['\ufeff8192829284', 'a byte order mark'],
])('%p (%s) is still +91 8192829284', (cell) => {
	expect(readPhone(cell, india)).toBe('+91 8192829284');
});

test.each(['8.19E+09', '8,19E+09', '8.19283e9', '9.1819E+11', '+9.2E11', 8.2e21])(
	'%p has lost digits: it is refused, and the message says how to export them',
	(cell) => {
		expect(readPhone(cell, india)).toMatch(/digits were lost .*column as text/);
	},
);

test.each(['8192829284.5', '81928292.25', 8192829284.5])('%p is an amount, no number', (cell) => {
	expect(readPhone(cell, india)).toMatch(/it has decimals/);
});

test.each(['#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#ERROR!'])(
	'%s is a formula that failed: the message says to correct it',
	(cell) => {
		expect(readPhone(cell, india)).toMatch(/a spreadsheet formula had no result/);
	},
);

test.each([
	'call 8192829284.0',
	'8192829284.0 is mine',
	'at 8.192829284E+09',
	'8.192829284E+09 is mine',
])(
	'%p is more than what a spreadsheet makes of a number: nothing of it is taken for one',
	(cell) => {
		expect(readPhone(cell, india)).toMatch(/it holds letters/);
	},
);
