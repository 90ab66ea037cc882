import { readContactNumber } from '../../../../nodes/EsoLeads/lead/phone/contactNumber';
import { readCountry } from '../../../../nodes/EsoLeads/lead/phone/country';
import { createNotes } from '../../../../nodes/EsoLeads/lead/lead';
import { describeNotes } from '../../../../nodes/EsoLeads/report/hints';
import { CHANNEL_KEY } from '../../../support/lead/rawLead';

function read(cell: unknown, country: unknown, defaultCountry?: string) {
	return readContactNumber(cell, {
		field: 'phone',
		ownCountry: readCountry(country, 'country'),
		defaultCountry: readCountry(defaultCountry),
		check: 'possible',
	});
}

test.each(['India', 'IND', 'IN', 'भारत', '🇮🇳'])(
	'%s tells where somebody lives: a number with its own plus or 00 is taken, and remarked',
	(country) => {
		for (const cell of ['+971 50 123 4567', '00971 50 123 4567', 'https://wa.me/971501234567'])
			expect(read(cell, country)).toMatchObject({ countryCode: 971, remark: 'otherCountries' });
	},
);

test.each(['91', '+91', 'India (+91)', 'IN +91', '(+91)'])(
	'%s speaks of the number: another code contradicts it',
	(country) => {
		expect(read('+971 50 123 4567', country)).toMatchObject({ code: 'invalid_country_code' });
	},
);

test('a number of another country that nobody has is no proof of where it belongs', () => {
	expect(read('+1 123 456 7890', 'India')).toMatchObject({ code: 'invalid_country_code' });
});

test('a number of the country that was named is nothing to remark', () => {
	expect(read('+91 81928 29284', 'India')).not.toHaveProperty('remark');
	expect(read('81928 29284', 'India')).not.toHaveProperty('remark');
});

test('a country that cannot be read costs the lead only if the number needs it, whatever the default', () => {
	expect(read('+91 81928 29284', 'Atlantis')).toMatchObject({ remark: 'unreadCountries' });
	expect(read('0091 81928 29284', { code: 91 })).toMatchObject({ digits: '8192829284' });
	expect(read('81928 29284', 'Atlantis', 'IN')).toMatchObject({
		code: 'invalid_country_code',
		field: 'country',
	});
	expect(read('call me', 'Atlantis', 'IN')).toMatchObject({ code: 'invalid_contact_number' });
	expect(read('', 'Atlantis', 'IN')).toMatchObject({ code: 'missing_contact_number' });
});

test('a filler is no country: the default country serves', () => {
	for (const filler of ['-', 'N/A', 'null', 'none', 'nil', '0', 0, ''])
		expect(read('81928 29284', filler, 'IN')).toMatchObject({ digits: '8192829284' });
});

test('the hints count what was remarked', () => {
	const keys = { supportChannelKey: CHANNEL_KEY, contactKeys: 'both' as const };
	expect(describeNotes({ ...createNotes(), otherCountries: 1, unreadCountries: 2 }, keys)).toEqual([
		'1 number belongs to another country than the one given for the lead, and was sent as written.',
		'2 countries were not recognized, but were not needed: their numbers include a country code.',
	]);
});
