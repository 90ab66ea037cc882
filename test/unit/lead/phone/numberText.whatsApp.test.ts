import { readPhone } from '../../../support/lead/readPhone';

const india = { defaultCountry: 'IN' };

test.each([
	'https://wa.me/918192829284',
	'http://wa.me/+918192829284?text=Hi%202',
	'https://wa.me/918192829284?text=Order%201234567890',
	'wa.me/91-81928-29284',
	'https://api.whatsapp.com/send?phone=918192829284',
	'https://api.whatsapp.com/send/?text=Hi%202&phone=%2B918192829284&app_absent=0',
	'https://web.whatsapp.com/send?phone=+918192829284',
	'whatsapp://send?phone=918192829284',
	'918192829284@c.us',
	'+918192829284@c.us',
	'918192829284@s.whatsapp.net',
	'918192829284:12@s.whatsapp.net',
])('the WhatsApp address %s is read as its number, with no default country', (cell) => {
	expect(readPhone(cell)).toBe('+91 8192829284');
	expect(readPhone(cell, { defaultCountry: 'US' })).toBe('+91 8192829284');
});

test.each(['120363025246125486@g.us', '123456789012345@lid', 'status@broadcast', '1@newsletter'])(
	'%s is a group or a channel, not a person',
	(cell) => {
		expect(readPhone(cell, india)).toMatch(/not the number of a person/);
	},
);

test.each([
	'wa.me/918192829284, wa.me/447911123456',
	'9876543210 https://wa.me/918192829284',
	'https://wa.me/918192829284 or 9876543210',
])('%p holds a second number beside the link: neither is picked', (cell) => {
	expect(readPhone(cell, india)).toMatch(/more than one number/);
});

test.each([
	['https://wa.me/491761234%205678', '+49 17612345678'],
	['https://wa.me/491761234.5678', 'invalid_contact_number'],
	['https://api.whatsapp.com/send?phone=%2B491761234%205678', '+49 17612345678'],
])('%s: the number in a link is read whole or not at all', (cell, expected) => {
	expect(readPhone(cell).split(':')[0]).toBe(expected);
});

test('a WhatsApp link without a number in it is refused', () => {
	expect(readPhone('https://wa.me/message/ABCDEFGHIJ1234', india)).toMatch(
		/^invalid_contact_number/,
	);
});

test.each(['write 918192829284@c.us', '918192829284@c.us.example'])(
	'%p only holds a WhatsApp ID: nothing of it is taken for a number',
	(cell) => {
		expect(readPhone(cell)).toMatch(/it holds letters/);
	},
);
