import { readNumberText } from '../../../../nodes/EsoLeads/lead/phone/numberText';
import { readPhone } from '../../../support/lead/readPhone';

const refused = (cell: string, reason: string) =>
	`invalid_contact_number: 'phone' holds "${cell}": ${reason}.`;

const TWO_NUMBERS = 'it holds more than one number. Keep one of them';
const AN_EXTENSION = 'it has an extension, which WhatsApp cannot reach. Give a direct number';
const IN_GROUPS = 'taken together, its digits are not a number in use. Keep one number';
const PLUS_BEHIND = 'its plus comes after the country code. Write + and the country code in front';

const india = { defaultCountry: 'IN' };

test.each([
	['98765€43210', '"€"'],
	['98765*+43210', '"*"'],
	['971+ 50 123 4567*9', '"*"'],
	['98765\ufffd43210', '"\ufffd"'],
	['.98765 43210+', '"+"'],
	['12971+ 50 123 4567', '"+"'],
	['50 123 4567 971+ 5', '"+"'],
	['999+ 501 234 567', '"+"'],
	['+44 +91 98765 43210', '"+"'],
	['+98765 +98765 43210', '"+"'],
	['98765\u030143210', 'U+0301'],
])('the character in the way is named for %j: %s', (cell, name) => {
	const reason = `it holds characters that no phone number has (${name}). Keep only the number`;
	expect(readPhone(cell, india)).toBe(refused(cell, reason));
});

test('a character in the way that nobody can see is named by its code', () => {
	expect(readPhone('98765\ue00043210', india)).toMatch(
		/: it holds characters that no phone number has \(U\+E000, which is invisible\)\. Keep only the number\.$/,
	);
});

test.each([
	['+91 + 91 98765 43210', '+91 9876543210'],
	['0+91 98765 43210', '+91 9876543210'],
	['0091 (+91) 98765 43210', '+91 9876543210'],
	['971+ 50 123 4567', '+971 501234567'],
	['50 123 4567 (971+)', '+971 501234567'],
])(
	'a country code behind a zero, written twice, or before its plus is read: %j is %s',
	(cell, expected) => {
		expect(readPhone(cell, india)).toBe(expected);
	},
);

test.each([
	['½', 'it holds no digits. Give a number'],
	['12/34', 'it is too short (+91 is followed by 10 digits, here by 4). Check for missing digits'],
	['022/234/5678', IN_GROUPS],
	['971+ 00 000 0000', PLUS_BEHIND],
	['12345 ext 6', 'it holds letters. Keep only the number'],
	['123456 ext 6', AN_EXTENSION],
	['98765 43210 x12, 98765 43211', AN_EXTENSION],
])('%j is refused, since %s', (cell, reason) => {
	expect(readPhone(cell, india)).toBe(refused(cell, reason));
});

test.each([
	['022/234/5678', IN_GROUPS],
	['971+ 50 123 4567', PLUS_BEHIND],
])('%j counts only if it is a number in use', (cell, reason) => {
	expect(readNumberText(cell)).toMatchObject({ doubt: { mustBe: 'inUse', reason } });
});

test.each([
	['2345678 or 98765 43210', '+91 9876543210'],
	['022 2345 6789 x 98765 43210', '+91 9876543210'],
])(
	'words between two whole numbers separate them: Use the First takes from %j %s',
	(cell, expected) => {
		expect(readPhone(cell, { ...india, several: 'first' })).toBe(expected);
	},
);

const list = (count: number, number: (index: number) => string, separator: string) =>
	Array.from({ length: count }, (_, index) => number(index)).join(separator);

test('Use the First takes one of as many as ten numbers', () => {
	const cell = list(10, (index) => `987654321${index}`, ';');
	expect(readPhone(cell, { ...india, several: 'first' })).toBe('+91 9876543210');
});

test.each([
	['unlabelled', list(11, () => '2345678', ',')],
	['labelled', list(11, (index) => `Ravi ${9876543210 + index}`, ' ')],
])('eleven numbers, %s, are not those of one person', (_, cell) => {
	expect(readPhone(cell, { ...india, several: 'first' })).toMatch(
		new RegExp(`: ${TWO_NUMBERS}\\.$`),
	);
});
