import fc from 'fast-check';
import {
	findField,
	parseFieldPath,
	toFieldPath,
} from '../../../../nodes/EsoLeads/lead/fields/fieldPath';

const find = (records: Array<Record<string, unknown>>, path: string) =>
	findField(records, parseFieldPath(path))?.text;

test.each<[string, Array<Record<string, unknown>>, string, string | undefined]>([
	['as it is spelled', [{ phone: 1, Phone: 2 }], 'phone', 'phone'],
	['in one record of many', [{}, { Phone: 1 }, { phone: '' }], 'phone', 'phone'],
	['where it is empty', [{ phone: null }], 'phone', 'phone'],
	['in other capitals', [{ Name: 'x', Phone: 1 }], 'phone', 'Phone'],
	[
		'in other capitals, with blanks around it',
		[{ ' Mobile No. ': 1 }],
		'mobile no.',
		' Mobile No. ',
	],
	['within a path', [{ Body: { Phone: 1 } }], 'body.phone', 'Body.Phone'],
	['by the one spelling that all records share', [{ PHONE: 1 }, { PHONE: 2 }], 'phone', 'PHONE'],
	['without its blanks', [{ 'Contact Number': 1 }], 'contactnumber', 'Contact Number'],
	['with blanks that it does not have', [{ ContactNumber: 1 }], 'Contact  Number', 'ContactNumber'],
	['behind a byte order mark', [{ '\ufeffPhone': 1, City: 2 }], 'phone', '\ufeffPhone'],
	['with invisible characters in it', [{ 'Pho\u200bne': 1 }], 'phone', 'Pho\u200bne'],
	['in Turkish capitals', [{ İSİM: 1 }], 'isim', 'İSİM'],
	['in full-width letters', [{ Ｐｈｏｎｅ: 1 }], 'phone', 'Ｐｈｏｎｅ'],
	['so within a path', [{ Body: { 'Phone No': 1 } }], 'body.phoneno', 'Body.Phone No'],
	['not where blanks make two', [{ 'Phone No': 1, PhoneNo: 2 }], 'phone no', undefined],
	['not by a name of blanks', [{ '\u200b': 1, '': 2 }], ' ', undefined],
	['not with other punctuation', [{ contact_number: 1 }], 'Contact Number', undefined],
	['not where two could be meant', [{ Phone: 1, PHONE: 2 }], 'phone', undefined],
	['not where records disagree', [{ Phone: 1 }, { PHONE: 2 }], 'phone', undefined],
	['not by a part of its name', [{ Phones: 1, 'My Phone': 2 }], 'phone', undefined],
	['not where there are no records', [], 'phone', undefined],
	['not among what every object has', [{}], 'constructor', undefined],
])('a field is found %s', (_, records, path, found) => {
	expect(find(records, path)).toBe(found);
});

test('a path that is written can be read again', () => {
	const key = fc
		.string({ minLength: 1 })
		.filter((name) => !/["'\]]/.test(name) && name.trim() === name);
	fc.assert(
		fc.property(fc.array(key, { minLength: 2, maxLength: 4 }), (keys) => {
			expect(parseFieldPath(toFieldPath(keys).text).keys).toEqual(keys);
		}),
	);
});
