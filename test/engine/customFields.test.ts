import type { INodeParameters } from 'n8n-workflow';
import { esoSuite } from '../support/engine/esoSuite';
import { patel } from '../support/engine/leadItems';

const eso = esoSuite();

/** The custom fields that E-so holds of Patel. */
const storedFields = () => eso.emulator.store.get('8192829284')?.fields;

const lead = {
	contact_number: '+91 81928-29284',
	country_code: 'IN',
	Name: 'Patel',
	VIP: true,
	score: 0,
	remark: '',
};

describe('which fields travel', () => {
	test.each<[string, INodeParameters, unknown]>([
		['all', {}, { name: 'Patel', vip: true, score: 0, remark: '' }],
		['selected', { customFieldNames: 'Name, score' }, { name: 'Patel', score: 0 }],
		['none', {}, {}],
	])(
		'Custom Fields %s (%j) sends these and no others: %j',
		async (customFields, more, expected) => {
			await eso.run({ items: [lead], parameters: { customFields, ...more } });
			expect(storedFields()).toEqual(expected);
		},
	);

	test('a selected path with dots is named by its end; what an item does not have is left out', async () => {
		const items = [{ ...lead, contact: { City: 'Pune', zip: 411001 } }];
		const customFieldNames = 'contact.City,contact.street';
		await eso.run({ items, parameters: { customFields: 'selected', customFieldNames } });
		expect(storedFields()).toEqual({ city: 'Pune' });
	});

	test('of two selected paths that end alike the first stays, and a hint says so', async () => {
		const items = [{ ...patel, home: { city: 'Pune' }, work: { city: 'Mumbai' } }];
		const customFieldNames = 'home.city,work.city';
		const { hints } = await eso.run({
			items,
			parameters: { customFields: 'selected', customFieldNames },
		});
		expect(storedFields()).toEqual({ city: 'Pune' });
		expect(hints[1]?.message).toMatch(/city/);
	});

	test.each<[string, string, string]>([
		['with a blank before it and a dot in it', 'Name, Zip No.', 'zip no.'],
		['in other capitals', 'name,zip no.', 'zip no.'],
		['with the blank that its name ends with', 'Name,Spot ', 'spot '],
		['without that blank', 'Name, Spot', 'spot '],
	])('a selected name is found %s: %j', async (_, customFieldNames, second) => {
		const items = [{ ...patel, 'Zip No.': 'value', 'Spot ': 'value' }];
		const parameters = { customFields: 'selected', customFieldNames };
		const { hints } = await eso.run({ items, parameters });
		expect(hints).toHaveLength(1);
		expect(storedFields()).toEqual({ name: 'Patel', [second]: 'value' });
	});

	test('a selected name that is mapped as well, in other capitals, is not sent twice', async () => {
		const mapFields = { fields: [{ inputField: 'zip no.', esoField: 'pin' }] };
		const customFieldNames = 'Name, Zip No.';
		await eso.run({
			items: [{ ...patel, 'Zip No.': '411001' }],
			parameters: { customFields: 'selected', customFieldNames, mapFields },
		});
		expect(storedFields()).toEqual({ name: 'Patel', pin: '411001' });
	});

	test('the selection may differ from item to item, where it is an expression', async () => {
		const items = [
			{ ...patel, send: 'Name', city: 'Pune' },
			{ contact_number: '+91 8192829285', send: 'city', Name: 'Rao', city: 'Pune' },
		];
		await eso.run({
			items,
			parameters: { customFields: 'selected', customFieldNames: '={{ $json.send }}' },
		});
		expect([...eso.emulator.store.values()].map(({ fields }) => fields)).toEqual([
			{ name: 'Patel' },
			{ city: 'Pune' },
		]);
	});

	test('the fields that number, country and origin were read from are no custom fields', async () => {
		const items = [
			{ phone: '08192829284', iso: 'IN', source: 'EXPO', contact: { n: 1 }, Name: 'P' },
		];
		const options = { countryCodeField: 'iso', originField: 'source', nestedFields: 'omit' };
		await eso.run({ items, parameters: { contactNumberField: 'phone', options } });
		expect(storedFields()).toEqual({ name: 'P' });
	});

	test('a repaired lead can be looped back: the node’s own rejection does not travel', async () => {
		const first = await eso.run({ items: [{ contact_number: '81928', Name: 'Patel' }] });
		const [rejected] = first.rejected;
		const repaired = { ...rejected?.json, contact_number: '+91 81928-29284' };
		expect(repaired).toMatchObject({ rejection: { retryable: false } });
		await eso.run({ items: [repaired] });
		expect(storedFields()).toEqual({ name: 'Patel' });
	});
});

describe('which values travel', () => {
	test('text, numbers and booleans as they are, dates as ISO text, nothing for null', async () => {
		const items = [
			{
				...patel,
				since: new Date('2026-05-02T10:00:00Z'),
				gone: null,
				unset: undefined,
				amount: -0.5,
				emoji: '😍 "quoted"\nline',
			},
		];
		await eso.run({ items });
		expect(storedFields()).toEqual({
			name: 'Patel',
			since: '2026-05-02T10:00:00.000Z',
			amount: -0.5,
			emoji: '😍 "quoted"\nline',
		});
	});

	const nested = {
		...patel,
		address: { city: 'Pune', geo: { lat: 18.5 }, none: null },
		tags: ['a', 'b'],
	};

	test.each([
		[
			'flatten',
			{ name: 'Patel', address_city: 'Pune', address_geo_lat: 18.5, tags_0: 'a', tags_1: 'b' },
		],
		[
			'json',
			{
				name: 'Patel',
				address: '{"city":"Pune","geo":{"lat":18.5},"none":null}',
				tags: '["a","b"]',
			},
		],
		['omit', { name: 'Patel' }],
	])('Nested Fields %s sends lists and objects as %j', async (nestedFields, expected) => {
		await eso.run({ items: [nested], parameters: { options: { nestedFields } } });
		expect(storedFields()).toEqual(expected);
	});

	test('nested fields reject their lead, and no other, unless an option says what to do', async () => {
		const items = [nested, { contact_number: '+91 8192829285' }];
		const { rejected } = await eso.run({ items });
		expect(rejected).toMatchObject([
			{
				json: {
					address: { city: 'Pune' },
					rejection: {
						code: 'unsupported_field',
						field: 'address',
						message: expect.stringContaining("'Nested Fields'"),
					},
				},
			},
		]);
		expect([...eso.emulator.store.keys()]).toEqual(['8192829285']);
	});
});
