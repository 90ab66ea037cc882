import { readNumberText } from '../../../../nodes/EsoLeads/lead/phone/numberText';
import { readPhone } from '../../../support/lead/readPhone';

const refused = (cell: string, reason: string) =>
	`invalid_contact_number: 'phone' holds "${cell}": ${reason}.`;

const LETTERS = 'it holds letters. Keep only the number';
const A_FAX = 'it is a fax number, which WhatsApp cannot reach. Give a phone number';

test.each([
	['Cell98765 43210', 'IN', '+91 9876543210'],
	['Office98765 43210', 'IN', '+91 9876543210'],
	['O: 98765 43210', 'IN', '+91 9876543210'],
	['501234567 O', 'AE', '+971 501234567'],
	['Foxx 98765 43210', 'IN', '+91 9876543210'],
	['XXL Shop 98765 43210', 'IN', '+91 9876543210'],
	['Phone 1 : 98765 43210', 'IN', '+91 9876543210'],
	['Tel 22 2012 3456', 'IN', '+91 2220123456'],
	['Tel 22 2345 2012', 'IN', '+91 2223452012'],
	['28 2024 Marie', 'NC', '+687 282024'],
	['4 - 222 3333 Omar', 'AE', '+971 42223333'],
])('the words of %j (%s) are left out: %s', (cell, defaultCountry, expected) => {
	expect(readPhone(cell, { defaultCountry })).toBe(expected);
});

test.each([
	['Ravi {} 98765 43210', 'IN', '+91 9876543210'],
	['98765 43210 {Ravi}', 'IN', '+91 9876543210'],
	['{Ravi} 98765 43210', 'IN', '+91 9876543210'],
	['Ravi:(022)2345 6789', 'IN', '+91 2223456789'],
	['+39 (0) 347 123 4567 Marco', 'IT', '+39 3471234567'],
	['Awa +225 (0) 07 01 02 03 04', 'CI', '+225 0701020304'],
])(
	'brackets that words leave go, and those of the number in %j (%s) stay: %s',
	(cell, defaultCountry, expected) => {
		expect(readPhone(cell, { defaultCountry })).toBe(expected);
	},
);

test.each([
	['501234567O', 'AE'],
	['OO919876543210', 'IN'],
	['XXX 98765 43210', 'IN'],
	['Ravi XXX 98765 43210', 'IN'],
])(
	'letters in place of digits make %j (%s) no number, and none is guessed',
	(cell, defaultCountry) => {
		expect(readPhone(cell, { defaultCountry })).toBe(refused(cell, LETTERS));
	},
);

test.each([
	['May 5 2024', 'FK'],
	['May 5, 2024', 'FK'],
	['March 28, 2024', 'NC'],
	['(March 28, 2024)', 'NC'],
	['March (28) 2024', 'NC'],
	['March 28 1924', 'NC'],
])('the date %j is no number, although its digits are one in %s', (cell, defaultCountry) => {
	expect(readPhone(cell, { defaultCountry })).toBe(refused(cell, LETTERS));
});

test.each([
	['Ravi 06/12/2024', 'it is a date'],
	['Ravi 45336', 'it looks like a date'],
	['Ravi 1705312200', 'it looks like a timestamp'],
])('%j is refused for what it holds beside the name: %s', (cell, what) => {
	const reason = `${what}, not a phone number. Check which field holds the number`;
	expect(readPhone(cell, { defaultCountry: 'IN' })).toBe(refused(cell, reason));
});

test.each([
	'Fax 022 2345 6789',
	'Fax Shop: 022 2345 6789',
	'(Fax) 022 2345 6789 Ravi',
	'02223456789Fax',
])('%j is the number of a fax', (cell) => {
	expect(readPhone(cell, { defaultCountry: 'IN' })).toBe(refused(cell, A_FAX));
});

test.each([
	['Tel/Fax: 022 2345 6789', 'IN', '+91 2223456789'],
	['Tel & Fax: 022 2345 6789', 'IN', '+91 2223456789'],
	['Fax/Tel. 022 2345 6789', 'IN', '+91 2223456789'],
	['Fax/Tel... 022 2345 6789', 'IN', '+91 2223456789'],
	['Phone No./Fax: 022 2345 6789', 'IN', '+91 2223456789'],
	['Mob/Fax: 98765 43210', 'IN', '+91 9876543210'],
	['Mobile/Fax: 98765 43210', 'IN', '+91 9876543210'],
	['Telefon/Fax: 030 901820', 'DE', '+49 30901820'],
	['Teléfono/Fax: 91 123 45 67', 'ES', '+34 911234567'],
	['Tél./Fax : 01 42 68 53 00', 'FR', '+33 142685300'],
	['Téléphone et télécopie 01 42 68 53 00', 'FR', '+33 142685300'],
	['Handy/Fax 0151 23456789', 'DE', '+49 15123456789'],
	['Telp/Fax 021 5201234', 'ID', '+62 215201234'],
	['Тел./факс: 8 495 123-45-67', 'RU', '+7 4951234567'],
	['电话/传真 010 8529 6666', 'CN', '+86 1085296666'],
])('%j (%s) reaches a phone as well as a fax: %s', (cell, defaultCountry, expected) => {
	expect(readPhone(cell, { defaultCountry })).toBe(expected);
});

test.each(['F. Khan 98765 43210', 'Yusuf 98765 43210'])(
	'the F in %j does not stand for a fax',
	(cell) => {
		expect(readPhone(cell, { defaultCountry: 'IN' })).toBe('+91 9876543210');
	},
);

test('a number beside words is taken without its brackets, and only if it is in use', () => {
	expect(readNumberText('Ravi [022] 2345 6789')).toEqual({
		kind: 'numberText',
		text: '022 2345 6789',
		doubt: { mustBe: 'inUse', reason: LETTERS },
	});
});
