import {
	describeMissingField,
	suggestNumberField,
} from '../../../nodes/EsoLeads/lead/suggestField';
import { toCountry } from '../../support/lead/rawLead';

const NUMBER = '+918192829284';

describe('a column of dates or amounts is not taken for the numbers', () => {
	test.each([
		['0000-00-00', 'as a database writes no date'],
		['00/00/0000', 'the same with slashes'],
		['9999-12-31', 'the last day of all'],
		['31/12/9999', 'the last day of all, with slashes'],
		['1899-12-30', 'the zero of a spreadsheet'],
		['28.11.1850', 'before any phone'],
		[' 28.11.1850', 'behind a blank'],
		['2026-11-28 1030', 'with a time without a colon'],
		['28.11.2026 1030', 'with a time without a colon'],
	])('%j, %s', (date) => {
		expect(suggestNumberField([{ a: date }])).toBeUndefined();
	});

	test.each(['123456,12', ' 123456,12', '123456,12 ', '\t123456,12'])('%j', (amount) => {
		expect(suggestNumberField([{ a: amount }], toCountry('DE'))).toBeUndefined();
	});
});

describe('a number is one', () => {
	test.each<[unknown, string, string]>([
		['9876-54-3210', 'IN', 'though it begins as a date'],
		['98-76-543210', 'IN', 'though it begins as a short date'],
		['(040) 12-34-5678', 'DE', 'though it ends as a date'],
		['+47-22-12-3456', 'NO', 'though it ends as a date, without blanks'],
		['06.12.34.56.78', 'FR', 'though it ends as an amount'],
		['Tel:030 1234567', 'DE', 'behind a colon'],
		['918192829284:3@s.whatsapp.net', 'IN', 'as WhatsApp writes that of a device'],
		['410 1000', 'IS', 'of seven digits'],
		['00436641234567890', 'AT', 'of seventeen digits with its zeros'],
		[`https://wa.me/918192829284?text=${'x'.repeat(28)}`, 'IN', 'in sixty characters'],
		['50000 00007', 'IN', 'by its length, though not in use'],
	])('%j (%s), %s', (value, country) => {
		expect(suggestNumberField([{ a: value }], toCountry(country))).toEqual({
			path: 'a',
			numbers: 1,
			records: 1,
		});
	});

	test.each([
		[`https://wa.me/918192829284?text=${'x'.repeat(29)}`, 'in more than sixty characters'],
		['27ABCDE1234F1Z5', 'among the letters of a code'],
		['+91 12345678', 'of too few digits for its country'],
	])('but not %j: %s', (value) => {
		expect(suggestNumberField([{ a: value }], toCountry('IN'))).toBeUndefined();
	});
});

test.each([
	['x', 'Tel.'],
	['x', 'tél'],
	['x', 'Telf'],
	['x', 'Teléfono'],
	['x', 'Telefono'],
	['x', 'Téléphone'],
	['Hotel', 'Tel'],
	['Phone', 'Movil'],
	['Phone', 'Móvil'],
	['Mobile', 'Whats App'],
	['Ref. 2', 'x'],
	['Réf', 'x'],
])('of %j and %j with the same numbers the second is taken, by its name', (first, second) => {
	expect(suggestNumberField([{ [first]: NUMBER, [second]: NUMBER }])?.path).toBe(second);
});

test('a number in use outweighs one that only has the right length', () => {
	const records = [{ a: '50000 00007', b: '98765 43210' }];
	expect(suggestNumberField(records, toCountry('IN'))?.path).toBe('b');
});

test('a number is found five levels deep, and no deeper', () => {
	const found = { a: { a: { a: { a: { a: NUMBER } } } } };
	expect(suggestNumberField([found])?.path).toBe('a.a.a.a.a');
	expect(suggestNumberField([{ a: found }])).toBeUndefined();
});

test('of a list the first element is looked at', () => {
	expect(suggestNumberField([{ list: [NUMBER, 'x'] }])?.path).toBe('list[0]');
	expect(suggestNumberField([{ list: ['x', NUMBER] }])).toBeUndefined();
});

test('five hundred fields are looked at, and no more', () => {
	const wide = (count: number) =>
		Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, 'x']));
	expect(suggestNumberField([{ ...wide(499), phone: NUMBER }])?.path).toBe('phone');
	expect(suggestNumberField([{ ...wide(500), phone: NUMBER }])).toBeUndefined();
	expect(suggestNumberField([wide(499), { phone: NUMBER }])?.path).toBe('phone');
	expect(suggestNumberField([wide(500), { phone: NUMBER }])).toBeUndefined();
});

test('a field that its path would not find is not suggested', () => {
	// 'a.b' is the name of another field.
	expect(suggestNumberField([{ a: { b: NUMBER }, 'a.b': 'Pune' }])).toBeUndefined();
});

test.each([[''], [null], [undefined]])(
	'records without a number (%j) do not count against it',
	(a) => {
		expect(suggestNumberField([{ a }, { a }, { a: NUMBER }])).toEqual({
			path: 'a',
			numbers: 1,
			records: 3,
		});
	},
);

test('where there are no fields, the message lists none', () => {
	const words = {
		label: 'Contact Number Field',
		finding: "'Contact Number Field' is empty.",
		records: 'rows',
		holding: 'Its columns are',
		advice: 'write it to',
	};
	expect(describeMissingField([], undefined, words)).toBe("'Contact Number Field' is empty.");
});
