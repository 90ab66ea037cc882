import { readPhone } from '../../../support/lead/readPhone';
import { readNumberText } from '../../../../nodes/EsoLeads/lead/phone/numberText';

const india = { defaultCountry: 'IN' };

test.each([
	['Phone: 8192829284'],
	['Ph. 8192829284'],
	['MOBILE 8192829284'],
	['Mobile No.: 8192829284'],
	['mob no 8192829284'],
	['Cell: (81928) 29284'],
	['WhatsApp: +91 8192829284'],
	['WhatsApp number 8192829284'],
	['Tel.: 8192829284'],
	['callto:8192829284'],
	['sms:+918192829284'],
])('the label in %p is left out', (cell) => {
	expect(readPhone(cell, india)).toBe('+91 8192829284');
});

test.each([
	'8192829284 (home)',
	'+91 81928 29284 WhatsApp',
	'8192829284 mobile',
	'8192829284\noffice',
])('the label after the number in %p is left out', (cell) => {
	expect(readPhone(cell, india)).toBe('+91 8192829284');
});

test.each([
	'8192829284 / 9876543210',
	'8192829284/85',
	'8192829284, 9876543210',
	'8192829284;9876543210',
	'8192829284 | 9876543210',
	'8192829284\n9876543210',
	'8192829284\u20289876543210',
	'8192829284 or 9876543210',
	'+91 8192829284 and +91 9876543210',
	'8192829284 & 9876543210',
	'8192829284,,12',
])('%p holds two numbers: neither is picked', (cell) => {
	expect(readPhone(cell, india)).toMatch(/more than one number/);
});

test.each([
	'8192829284 ext. 12',
	'8192829284 ext 12',
	'8192829284 extension: 12',
	'8192829284x12',
	'8192829284 #12',
	'8192829284 доб. 12',
	'tel:+91-81928-29284;ext=12',
])('%p has an extension, which WhatsApp cannot reach', (cell) => {
	expect(readPhone(cell, india)).toMatch(/has an extension/);
});

test.each([
	['1-800-FLOWERS', 'letters'],
	['O81928 29284', 'letters'],
	['patel@example.com', 'letters'],
	['?8192829284', 'characters that no phone number has'],
	['8192829284*', 'characters that no phone number has'],
	['8192_829_284', 'characters that no phone number has'],
	['91+8192829284', 'characters that no phone number has'],
])('%p is refused: it holds %s', (cell, reason) => {
	expect(readPhone(cell, india)).toContain(reason);
});

test('a cell of 500 characters is still searched for a link, a longer one is refused', () => {
	const link = 'https://wa.me/918192829284?text=';
	expect(readPhone(link.padEnd(500, 'x'))).toBe('+91 8192829284');
	expect(readPhone(link.padEnd(501, 'x'))).toMatch(/too long for a number/);
	expect(readNumberText('1'.repeat(501)).kind).toBe('unreadable');
});

test.each([
	['(91) 81928-29284+', '+(91) 81928-29284'],
	['+91 [81928] 29284', '+91 81928 29284'],
	['+91,81928,29284', '+91 81928 29284'],
	['++91 81928', '+91 81928'],
	['[[81928]]  [29284]', '81928 29284'],
	['81928-29284;phone-context=+91', '+9181928-29284'],
	['81928-29284;phone-context=example.com', '81928-29284'],
	['1,234,567,890', '1234567890'],
	['wa.me/918192829284?text=call 9876543210', '+918192829284'],
	['wa.me/918192829284/', '+918192829284'],
	['8192829284.0', '8192829284'],
	['8.192829284E+09', '8192829284'],
])('%s is read as %j', (cell, text) => {
	expect(readNumberText(cell)).toMatchObject({ kind: 'numberText', text });
});

test.each([
	['9876543/1', true],
	['9876543/1234', true],
	['9876543/12345', false],
	['9876543/123456', false],
	['9876543/1234567', true],
	['987654/1', false],
	['987654/1234567', false],
	['123456789/12345', false],
	['9876543210/12345', true],
	['9876543210 /', false],
	['https://wa.me/918192829284?phone=1234567', true],
	['https://wa.me/918192829284?phone=123456', false],
])('whether %s is more than one number: %p', (cell, isSeveral) => {
	expect(readNumberText(cell).kind === 'several').toBe(isSeveral);
});
