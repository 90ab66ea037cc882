import { readContactNumber } from '../../../../nodes/EsoLeads/lead/phone/contactNumber';
import { readPhone } from '../../../support/lead/readPhone';

const india = { defaultCountry: 'IN' };

test.each<[cell: unknown, how: string]>([
	['+91 81928-29284', 'as in the address book'],
	['+918192829284', 'in E.164'],
	['tel:+91-81928-29284', 'in RFC 3966'],
	['tel:81928-29284;phone-context=+91', 'in RFC 3966 with its context'],
	['0091 81928 29284', 'behind an international prefix'],
	['08192829284', 'behind a national prefix'],
	['0-81928-29284', 'behind a national prefix and a dash'],
	['8192829284', 'as it is dialled at home'],
	['918192829284', 'with its country code but no plus'],
	['0918192829284', 'with a zero before its country code'],
	['(+91) 81928 29284', 'with the country code in brackets'],
	['+(91) 81928 29284', 'with brackets behind the plus'],
	['+91 (0)81928 29284', 'with the national zero in brackets'],
	['++91 81928 29284', 'with two pluses'],
	['+ 91 81928 29284', 'with a space behind the plus'],
	['+91.81928.29284', 'with dots'],
	['+91/81928/29284', 'with slashes'],
	[8192829284, 'as a JSON number'],
	[918192829284, 'as a JSON number with the country code'],
	[8192829284n, 'as a BigInt of a database'],
])('with India as default, %p (%s) is +91 8192829284', (cell) => {
	expect(readPhone(cell, india)).toBe('+91 8192829284');
});

test.each([
	'+91 81928-29284',
	'00918192829284',
	'tel:+918192829284',
	'tel:81928-29284;phone-context=+91',
	'https://wa.me/918192829284',
])('%s carries its country code: no default country is needed', (cell) => {
	expect(readPhone(cell)).toBe('+91 8192829284');
});

test.each(['8192829284', '918192829284', '08192829284', '(081) 928 29284', 8192829284])(
	'%p without any country is refused by naming the parameter that helps, never guessed',
	(cell) => {
		expect(readPhone(cell)).toMatch(/^missing_country_code: 'phone' .*'Default Country'/);
	},
);

test('a lead’s own country takes precedence over the default country', () => {
	expect(readPhone('8192829284', { defaultCountry: 'US', ownCountry: 'IN' })).toBe(
		'+91 8192829284',
	);
	expect(readPhone('2133734253', { defaultCountry: 'IN', ownCountry: 1 })).toBe('+1 2133734253');
});

test.each([
	['+44 7911 123456', 91],
	['+918192829284', 1],
	['00918192829284', '(+1)'],
	['0044 7911 123456', '+91'],
	['https://wa.me/447911123456', 'IN +91'],
	['+7 701 234 56 78', '+1'],
])('%s is not sent under the contradicting country code %s', (cell, ownCountry) => {
	expect(readPhone(cell, { ownCountry })).toMatch(/^invalid_country_code: 'phone' .*Correct one/);
});

test('a lead that names its country has no number of another one', () => {
	expect(readPhone('447911123456', { ownCountry: 'IN' })).toMatch(/too long .*here by 12/);
});

test.each([
	['+1 213 373 4253', 'CA', '+1 2133734253'],
	['+7 701 234 56 78', 'RU', '+7 7012345678'],
	['+44 7781 123456', 'GB', '+44 7781123456'],
])('%s does not contradict %s, which shares its country code', (cell, ownCountry, expected) => {
	expect(readPhone(cell, { ownCountry })).toBe(expected);
});

test.each([undefined, null, 0, '', ' ', '\t\n', '\u00a0', '\ufeff'])(
	'%p holds no contact number, and the message says which field to fill in',
	(cell) => {
		expect(readPhone(cell, india)).toMatch(/^missing_contact_number: 'phone' holds no/);
	},
);

test.each([true, false, {}, [], ['8192829284'], new Date(), NaN, -8192829284, -Infinity])(
	'%p is no contact number',
	(cell) => {
		expect(readPhone(cell, india)).toMatch(/^invalid_contact_number: 'phone' holds (?:"|an? )/);
	},
);

test.each([
	['12345', 'too short'],
	['+91 8192', 'too short'],
	['8192829284 81928292', 'too long'],
	['+91 81928 29284 1234', 'too long'],
	['+999 123456789', 'country code does not exist'],
	[8192829284.5, 'has decimals'],
	[1e21, 'digits were lost'],
])('%p is refused as %s', (cell, reason) => {
	expect(readPhone(cell, india)).toContain(reason);
});

test.each(['0000', '0000000000', '000-000-0000', '+91 0000000000'])(
	'%s stands for a missing number: it is not sent, whatever the number check',
	(cell) => {
		for (const check of ['possible', 'valid', 'digits'] as const)
			expect(readPhone(cell, { ...india, check })).toMatch(/^invalid_contact_number: /);
	},
);

test.each(['91918192829284', '91-91-8192829284', '+91 91 81928 29284'])(
	'%s has its country code twice: it is refused, not sent with it',
	(cell) => {
		expect(readPhone(cell, india)).toMatch(/country code appears twice: \+918192829284 would be/);
	},
);

test.each(['+49 49 151 23456789', '+39 39 340 1234567', '+43 43 664 1234567'])(
	'%s has its country code twice, although numbers there can be as long',
	(cell) => {
		expect(readPhone(cell)).toMatch(/^invalid_contact_number: .*its country code appears twice/);
	},
);

test('the valid check refuses a number outside the ranges in use, the default check lets it pass', () => {
	expect(readPhone('+1 123 456 7890', { check: 'possible' })).toBe('+1 1234567890');
	expect(readPhone('+1 123 456 7890', { check: 'valid' })).toMatch(/no such number is in use/);
	expect(readPhone('+91 81928 29284', { check: 'valid' })).toBe('+91 8192829284');
});

test('the digits check lets a number of any length pass, up to the 15 digits of E.164', () => {
	expect(readPhone('12345', { ...india, check: 'digits' })).toBe('+91 12345');
	expect(readPhone('1234567890123', { ...india, check: 'digits' })).toBe('+91 1234567890123');
	expect(readPhone('12345678901234', { ...india, check: 'digits' })).toContain('too long');
});

test.each([
	['+52 1 55 1234 5678', '+52 5512345678'],
	['0052 1 55 1234 5678', '+52 5512345678'],
	['https://wa.me/5215512345678', '+52 5512345678'],
	['+52 55 1234 5678', '+52 5512345678'],
])('%s: the mobile 1 that Mexico gave up is left out', (cell, expected) => {
	expect(readPhone(cell)).toBe(expected);
});

test.each([
	['+44 (0)20 7946 0018', '+44 2079460018'],
	['+49 (0) 151 23456789', '+49 15123456789'],
	['+48 (0)518303923', '+48 518303923'],
	['+39 (0)3116233128', '+39 3116233128'],
	['+39 (06) 6982 1234', '+39 0669821234'],
])('%s: a zero in brackets is sent only where it belongs to the number', (cell, expected) => {
	expect(readPhone(cell)).toBe(expected);
});

test.each([
	['447911123456', 'IN', '+44'],
	['918192829284', 'US', '+91'],
	['971501234567', 'GB', '+971'],
])(
	'%s, which lost the plus of another country than %s, is not taken for either',
	(cell, country, other) => {
		expect(readPhone(cell, { defaultCountry: country })).toContain(
			`would be one of ${other} if a plus was lost`,
		);
	},
);

test('a number that can be read in two ways is refused with both of them', () => {
	expect(readPhone('0435782334', { defaultCountry: 'AT' })).toMatch(
		/^invalid_contact_number: .*\+43435782334 or as \+435782334\. Write it with \+/,
	);
});

test.each(['📱 81928 29284', '8192829284 🙏', '🇮🇳 8192829284', '8️⃣1️⃣9️⃣2️⃣8️⃣2️⃣9️⃣2️⃣8️⃣4️⃣'])(
	'emoji are no obstacle: %s',
	(cell) => {
		expect(readPhone(cell, { defaultCountry: 'IN' })).toBe('+91 8192829284');
	},
);

test('without a field name the message still reads as a sentence', () => {
	const context = { ownCountry: undefined, defaultCountry: undefined, check: 'possible' as const };
	expect(readContactNumber('abc', { ...context, field: undefined })).toEqual({
		kind: 'refusal',
		code: 'invalid_contact_number',
		message: 'The contact number is "abc": it holds letters. Keep only the number.',
	});
	expect(readContactNumber('', { ...context, field: undefined })).toMatchObject({
		message: expect.stringMatching(/^The item holds no contact number/),
	});
});

test('a refusal names the field, so that a workflow can act on it', () => {
	const context = { ownCountry: undefined, defaultCountry: undefined, check: 'possible' as const };
	expect(readContactNumber('abc', { ...context, field: 'contact.phone' })).toMatchObject({
		field: 'contact.phone',
	});
});

test.each([
	[
		{ phone: 1 },
		"'phone' holds an object: that is not a number. Choose the field that holds the number.",
	],
	[
		-5,
		'\'phone\' holds "-5": it has a minus sign, so a spreadsheet has calculated with it. Format the column as text there and enter the number again.',
	],
	['000 000', '\'phone\' holds "000 000": it holds only zeros.'],
])('%j is refused in words that say why', (cell, message) => {
	expect(readPhone(cell, { defaultCountry: 'IN', check: 'digits' })).toBe(
		`invalid_contact_number: ${message}`,
	);
});
