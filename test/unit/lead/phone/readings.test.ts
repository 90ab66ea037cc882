import { chooseReading } from '../../../../nodes/EsoLeads/lead/phone/readings';
import { toCountry } from '../../../support/lead/rawLead';

/** `country` is the default country; with `isOwn` it is the lead's own. */
function read(text: string, country?: string, isOwn = false): string {
	const home = country === undefined ? undefined : { country: toCountry(country), isOwn };
	const reading = chooseReading(text, home);
	if (reading.kind === 'number') return `+${reading.callingCode} ${reading.national}`;
	return reading.kind === 'ambiguous' ? reading.readings.join(' or ') : reading.kind;
}

test.each([
	['+918192829284', undefined],
	['+918192829284', 'US'],
	['00918192829284', undefined],
	['00 91 81928-29284', 'US'],
	['011 91 8192829284', 'US'],
	['8 10 91 8192829284', 'RU'],
	['0011 91 8192829284', 'AU'],
])('%s, as it is dialled in %s, is +91 8192829284', (text, country) => {
	expect(read(text, country)).toBe('+91 8192829284');
});

test.each([
	['9198765432', 'IN', '+91 9198765432'],
	['919876543210', 'IN', '+91 9876543210'],
	['3921234567', 'IT', '+39 3921234567'],
	['393921234567', 'IT', '+39 3921234567'],
	['7701234567', 'KZ', '+7 7701234567'],
	['77012345678', 'KZ', '+7 7012345678'],
	['5551912345678', 'BR', '+55 51912345678'],
	['55912345678', 'BR', '+55 55912345678'],
	['5555912345678', 'BR', '+55 55912345678'],
	['819012345678', 'JP', '+81 9012345678'],
])('%s begins like the country code of %s, and is %s', (text, country, expected) => {
	expect(read(text, country)).toBe(expected);
});

test('zeros that a system padded a national number with are left out', () => {
	expect(read('00080 2345 6789', 'IN')).toBe('+91 8023456789');
	expect(read('000008192829284', 'IN')).toBe('+91 8192829284');
});

test('digits of a country that nobody named are not taken for that country', () => {
	expect(read('447911123456', 'IN')).not.toMatch(/^\+44 /);
	expect(read('12133734253', 'IN')).not.toMatch(/^\+1 /);
});

test('a landline that is a foreign landline without its plus too is read at home', () => {
	expect(read('2036819743', 'IN')).toBe('+91 2036819743');
});

test('a landline that would also be a foreign mobile number without its plus is reported to the user', () => {
	expect(read('6580200000', 'IN')).toBe('+916580200000 or +6580200000');
	expect(read('06580200000', 'IN')).toBe('+91 6580200000');
	expect(read('6580200000', 'IN', true)).toBe('+91 6580200000');
});

test('a number after 00 that does not exist is not taken for a possible one', () => {
	expect(read('0044 0000000001', 'IN')).toBe('notInUse');
	expect(read('0039 6 69821234', 'IN')).toBe('lostZero');
	expect(read('0091 91 9876543210', 'US')).toBe('codeTwice');
});

test('without any country only a plus or 00 tells where a number belongs', () => {
	expect(read('918192829284')).toBe('noCountry');
	expect(read('08192829284')).toBe('noCountry');
	expect(read('011 91 8192829284')).toBe('noCountry');
});

test('a calling code that regions share reads a national number of each of them', () => {
	expect(read('2133734253', '+1')).toBe('+1 2133734253');
	expect(read('(506) 234-5678', '1')).toBe('+1 5062345678');
	expect(read('8 912 345-67-89', '7')).toBe('+7 9123456789');
	expect(read('07781 123456', '44')).toBe('+44 7781123456');
});

test('two readings that exist and are both landlines are reported to the user', () => {
	expect(read('049477413233', 'DE')).toBe('+4949477413233 or +49477413233');
});

test.each(['', '+', '()', '+999999999'])('%p is no number, with or without a country', (text) => {
	expect(read(text)).toMatch(/^(?:noSuchCode|noCountry)$/);
	expect(read(text, 'IN')).toBe('noSuchCode');
});

test.each([
	['0091 22 2345 6789', 'IN', '+91 2223456789'],
	['0091 22 2345 6789', 'US', '+91 2223456789'],
	['00 1 212 555 0123', 'US', '+1 2125550123'],
	['022 2345 6789', 'IN', '+91 2223456789'],
	['+44 (0)20 7946 0958', 'IN', '+44 2079460958'],
	['+44 (0)7400 123456', undefined, '+44 7400123456'],
])('the landline or mobile number %s, dialled in %s, is %s', (text, country, expected) => {
	expect(read(text, country)).toBe(expected);
});

test('digits in front of a mobile number do not pass for its country code', () => {
	expect(read('12 98765 43210', 'IN')).toBe('+91 129876543210');
});

test.each([
	['376265219', 'AD', '+376376265219 or +376265219'],
	['4345700', 'AT', '+434345700 or +4345700'],
])(
	'%s in %s is in no range that is in use: of two readings with the right length none is guessed',
	(text, country, expected) => {
		expect(read(text, country)).toBe(expected);
	},
);

test.each([
	['4357823', 'AT', '+434357823 or +4357823'],
	['435996754', 'AT', '+43435996754 or +435996754'],
])(
	'%s in %s is a landline with the country code and without it: refused',
	(text, country, expected) => {
		expect(read(text, country)).toBe(expected);
	},
);

test.each([
	['4915112345678', 'IN', 'foreign'],
	['04915112345678', 'IN', '+91 4915112345678'],
])(
	'%s, in %s, which lacks at most the plus of a German number, is %s',
	(text, country, expected) => {
		expect(read(text, country)).toBe(expected);
	},
);

test('under the country of the lead itself, no other country comes into question', () => {
	expect(read('4915112345678', 'IN', true)).toBe('+91 4915112345678');
});
