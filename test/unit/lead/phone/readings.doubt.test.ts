import { chooseReading } from '../../../../nodes/EsoLeads/lead/phone/readings';
import { toCountry } from '../../../support/lead/rawLead';

/** 'lostZero: +390669821234'; a plus or 00 that leaves no doubt is shown as '!'. */
function read(text: string, country?: string, isOwn = false): string {
	const home = country === undefined ? undefined : { country: toCountry(country), isOwn };
	const reading = chooseReading(text, home);
	switch (reading.kind) {
		case 'number':
			return `+${reading.callingCode} ${reading.national}${reading.isInternational ? '!' : ''}`;
		case 'ambiguous':
			return reading.readings.join(' or ');
		case 'lostZero':
		case 'codeTwice':
			return `${reading.kind}: ${reading.number}`;
		default:
			return reading.kind;
	}
}

test.each([
	['+91 81928 29284', 'IN', '+91 8192829284!'],
	['0091 81928 29284', 'IN', '+91 8192829284!'],
	['81928 29284', 'IN', '+91 8192829284'],
	['91 81928 29284', 'IN', '+91 8192829284'],
])(
	'only a plus or 00 leaves no doubt about a country: %s in %s is %s',
	(text, country, expected) => {
		expect(read(text, country)).toBe(expected);
	},
);

test.each([
	['+0044 9456 935000', 'IN', '+44 9456935000!'],
	['+00 91 81928 29284', 'US', '+91 8192829284!'],
	['0044 9456 935000', 'IN', 'notInUse'],
])('after a plus, 00 is only the plus once more: %s in %s is %s', (text, country, expected) => {
	expect(read(text, country)).toBe(expected);
});

test.each([
	['+0 80 2345 6789', 'IN', '+91 8023456789'],
	['+0 98765 43210', 'IN', '+91 9876543210'],
	['+0 44 7911 123456', 'IN', '+44 7911123456!'],
	['+091 98765 43210', 'IN', '+91 9876543210!'],
	['+06580200000', 'IN', '+916580200000 or +6580200000'],
])(
	'+0 stands before a number as dialled at home, or abroad: %s in %s is %s',
	(text, country, expected) => {
		expect(read(text, country)).toBe(expected);
	},
);

test('a foreign mobile number after +0 is read although its lead is from elsewhere', () => {
	expect(read('+0 44 7911 123456', 'IN', true)).toBe('+44 7911123456!');
});

test.each([
	['+44 (0)20 7946 0958', '+44 2079460958!'],
	['+352 (0)621 123 456', '+352 621123456!'],
	['+7 (0)495 123-45-67', '+7 4951234567!'],
	['+241 (0)6 03 12 34', '+241 06031234!'],
])(
	'a zero in brackets is left out, but not where it belongs to the number: %s is %s',
	(text, expected) => {
		expect(read(text)).toBe(expected);
	},
);

test('a zero in brackets is kept, and refused later, where no such number is in use', () => {
	expect(read('+65 (0)3707 9257')).toBe('+65 037079257!');
	expect(read('+999 (0)123456')).toBe('noSuchCode');
});

test.each([
	['6 6982 1234', 'IT', 'lostZero: +390669821234'],
	['+39 6 6982 1234', undefined, 'lostZero: +390669821234'],
	['6 03 12 34', 'GA', 'lostZero: +24106031234'],
])('%s in %s lacks the zero that its country’s numbers have: %s', (text, country, expected) => {
	expect(read(text, country)).toBe(expected);
});

test('a mobile number of Gabon without its zero is refused in a lead from Gabon too', () => {
	expect(read('6031234', 'GA', true)).toBe('lostZero: +24106031234');
	expect(read('06031234', 'GA', true)).toBe('+241 06031234');
});

test.each([
	['+44 44 20 7946 0958', 'codeTwice: +442079460958'],
	['+91 91 98765 43210', 'codeTwice: +919876543210'],
	['+49 4976 77180', '+49 497677180!'],
])(
	'a code that comes twice is reported, but not an area code that looks like it: %s is %s',
	(text, expected) => {
		expect(read(text)).toBe(expected);
	},
);

test.each([
	['15 5123 4567', 'AR', 'noAreaCode'],
	['15 123456', 'AR', 'noAreaCode'],
	['+54 15 5123 4567', undefined, 'noAreaCode'],
	['+54 9 15 5123 4567', undefined, 'noAreaCode'],
	['+54 11 15 5123 4567', undefined, '+54 91151234567!'],
	['+54 999 15 123456', undefined, '+54 99915123456!'],
	['+54 15 1234567890', undefined, '+54 151234567890!'],
	['+54 40 624 320', undefined, '+54 40624320!'],
	['+1 157 208 5245', undefined, '+1 1572085245!'],
	['+91 15 123456', undefined, '+91 15123456!'],
])(
	'only Argentina’s 15 without an area code is reported as such: %s in %s is %s',
	(text, country, expected) => {
		expect(read(text, country)).toBe(expected);
	},
);

test('a Russian landline after its 8 is not taken for a mobile number of Vietnam, +84', () => {
	expect(read('8 (495) 123-45-67', 'RU')).toBe('+7 4951234567');
});

test('digits too long for the home country are its number with the country code', () => {
	expect(read('449456935000', 'GB')).toBe('+44 9456935000');
	expect(read('449456935000', 'GB', true)).toBe('+44 9456935000');
});
