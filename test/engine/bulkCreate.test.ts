import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { leadItems, patel } from '../support/engine/leadItems';

const eso = esoSuite();

const CHANNEL_KEY = 'contact-easysocial-whatsapp-api-support_number';

/** The leads of the request with this index, as they travelled. */
function sent(request = 0): unknown {
	return eso.emulator.requests[request]?.body;
}

describe('a lead travels as E-so documents it', () => {
	test('with the digits under both keys, the country code apart, and names in lower case', async () => {
		await eso.run({ items: [patel], parameters: { origin: 'UPLOAD' } });
		expect(sent()).toEqual({
			data: [
				{
					[CHANNEL_KEY]: 8192829284,
					contact_number: '8192829284',
					country_code: 91,
					origin: 'UPLOAD',
					name: 'Patel',
				},
			],
		});
	});

	test('as JSON, with the bearer token, in one POST to the documented path', async () => {
		await eso.run({ items: [patel] });
		expect(eso.emulator.requests).toHaveLength(1);
		expect(eso.emulator.requests[0]).toMatchObject({
			method: 'POST',
			path: '/api/v1/leads/bulk-create',
			query: '',
			statusCode: 201,
			headers: {
				'content-type': expect.stringMatching(/^application\/json\b/),
				accept: expect.stringMatching(/^application\/json\b/),
				authorization: `Bearer ${TOKEN}`,
			},
		});
	});

	test('at most 500 in one request, in the order of the input', async () => {
		const run = await eso.run({
			items: leadItems(501),
			parameters: { requestOptions: { concurrency: 1 } },
		});
		expect(eso.emulator.requests.map(({ leads }) => leads)).toEqual([500, 1]);
		expect(run.batches.map(({ json }) => json.leads)).toEqual([500, 1]);
		expect(run.batches[1]?.pairedItem).toEqual([{ item: 500 }]);
		expectConserved(run, 501);
	});

	test.each([
		['both', { [CHANNEL_KEY]: 8192829284, contact_number: '8192829284' }],
		['channel', { [CHANNEL_KEY]: 8192829284 }],
		['contactNumber', { contact_number: '8192829284' }],
	])('Contact Number Keys %s sends the number under these keys only', async (contactKeys, keys) => {
		const parameters = { customFields: 'none', requestOptions: { contactKeys } };
		const { batches } = await eso.run({ items: [patel], parameters });
		expect(sent()).toEqual({ data: [{ ...keys, country_code: 91, origin: 'UPLOAD' }] });
		expect(batches).toMatchObject([{ json: { status: 'accepted' } }]);
	});

	test('under the support channel key that the user names', async () => {
		const requestOptions = { supportChannelKey: ' Contact-Sales_Number ', contactKeys: 'channel' };
		await eso.run({ items: [patel], parameters: { customFields: 'none', requestOptions } });
		expect(sent()).toEqual({
			data: [{ 'contact-sales_number': 8192829284, country_code: 91, origin: 'UPLOAD' }],
		});
	});
});

describe('numbers and countries', () => {
	test('a number without a country code gets the default country', async () => {
		const items = [{ contact_number: '08192829284' }, { contact_number: 8192829285 }];
		await eso.run({ items, parameters: { defaultCountry: 'IN' } });
		expect([...eso.emulator.store.values()]).toMatchObject([
			{ contactNumber: '8192829284', countryCode: 91 },
			{ contactNumber: '8192829285', countryCode: 91 },
		]);
	});

	test('a country is never guessed: the message names the parameter that is missing', async () => {
		const { rejected } = await eso.run({ items: [{ contact_number: '8192829284' }] });
		expect(rejected).toMatchObject([
			{
				json: {
					rejection: {
						code: 'missing_country_code',
						field: 'contact_number',
						message: expect.stringContaining("'Default Country'"),
					},
				},
			},
		]);
		expect(eso.emulator.requests).toEqual([]);
	});

	test.each([91, '91', '+91', 'IN', 'in'])(
		'the country code field may hold %p, and is no custom field then',
		async (country) => {
			const items = [{ contact_number: '8192829284', geo: { code: country } }];
			await eso.run({ items, parameters: { options: { countryCodeField: 'geo.code' } } });
			expect(sent()).toMatchObject({ data: [{ country_code: 91, contact_number: '8192829284' }] });
			expect(eso.emulator.store.get('8192829284')?.fields).toEqual({});
		},
	);

	test.each([
		['possible', ['+91 8192829284', '+91 1111111111'], ['+91 12345']],
		['valid', ['+91 8192829284'], ['+91 1111111111', '+91 12345']],
		['digits', ['+91 8192829284', '+91 1111111111', '+91 12345'], []],
	])('Number Check %s takes %j and rejects %j', async (numberCheck, takes, rejects) => {
		const items = [...takes, ...rejects].map((contact_number) => ({ contact_number }));
		const run = await eso.run({ items, parameters: { options: { numberCheck } } });
		const { accepted } = expectConserved(run, items.length);
		expect(accepted).toEqual(takes.map((_, item) => item));
		expect(getCodes(run)).toEqual(
			rejects.length > 0 ? { invalid_contact_number: rejects.length } : {},
		);
	});
});

describe('where the values come from', () => {
	test.each(['contact.phone', 'phones[0]', '["Contact Number"]'])(
		'the contact number is found under the path %s',
		async (contactNumberField) => {
			const items = [
				{
					contact: { phone: '+91 8192829284' },
					phones: ['+91 8192829284'],
					'Contact Number': '+91 8192829284',
				},
			];
			await eso.run({ items, parameters: { contactNumberField, customFields: 'none' } });
			expect([...eso.emulator.store.keys()]).toEqual(['8192829284']);
		},
	);

	test('an expression is evaluated for each item, and may give the number instead of its field', async () => {
		const items = [
			{ phone: '+91 8192829284', origin: 'EXPO', country: 'IN' },
			{ phone: '0501234567', origin: 'WEB', country: 'AE' },
			{ phone: '+91 8192829286', origin: 'TOO LONG', country: 'IN' },
		];
		const run = await eso.run({
			items,
			parameters: {
				contactNumberField: '={{ $json.phone }}',
				defaultCountry: '={{ $json.country }}',
				origin: '={{ $json.origin }}',
				customFields: 'none',
			},
		});
		expect([...eso.emulator.store.values()]).toMatchObject([
			{ contactNumber: '8192829284', countryCode: 91, origin: 'EXPO' },
			{ contactNumber: '501234567', countryCode: 971, origin: 'WEB' },
		]);
		expect(run.rejected).toMatchObject([{ json: { rejection: { code: 'invalid_origin' } } }]);
		expectConserved(run, 3);
	});

	test('an expression may also give the name of the field', async () => {
		const items = [
			{ use: 'work', work: '+91 8192829284', home: '+91 8192829285' },
			{ use: 'home', work: '+91 8192829284', home: '+91 8192829285' },
		];
		await eso.run({ items, parameters: { contactNumberField: '={{ $json.use }}' } });
		expect([...eso.emulator.store.keys()]).toEqual(['8192829284', '8192829285']);
	});

	test('a lead’s own origin takes precedence over the parameter; an empty one does not, and a long one rejects the lead', async () => {
		const items = [{ from: ' EXPO ' }, { from: '' }, { from: 'WEBSITE' }].map((item, index) => ({
			...leadItems(1, index)[0],
			...item,
		}));
		const run = await eso.run({ items, parameters: { options: { originField: 'from' } } });
		expect([...eso.emulator.store.values()].map(({ origin }) => origin)).toEqual([
			'EXPO',
			'UPLOAD',
		]);
		expect(run.rejected).toMatchObject([
			{ json: { from: 'WEBSITE', rejection: { code: 'invalid_origin', field: 'from' } } },
		]);
		expect(eso.emulator.store.get('8100000000')?.fields).toEqual({ name: 'Lead 0' });
	});
});

test.each([
	['/api/engage/v1', '/api/engage/v1/leads/bulk-create'],
	['/api/v1', '/api/v1/leads/bulk-create'],
])('leads are sent under the path prefix %s when it is chosen', async (pathPrefix, path) => {
	const run = await eso.run({ items: [patel], parameters: { requestOptions: { pathPrefix } } });
	expect(run.rejected).toEqual([]);
	expect(eso.emulator.requests).toMatchObject([{ path, statusCode: 201 }]);
});
