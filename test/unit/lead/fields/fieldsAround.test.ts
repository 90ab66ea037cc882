import { gatherAround, holdsNumber } from '../../../../nodes/EsoLeads/lead/fields/fieldsAround';
import { parseFieldPath } from '../../../../nodes/EsoLeads/lead/fields/fieldPath';

type Item = Record<string, unknown>;

function gather(json: Item, number: string, ...except: string[]) {
	return gatherAround(json, parseFieldPath(number), except.map(parseFieldPath));
}

function gatherFields(json: Item, number: string, ...except: string[]) {
	return Object.entries(gather(json, number, ...except).record);
}

const nested = {
	source: 'fair',
	plan: 'gold',
	body: {
		Plan: 'silver',
		shop: 'Pune',
		contact: { phone: '8192829284', name: 'Asha', address: { city: 'Pune' } },
	},
};

test('fields beside the number come first, then those of the objects around it, nearest first', () => {
	expect(gatherFields(nested, 'body.contact.phone')).toEqual([
		...Object.entries(nested.body.contact),
		['Plan', 'silver'],
		['shop', 'Pune'],
		['source', 'fair'],
	]);
});

test.each<[string, Item, string, Item]>([
	[
		'that the nearer object has in other capitals',
		{ CITY: 'Goa', plan: 'gold', contact: { phone: 1, city: 'Pune' } },
		'contact.phone',
		{ phone: 1, city: 'Pune', plan: 'gold' },
	],
	[
		'that hold objects or lists',
		{ tags: ['a'], geo: { x: 1 }, plan: 'gold', contact: { phone: 1 } },
		'contact.phone',
		{ phone: 1, plan: 'gold' },
	],
	[
		'of the list that the number is in',
		{ plan: 'gold', people: ['note', { phone: 1, name: 'Asha' }] },
		'people[1].phone',
		{ phone: 1, name: 'Asha', plan: 'gold' },
	],
	[
		'of other objects beside it',
		{ plan: 'gold', other: { city: 'Goa' }, contact: { phone: 1 } },
		'contact.phone',
		{ phone: 1, plan: 'gold' },
	],
	[
		"of a webhook's request around its body",
		{
			headers: { host: 'x' },
			query: {},
			webhookUrl: 'https://x',
			body: { phone: 1, name: 'Asha' },
		},
		'body.phone',
		{ phone: 1, name: 'Asha' },
	],
	[
		"of a webhook's request, although those in its body around the contact are",
		{ headers: {}, mode: 'test', body: { plan: 'gold', contact: { phone: 1 } } },
		'body.contact.phone',
		{ phone: 1, plan: 'gold' },
	],
	[
		"of a webhook's request beside its query",
		{ headers: {}, mode: 'test', body: {}, query: { phone: 1, name: 'Asha' } },
		'query.phone',
		{ phone: 1, name: 'Asha' },
	],
	[
		'of an object inside the number',
		{ plan: 'gold', contact: { phone: { raw: 1 } } },
		'contact.phone',
		{ phone: { raw: 1 }, plan: 'gold' },
	],
])('fields %s are not gathered', (_, json, number, record) => {
	expect(gather(json, number).record).toEqual(record);
});

test.each<[string, Item]>([
	['has a text named headers', { headers: 'Name', plan: 'gold' }],
	['has no headers', { plan: 'gold' }],
	['has empty headers', { headers: null, plan: 'gold' }],
])('the plain fields around the body are gathered from an item that %s', (_, around) => {
	const json = { ...around, body: { phone: 1 } };
	expect(gather(json, 'body.phone').record).toEqual({ phone: 1, ...around });
});

test('an item with headers but without a body is no request, so its plain fields are gathered', () => {
	const json = { headers: { host: 'x' }, plan: 'gold', data: { phone: 1 } };
	expect(gather(json, 'data.phone').record).toEqual({ phone: 1, plan: 'gold' });
});

test('an empty field and a date around the number are gathered', () => {
	const since = new Date(0);
	expect(gather({ since, note: null, contact: { phone: 1 } }, 'contact.phone').record).toEqual({
		phone: 1,
		since,
		note: null,
	});
});

test.each<[string, Item, string]>([
	['the number is a field of the item itself', { phone: 1, contact: { city: 'Goa' } }, 'phone'],
	['the number is in a list of the item', { name: 'Asha', phones: [1, 2] }, 'phones[0]'],
	[
		'a column is named like the path',
		{ 'contact.phone': 1, plan: 'gold', contact: { phone: 2, city: 'Pune' } },
		'contact.phone',
	],
	['the object is missing', { name: 'Asha' }, 'contact.phone'],
	['the object is empty', { name: 'Asha', contact: null }, 'contact.phone'],
	['the object around it is empty', { name: 'Asha', contact: null }, 'contact.person.phone'],
	['a text is in place of the object', { name: 'Asha', contact: 'none' }, 'contact.phone'],
	['a text is in place of a list', { name: 'Asha', contact: 'none' }, 'contact[0].phone'],
])('the item and its used fields stay as they are if %s', (_, json, number) => {
	const except = [parseFieldPath(number), parseFieldPath('country')];
	const gathered = gatherAround(json, parseFieldPath(number), except);
	expect(gathered.record).toBe(json);
	expect(gathered.except).toBe(except);
});

test.each([
	['is missing', 'contact.person.phone'],
	['would be what every object inherits', 'contact.__proto__.phone'],
])('the nearest object counts if the inner one %s', (_, number) => {
	expect(gatherFields({ plan: 'gold', contact: { city: 'Pune' } }, number)).toEqual([
		['city', 'Pune'],
		['plan', 'gold'],
	]);
});

test('the number in a list belongs to the object that holds the list', () => {
	const json = { plan: 'gold', contact: { phones: [1, 2], name: 'Asha' } };
	expect(gather(json, 'contact.phones[0]', 'contact.phones[0]')).toEqual({
		record: { phones: [1, 2], name: 'Asha', plan: 'gold' },
		except: [{ text: 'phones[0]', keys: ['phones', '0'] }],
	});
});

test.each<[string, string, string[]]>([
	['of the item', 'source', ['Plan', 'shop']],
	['of the object in between', 'body.shop', ['Plan', 'source']],
	['in quotes', 'body["shop"]', ['Plan', 'source']],
	['only by its whole path, not by its last name', 'shop', ['Plan', 'shop', 'source']],
	['only by its whole path, not by its beginning', 'body', ['Plan', 'shop', 'source']],
	['only by its whole path, not by a longer one', 'source.code', ['Plan', 'shop', 'source']],
])('a used field around the number is left out: a field %s', (_, used, names) => {
	const fields = gatherFields(nested, 'body.contact.phone', 'body.contact.phone', used);
	expect(fields.slice(3).map(([name]) => name)).toEqual(names);
});

test('a used column is left out although its name looks like a path', () => {
	const json = { 'owner.country': 'IN', plan: 'gold', contact: { phone: 1 } };
	expect(gather(json, 'contact.phone', 'owner.country').record).toEqual({ phone: 1, plan: 'gold' });
});

test('used fields beside the number are told by their names there, and no others', () => {
	const used = [
		'body.contact.phone',
		'body.contact.address.city',
		'body.contact',
		'body.shop',
		'body',
		'source',
		'body.other.phone',
		'other.contact.phone',
	];
	expect(gather(nested, 'body.contact.phone', ...used).except).toEqual([
		{ text: 'phone', keys: ['phone'] },
		{ text: 'address.city', keys: ['address', 'city'] },
	]);
});

const SIXTY = `81928${' '.repeat(50)}29284`;

test.each<[string, unknown, unknown]>([
	['with a country code', '+91 81928-29284', '8192829284'],
	['without its country code', '81928 29284', '+91 8192829284'],
	['as a number', 8_192_829_284, '+91 8192829284'],
	['as text, where the lead has a number', '+91 81928 29284', 8_192_829_284],
	['with a zero in front', '081928 29284', '+91 81928 29284'],
	['with zeros within', '+91 81020 00300', '081020 00300'],
	['with seven digits', '581 2345', '+354 581 2345'],
	['with a country code, where the lead has seven digits', '+354 581 2345', '581 2345'],
	['in brackets and signs', '(+91) 81928/29284', '8192829284'],
	['with blanks, 60 characters long', SIXTY, '8192829284'],
])('a field holds the number %s', (_, value, number) => {
	expect(holdsNumber(value, number)).toBe(true);
});

test.each<[string, unknown, unknown]>([
	['another number', '81928 29285', '8192829284'],
	['a number that begins like it', '8192829284123', '8192829284'],
	['the beginning of it', '8192829', '8192829284'],
	['its last six digits', '829284', '8192829284'],
	['a number of which the lead has six digits', '8192829284', '829284'],
	['six digits, as the lead does', '829284', '829284'],
	['seven digits of which one is a zero in front', '0829284', '8192829284'],
	['the number within a sentence', 'Call 8192829284', '8192829284'],
	['more than 60 characters', `${SIXTY} `, '8192829284'],
	['a list of the number', ['8192829284'], '8192829284'],
	['a list, as the lead does', ['8192829284'], ['8192829284']],
	['yes or no', true, '8192829284'],
	['nothing', null, '8192829284'],
	['no digits, as the lead does', '', ''],
])('a field does not hold the number if it holds %s', (_, value, number) => {
	expect(holdsNumber(value, number)).toBe(false);
});
