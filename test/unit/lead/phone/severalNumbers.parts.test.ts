import { divideNumbers } from '../../../../nodes/EsoLeads/lead/phone/severalNumbers';
import { readPhone } from '../../../support/lead/readPhone';

const toParts = (cell: string) => divideNumbers(cell).texts.map((text) => text.trim());

test.each([
	['9876543210:::9876543211', ['9876543210', '9876543211']],
	['9876543210\n\n9876543211', ['9876543210', '9876543211']],
	['9876543210;;9876543211', ['9876543210', '9876543211']],
	['9876543210|11', ['9876543210', '11']],
	['9876543210&11', ['9876543210', '11']],
	['9876543210,,9876543211', ['9876543210', '9876543211']],
	['9876543210//11', ['9876543210', '11']],
	['9876543210:9876543211', ['9876543210', '9876543211']],
	['022 23456789 -- 98765 43210', ['022 23456789', '98765 43210']],
	['2345678 - 2345679', ['2345678', '2345679']],
	[
		'+91 98765 43210 +91 98765 43211 +91 98765 43212',
		['+91 98765 43210', '+91 98765 43211', '+91 98765 43212'],
	],
	['0664/1234567,01/2345678', ['0664/1234567', '01/2345678']],
	['0800 00123 45 / 46', ['0800 00123 45', '46']],
])('%j is cut between its numbers', (cell, parts) => {
	const { kind, isDoubtful } = divideNumbers(cell);
	expect([kind, isDoubtful, toParts(cell)]).toEqual(['several', false, parts]);
});

test.each([
	['98765\n43210', 'in lines'],
	['98765;43210', 'by a semicolon'],
	['98765,43210', 'by a comma'],
	['98765 : 43210', 'by a colon'],
	['+91 98765/43210', 'behind a country code'],
	['03012/345/67', 'in three groups'],
])('the digits of %j, apart %s, are one number only if that is in use', (cell) => {
	expect(divideNumbers(cell)).toEqual({ kind: 'one', texts: [cell], isDoubtful: true });
});

test.each([
	'98765/4321',
	'9876/54321',
	'+91 987654/32',
	'(+91) 987654/32',
	'123456/78',
	'234567 - 2345679',
	'022 2345678 + 12',
	'98765 43210 +91',
	'987654321 12345678901',
	'9876543210 987654321',
])('%j is one number, or none: its groups are too short for several', (cell) => {
	expect(divideNumbers(cell)).toEqual({ kind: 'one', texts: [cell], isDoubtful: false });
});

test.each([
	['+91/8192829284', '+91 8192829284'],
	['00/91/8192829284', '0091 8192829284'],
	['(+91) / 98765 43210', '(+91) 98765 43210'],
	['(00/91)/8192829284', '(0091) 8192829284'],
])('the country code of %j is set apart, and is no number of its own', (cell, number) => {
	expect(divideNumbers(cell)).toEqual({ kind: 'one', texts: [number], isDoubtful: false });
});

test('a country code in the middle of a cell does not begin its number', () => {
	expect(toParts('8192829284 +91/22')).toEqual(['8192829284 +91', '22']);
	expect(toParts('022 +91/8192829284')).toEqual(['022 +91/8192829284']);
});

test.each([
	['1) 9876543210, 2) 9876543211', ['9876543210', '9876543211']],
	['1)9876543210, 2)9876543211', ['9876543210', '9876543211']],
	['1. (022) 2345 6789, 2. (022) 2345 6780', ['(022) 2345 6789', '(022) 2345 6780']],
	['1: +919876543210\n2: +919876543211', ['+919876543210', '+919876543211']],
])('the numbers of the list %j are without their places in it', (cell, parts) => {
	expect(toParts(cell)).toEqual(parts);
});

test.each([
	['9876543210, 2) 9876543211', ['9876543210', '2) 9876543211']],
	['Tel 1) 9876543210; Tel 2) 9876543211', ['Tel 1) 9876543210', 'Tel 2) 9876543211']],
])(
	'in %j, which does not count its numbers from the start, no digit is left out',
	(cell, parts) => {
		expect(toParts(cell)).toEqual(parts);
	},
);

test.each([
	['98765 43210 (0) 98765 43211', ['98765 43210', '(0) 98765 43211']],
	['022 2345 6789 00 91 98765 43210', ['022 2345 6789', '00 91 98765 43210']],
	['022 2345 6789  00 91 98765 43210', ['022 2345 6789', '00 91 98765 43210']],
	['9876543210 0 22 2345 6789', ['9876543210', '0 22 2345 6789']],
	['9876 543210 022 23456789', ['9876 543210', '022 23456789']],
	['011 4567 8901 2 022 2345 6789', ['011 4567 8901 2', '022 2345 6789']],
])('without a separator, %j is cut where a number starts with its zeros', (cell, parts) => {
	expect(toParts(cell)).toEqual(parts);
});

test.each([
	['030/123456/78', 'DE'],
	['0664/12345678/01/2345678', 'AT'],
	['022,23456789/90', 'IN'],
])('%j holds several numbers, none of which is cut out of it', (cell, defaultCountry) => {
	expect(toParts(cell)).toEqual([]);
	expect(readPhone(cell, { defaultCountry, several: 'first' })).toBe(
		`invalid_contact_number: 'phone' holds "${cell}": it holds more than one number. Keep one of them.`,
	);
});

test.each([
	['0664123/45/67', 'AT', '+43 6641234567'],
	['98765\n43210', 'IN', '+91 9876543210'],
	['(00/91)/8192829284', undefined, '+91 8192829284'],
])('%j is read as one number, with the default country %s', (cell, defaultCountry, number) => {
	expect(readPhone(cell, { defaultCountry, several: 'reject' })).toBe(number);
});

test('digits in groups that together are no number in use are refused', () => {
	expect(readPhone('50000/00007', { defaultCountry: 'IN' })).toBe(
		`invalid_contact_number: 'phone' holds "50000/00007": taken together, its digits are not a number in use. Keep one number.`,
	);
});

test('Use the First passes over a number that is not in use', () => {
	const context = { defaultCountry: 'IN', several: 'first' as const };
	expect(readPhone('50000 00007 / 022 2345 6789', context)).toBe('+91 2223456789');
});

test.each([
	['+91 9876543210 / 98765 43210', '+91 9876543210'],
	['+91 9876543210 / 6543210', '+91 9876543210'],
	['+354 410 1000 / 410 1000', '+354 4101000'],
])('%j is one number and its local digits', (cell, number) => {
	expect(readPhone(cell, { several: 'reject' })).toBe(number);
});

test.each([
	['+91 9876543210 / +7 9876543210', 'the same digits in another country'],
	['+91 9876543210 / 9876543', 'its first digits only'],
	['+91 9876543210 / 543210', 'its last digits, too few for a local number'],
])('%j is not one number: the other one has %s', (cell) => {
	expect(readPhone(cell, { several: 'reject' })).toBe(
		`invalid_contact_number: 'phone' holds "${cell}": it holds more than one number. Keep one of them, or set 'Several Numbers' to Use the First.`,
	);
});

test('the same digits in other groups lack their country only', () => {
	expect(readPhone('98765 43210; 9876-543210')).toBe(
		`missing_country_code: 'phone' holds "98765 43210", which is written without + or 00, so its country is unknown. Choose a 'Default Country', or write the number with + and its country code.`,
	);
});
