import fc from 'fast-check';
import { parseFieldPath, readField } from '../../../nodes/EsoLeads/lead/fields/fieldPath';
import {
	describeMissingField,
	suggestNumberField,
} from '../../../nodes/EsoLeads/lead/suggestField';
import { toCountry } from '../../support/lead/rawLead';

/** A sheet as people have it: other columns hold digits, too. */
const sheet = Array.from({ length: 1_210 }, (_, row) => ({
	row_number: row + 2,
	'Order ID': 9_100_000_000 + row * 7,
	Name: `Patel ${row}`,
	Created: `2026-03-0${(row % 9) + 1} 10:00`,
	Amount: '1795.50',
	at: 1_700_000_000_000 + row,
	PIN: 411001,
	'Mobile No.': row < 6 ? '' : `0${8_192_829_284 + row}`,
}));

describe('the field that holds the phone numbers is found by its values', () => {
	test.each<[string, Array<Record<string, unknown>>, string]>([
		['among orders, dates, amounts and pins', sheet, 'Mobile No.'],
		['with its plus', [{ a: '+91 81928-29284', b: 'Pune' }], 'a'],
		['as a JSON number', [{ a: 918192829284, b: 12 }], 'a'],
		['as a link', [{ chat: 'https://wa.me/918192829284', name: 'x' }], 'chat'],
		[
			"in a webhook's body",
			[{ headers: { host: 'x' }, body: { phone: '08192829284' } }],
			'body.phone',
		],
		['in a list', [{ contacts: [{ wa_id: '918192829284' }] }], 'contacts[0].wa_id'],
		['under a name with dots in it', [{ a: { 'Mobile No.': '+918192829284' } }], 'a["Mobile No."]'],
		[
			'under a name in another language',
			[{ id: 9192829284, Téléphone: '06 12 34 56 78' }],
			'Téléphone',
		],
		[
			'the WhatsApp number first',
			[{ Phone: '+918192829284', WhatsApp: '+918192829285' }],
			'WhatsApp',
		],
	])('%s', (_, records, path) => {
		const found = suggestNumberField(records);
		expect(found?.path).toBe(path);
		const read = records.map((record) => readField(record, parseFieldPath(path)));
		expect(found?.numbers).toBe(read.filter((value) => value !== '').length);
	});

	test.each<[string, Array<Record<string, unknown>>]>([
		['without any records', []],
		['without any fields', [{}]],
		['where nothing is a number', [{ name: 'Patel', city: 'Pune', note: null }]],
		[
			'where there are dates, prices and short codes only',
			[{ a: '28.11.2026', b: 1795.5, c: 411001 }],
		],
		['in a column of text with one number in it', [{ a: 'x' }, { a: 'y' }, { a: '+918192829284' }]],
	])('none is found %s', (_, records) => {
		expect(suggestNumberField(records)).toBeUndefined();
	});

	test('the default country tells numbers from order numbers of the same length', () => {
		const records = [{ a: '5000000007', b: '8192829284' }];
		expect(suggestNumberField(records, toCountry('IN'))?.path).toBe('b');
	});

	test('any record is taken, and its path leads to the value', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (outer, inner) => {
				const record = { [outer]: { [inner]: '+91 81928-29284' } };
				const found = suggestNumberField([record]);
				if (found !== undefined)
					expect(readField(record, parseFieldPath(found.path))).toBe('+91 81928-29284');
			}),
		);
	});
});

const words = {
	label: 'Contact Number Field',
	finding: "No input item has the field 'contact_number'.",
	records: 'items',
	holding: 'The items have the fields',
	advice: 'drag it to',
};

test('the message about a missing field names the one to take, and the fields that there are', () => {
	const names = Object.keys(sheet[0] ?? {});
	expect(describeMissingField(names, suggestNumberField(sheet), words)).toBe(
		"No input item has the field 'contact_number'. 'Mobile No.' holds phone numbers in 1,204 of 1,210 items: drag it to 'Contact Number Field'. The items have the fields 'row_number', 'Order ID', 'Name', 'Created', 'Amount', 'at', 'PIN', 'Mobile No.'.",
	);
});

test('of many fields the first are listed', () => {
	const names = Array.from({ length: 1_212 }, (_, index) => `c${index}`);
	const told = describeMissingField(names, undefined, words);
	expect(told).toMatch(
		/^No input item has the field 'contact_number'\. The items have the fields 'c0'.* and 1,202 more\.$/,
	);
});
