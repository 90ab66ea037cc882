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
