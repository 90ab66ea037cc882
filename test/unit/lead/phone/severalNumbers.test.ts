import { divideNumbers } from '../../../../nodes/EsoLeads/lead/phone/severalNumbers';
import { readPhone } from '../../../support/lead/readPhone';

const india = { defaultCountry: 'IN' };

test.each([
	['+919876543210 ::: +919876543211', '+91 9876543210'],
	['022 2345 6789 / 98765 43210', '+91 9876543210'],
	['98765 43210 / 022 2345 6789', '+91 9876543210'],
	['022 2345 6789, 022 2345 6780', '+91 2223456789'],
	['9876543210/11', '+91 9876543210'],
	['Home: 022 2345 6789 Mobile: 98765 43210', '+91 9876543210'],
	['Fax: 022 2345 6780; Tel: 022 2345 6789', '+91 2223456789'],
	['12345 67890 or 98765 43210', '+91 9876543210'],
	['9876543210,9876543211', '+91 9876543210'],
	['022 23456789 98765 43210', '+91 9876543210'],
	['022 23456789 - 98765 43210', '+91 9876543210'],
	['022 23456789 (9876543210)', '+91 9876543210'],
	['+91 22 2345 6789 +91 98765 43210', '+91 9876543210'],
	['022/23456789, 0422/2345678', '+91 2223456789'],
	['1) 98765 43210 2) 98765 43211', '+91 9876543210'],
	['1. 9876543210\n2. 9876543211\n3. 9876543212', '+91 9876543210'],
	['(1) 022 2345 6789, (2) 98765 43210', '+91 9876543210'],
	['1. +91 98765 43210 2. +91 98765 43211', '+91 9876543210'],
	['+919876543210 <+919876543211>', '+91 9876543210'],
	['022/23456789 - 9876/543210', '+91 9876543210'],
	['tel:+912223456789, tel:+919876543210', '+91 9876543210'],
	['912223456789@c.us; 919876543210@c.us', '+91 9876543210'],
	['https://wa.me/919876543210, https://wa.me/919876543211', '+91 9876543210'],
	[
		'BEGIN:VCARD\nTEL;TYPE=HOME:022 2345 6789\nTEL;TYPE=CELL:98765 43210\nEND:VCARD',
		'+91 9876543210',
	],
])('Use the First takes of %j the number %s, a mobile one before a landline', (cell, expected) => {
	expect(readPhone(cell, { ...india, several: 'first' })).toBe(expected);
});

test.each(['+919876543210 ::: +919876543211', '9876543210/11', '98765 43210 or 022 2345 6789'])(
	'Reject the Lead refuses %j, and names the option',
	(cell) => {
		expect(readPhone(cell, { ...india, several: 'reject' })).toMatch(
			/^invalid_contact_number: .* more than one number\. Keep one of them, or set 'Several Numbers'/,
		);
	},
);

test('where there is no such option, the message does not name it', () => {
	expect(readPhone('9876543210 / 9876543211', india)).not.toContain("'Several Numbers'");
});

test.each([
	'+919876543210 ::: +919876543210',
	'9876543210 / +91 98765 43210',
	'+91 9876543210, 09876543210',
	'9876543210\n9876543210\n9876543210',
	'+91 9876543210 or 9876543210',
	'https://wa.me/919876543210 +91 98765 43210',
	'1) 9876543210 2) 9876543210',
])('%j is one number, however often it is there', (cell) => {
	expect(readPhone(cell, { ...india, several: 'reject' })).toBe('+91 9876543210');
});

test.each([
	['+55 11 98765-4321 / +55 11 8765-4321', '+55 11987654321'],
	['+54 9 11 5512 3456 / +54 11 5512 3456', '+54 91155123456'],
])('%j is one person on WhatsApp', (cell, expected) => {
	expect(readPhone(cell, { several: 'reject' })).toBe(expected);
});

test('a number with slashes is not cut where another one stands beside it', () => {
	const germany = { defaultCountry: 'DE', several: 'first' as const };
	expect(readPhone('030/901820, 0171/1234567', germany)).toBe('+49 1711234567');
	const italy = { defaultCountry: 'IT', several: 'first' as const };
	expect(readPhone('02/5551234 - 340/1234567', italy)).toBe('+39 3401234567');
});

test('a cell with more than ten numbers is no lead, whatever is to become of several', () => {
	const cell = Array.from({ length: 11 }, (_, index) => `98765 4321${index}`).join(', ');
	expect(readPhone(cell, { ...india, several: 'first' })).toMatch(/more than one number/);
});

test('a number with an extension is none of several', () => {
	const cell = '+1 415 555 2671 ext 5 / +1 415 555 2672';
	expect(readPhone(cell, { several: 'first' })).toMatch(/it has an extension/);
});

test('a number and the same digits without its country code are one without any default country', () => {
	expect(readPhone('+91 9876543210 / 9876543210')).toBe('+91 9876543210');
	expect(readPhone('9876543210 / 9876543210')).toMatch(/^missing_country_code/);
});

test('of several numbers none of which can be sent, none is picked', () => {
	expect(readPhone('12345 67 / 76543 21', { ...india, several: 'first' })).toMatch(
		/more than one number/,
	);
});

test('a number under another country code than the lead’s is skipped', () => {
	const context = { ownCountry: '91', several: 'first' as const };
	expect(readPhone('+44 7911 123456 / +91 98765 43210', context)).toBe('+91 9876543210');
});

test.each([
	['06/12/34/56/78', 'one'],
	['+49/151/2345/6789', 'one'],
	['030/123456/78', 'several'],
	['8192829284/85', 'several'],
	['98765 43210 ::: 98765', 'several'],
	['022/23456789', 'one'],
	['0049/171/1234567', 'one'],
	['0049 171/1234567', 'one'],
	['4111 1111 1111 1111', 'one'],
	['+91 98765 - 43210', 'one'],
	['98765 43210 98765 43211', 'several'],
])('whether %s is one number or several: %s', (text, kind) => {
	expect(divideNumbers(text).kind).toBe(kind);
});
