import {
	findAlike,
	findField,
	hasField,
	nameKey,
	omitField,
	parseFieldPath,
	tidyName,
	toFieldPath,
} from '../../../../nodes/EsoLeads/lead/fields/fieldPath';

test.each<[string[], string]>([
	[['a.b "c"'], 'a.b "c"'],
	[['contact', 'phone'], 'contact.phone'],
	[['contact', 'Phone No'], 'contact.Phone No'],
	[['phones', '12', 'number'], 'phones[12].number'],
	[['phones', '1st'], 'phones.1st'],
	[['0', 'phone'], '0.phone'],
	[['contact', 'no.'], 'contact["no."]'],
	[['contact', 'no. "1"'], `contact['no. "1"']`],
	[['contact', "Asha's"], `contact["Asha's"]`],
	[['a.b', 'phone'], '["a.b"].phone'],
])('the field at %j is shown to the user as %s', (keys, text) => {
	expect(toFieldPath(keys)).toEqual({ text, keys });
	if (keys.length > 1) expect(parseFieldPath(text).keys).toEqual(keys);
});

test('an index of two digits is read with blanks around it', () => {
	expect(parseFieldPath('phones[ 12 ].number').keys).toEqual(['phones', '12', 'number']);
});

test('a path of 200 characters is followed, and a longer text names only itself', () => {
	const [longest, longer] = [`a.${'b'.repeat(198)}`, `a.${'b'.repeat(199)}`];
	expect(parseFieldPath(longest).keys).toEqual(['a', 'b'.repeat(198)]);
	expect(parseFieldPath(longer).keys).toEqual([longer]);
});

const json = {
	'work.phone': 1,
	contact: { phone: null },
	phones: ['a'],
	none: null,
	text: 'abc',
};

test.each([
	['text', true],
	['none', true],
	['work.phone', true],
	['contact.phone', true],
	['phones[0]', true],
	['phones[1]', false],
	['contact.missing', false],
	['contact.phone.deeper', false],
	['contact.constructor', false],
	['none.phone', false],
	['text.length', false],
	['text[0]', false],
	['missing', false],
	['missing.phone', false],
])('whether an item has the field %s, even an empty one: %p', (path, expected) => {
	expect(hasField(json, parseFieldPath(path))).toBe(expected);
});

test('leaving a column out whose name has a dot keeps the nested field', () => {
	const both = { 'contact.phone': 1, contact: { phone: 2, city: 'Pune' } };
	expect(omitField(both, parseFieldPath('contact.phone'))).toEqual({
		contact: { phone: 2, city: 'Pune' },
	});
});

test.each(['text[0]', 'text.length', 'none.phone'])(
	'leaving %s out takes nothing from a text or an empty field',
	(path) => {
		expect(omitField(json, parseFieldPath(path))).toBe(json);
	},
);

test.each<[string, Array<Record<string, unknown>>, string, string | undefined]>([
	['in a later record with other columns', [{ aB: 1 }, { a: 1, B: 2 }], 'b', 'B'],
	[
		'inside, in a later record',
		[{ Body: { x: 1 } }, { Body: { Phone: 1 } }],
		'body.phone',
		'Body.Phone',
	],
	['in Turkish letters', [{ ısı: 1 }], 'isi', 'ısı'],
	['with blanks beside an accent', [{ 'Numéro  Fixe': 1 }], 'numérofixe', 'Numéro  Fixe'],
	['not among the letters of a text', [{ body: 'abc' }], 'Body[0]', undefined],
	['not in an empty field', [{ body: null }], 'Body.phone', undefined],
	['not by a name that shows nothing', [{ '\u200b': 1 }], ' ', undefined],
])('a field is found %s', (_, records, path, found) => {
	expect(findField(records, parseFieldPath(path))?.text).toBe(found);
});

test('a name that shows nothing looks like no other', () => {
	expect(findAlike(['', ' ', '\u200b', 'phone'], '\u200b')).toEqual([]);
	expect(findAlike(['', 'Phone', 'PHONE ', 'Phones'], 'phone')).toEqual(['Phone', 'PHONE ']);
});

test.each([
	['Contact Number', 'contactnumber'],
	['Contact\u00a0Numéro', 'contactnuméro'],
	['TELEFON NUMARASI Ş', 'telefonnumarasiş'],
	['DİŞ', 'diş'],
	['ｐｈｏｎｅ', 'phone'],
])('the column %s looks like %s to a person', (name, key) => {
	expect(nameKey(name)).toBe(key);
});

test.each([
	...['\ufeff', '\ufffe', 'ÿþ', 'þÿ', 'ï»¿', 'ď»ż', 'ן»¿', 'ļ»æ', 'ï»؟', 'ο»Ώ', 'п»ї', 'П»ї'],
	...['Ôªø', 'пїњ', 'ďťż', '๏ปฟ', 'О╩©', 'я╗┐', '´╗┐', '∩╗┐', 'ï»¿ï»¿', '\ufeffï»¿'],
])('a column is named without the byte order mark %j in front', (mark) => {
	expect(tidyName(`${mark}Phone`)).toBe('Phone');
});

test.each(['»ї', 'ж»їPhone', 'ж╗┐Phone', 'a»¿Phone', 'ï»xPhone', 'Phone ï»¿', 'þPhone'])(
	'the name %s has no byte order mark and stays as it is',
	(name) => {
		expect(tidyName(name)).toBe(name);
	},
);

test.each([
	[' Phone ', 'Phone'],
	['Phone\nNumber', 'Phone Number'],
	['Phone \r\n\t Number', 'Phone Number'],
	['Phone\u3164\u2800Number', 'Phone Number'],
	['Pho\u200bne', 'Phone'],
	['Phone\u0000', 'Phone'],
	['\u200e Phone', 'Phone'],
])('the name %j is shown on one line as %s', (name, tidy) => {
	expect(tidyName(name)).toBe(tidy);
});
