import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { esoSuite } from '../support/engine/esoSuite';
import { fileItem, importParameters } from '../support/engine/fileItems';

const eso = esoSuite();

/** Items as a sheet gives them; six of a hundred have no number. */
const sheet = Array.from({ length: 100 }, (_, row) => ({
	row_number: row + 2,
	Name: `Lead ${row}`,
	'Mobile No.': row < 6 ? '' : `+91 ${8_192_829_284 + row}`,
}));

const stored = () => [...eso.emulator.store.keys()];

describe('a Contact Number Field that no item has is a wrong setting', () => {
	const parameters = { contactNumberField: 'contact_number' };

	test('nothing is sent, and the message names the field to take and those that there are', async () => {
		const run = await eso.run({ items: sheet, parameters });
		expect(run.error?.message).toBe(
			"No input item has the field 'contact_number'. 'Mobile No.' holds phone numbers in 94 of 100 items: drag it to 'Contact Number Field'. The items have the fields 'row_number', 'Name', 'Mobile No.'.",
		);
		expect(eso.emulator.requests).toEqual([]);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'under %s every item is rejected with that, to be sent again as it is',
		async (onError) => {
			const run = await eso.run({ items: sheet, parameters, onError });
			expect(run.rejected).toHaveLength(100);
			const reasons = run.rejected.map(({ json }) => json.rejection);
			for (const reason of [reasons[0], reasons[99]])
				expect(reason).toMatchObject({
					code: 'not_sent',
					message: expect.stringContaining("'Mobile No.' holds phone numbers in 94 of 100 items"),
					retryable: true,
				});
			expect(eso.emulator.requests).toEqual([]);
		},
	);

	test.each<[string, INodeParameters, RegExp]>([
		[
			'a path',
			{ contactNumberField: 'body.phone' },
			/has the field 'body\.phone'.*'Mobile No\.' holds/,
		],
		[
			'an expression that refers to no field',
			{ contactNumberField: '={{ $json.Phone }}' },
			/'Phone'/,
		],
		['text with braces', { contactNumberField: '{{ $json.Phone }}' }, /has the field 'Phone'/],
		[
			'braces that no name can be read from',
			{ contactNumberField: "{{ $('Sheet').item.json.Phone }}" },
			/as text.*Expression/,
		],
	])('also as %s', async (_, wrong, message) => {
		const run = await eso.run({ items: sheet, parameters: wrong });
		expect(run.error?.message).toMatch(message);
		expect(eso.emulator.requests).toEqual([]);
	});
});

describe('a field that is there, but empty, is a bad lead', () => {
	test.each<[string, IDataObject[]]>([
		['for one item', [{ contact_number: '' }, { contact_number: '+918192829284' }]],
		['that lacks it', [{ name: 'x' }, { contact_number: '+918192829284' }]],
		['for all items', [{ contact_number: '' }, { contact_number: null }]],
		['for an item without any fields', [{}]],
	])('%s', async (_, items) => {
		const run = await eso.run({ items, parameters: { contactNumberField: 'contact_number' } });
		expect(run.error).toBeUndefined();
		expect(run.rejected[0]?.json.rejection).toMatchObject({ code: 'missing_contact_number' });
		expect(stored().length + run.rejected.length).toBe(items.length);
	});
});

describe('a field is found as people write its name', () => {
	test.each<[string, string, IDataObject]>([
		['in other capitals', 'phone', { Phone: '+918192829284', Name: 'x' }],
		['in a path', 'Body.phone', { body: { Phone: '+918192829284', Name: 'x' } }],
		['in braces, without Expression', '{{ $json.Phone }}', { Phone: '+918192829284', Name: 'x' }],
		[
			'in braces and brackets',
			'{{ $json["Mobile No."] }}',
			{ 'Mobile No.': '+918192829284', Name: 'x' },
		],
		['in braces that belong to its name', '{{phone}}', { '{{phone}}': '+918192829284', Name: 'x' }],
		[
			'as an expression',
			'={{ $json["Mobile No."] }}',
			{ 'Mobile No.': '+918192829284', Name: 'x' },
		],
		[
			'as an expression with a path',
			'={{ $json.a.b }}',
			{ a: { b: '+918192829284', Name: 'x' }, c: {} },
		],
		[
			'as an expression that changes it',
			'={{ "+91" + $json.Phone.replace("-", "") }}',
			{ Phone: '081928-29284'.slice(1), Name: 'x' },
		],
	])('%s', async (_, contactNumberField, item) => {
		const run = await eso.run({ items: [item], parameters: { contactNumberField } });
		expect(run.rejected).toEqual([]);
		// The number does not travel again as a field of its own.
		expect(eso.emulator.store.get('8192829284')?.fields).toEqual({ name: 'x' });
	});

	test('not where two could be meant', async () => {
		const items = [{ Phone: '+918192829284', PHONE: '+918192829285' }];
		const run = await eso.run({ items, parameters: { contactNumberField: 'phone' } });
		expect(run.error?.message).toContain("No input item has the field 'phone'");
		expect(stored()).toEqual([]);
	});

	test('the fields of options, too; Selected Fields are taken from braces', async () => {
		const items = [{ Phone: '8192829284', ISO: 'IN', Source: 'EXPO', 'Full Name': 'x', Rest: 1 }];
		const options = { countryCodeField: 'iso', originField: '{{ $json.source }}' };
		const parameters = { contactNumberField: 'phone', customFields: 'selected', options };
		await eso.run({
			items,
			parameters: { ...parameters, customFieldNames: '{{ $json["Full Name"] }}' },
		});
		expect(eso.emulator.store.get('8192829284')).toMatchObject({
			origin: 'EXPO',
			fields: { 'full name': 'x' },
		});
	});
});

describe('with a path, the fields around the number are the custom fields', () => {
	const webhook = {
		headers: { host: 'x', 'user-agent': 'y' },
		params: {},
		query: { utm: 'z' },
		body: { phone: '+918192829284', Name: 'Patel', City: 'Pune', empty: null },
		webhookUrl: 'https://n8n.example/webhook/1',
		executionMode: 'production',
	};

	test.each<[string, string, IDataObject, IDataObject]>([
		["a webhook's body", 'body.phone', webhook, { name: 'Patel', city: 'Pune' }],
		[
			"a webhook's body, as an expression",
			'={{ $json.body.phone }}',
			webhook,
			{ name: 'Patel', city: 'Pune' },
		],
		[
			'deep in a body',
			'body.data.lead.phone',
			{
				...webhook,
				body: {
					event: 'new',
					data: { meta: { page: 1 }, lead: { phone: '+918192829284', Name: 'Patel' } },
				},
			},
			{ name: 'Patel', event: 'new' },
		],
		[
			'an envelope of another kind',
			'data.phone',
			{ data: { phone: '+918192829284', Name: 'Patel' }, meta: { page: 1 }, links: ['a'] },
			{ name: 'Patel' },
		],
		[
			'a contact inside of a record',
			'contact.phone',
			{ Name: 'Patel', name: 'x', contact: { phone: '+918192829284', Zip: 1 }, tags: ['a'] },
			{ zip: 1, name: 'Patel' },
		],
		['a list', 'phones[0]', { phones: ['+918192829284'], Name: 'Patel' }, { name: 'Patel' }],
		[
			'a list of objects',
			'contacts[0].wa',
			{ contacts: [{ wa: '+918192829284', Name: 'Patel' }] },
			{ name: 'Patel' },
		],
		[
			'a name that looks like a path',
			'a.phone',
			{ 'a.phone': '+918192829284', Name: 'Patel', b: 2 },
			{ name: 'Patel', b: 2 },
		],
	])('of %s', async (_, contactNumberField, item, fields) => {
		const run = await eso.run({ items: [item], parameters: { contactNumberField } });
		expect(run.rejected).toEqual([]);
		expect(eso.emulator.store.get('8192829284')?.fields).toEqual(fields);
	});
});

describe('a field that an option names and no item has is named in a hint', () => {
	const items = sheet.slice(6, 9);

	test.each<[string, INodeParameters, string | undefined]>([
		['the country', { options: { countryCodeField: 'Countri' } }, 'Countri'],
		['the country, as a reference', { options: { countryCodeField: '{{ $json.Iso }}' } }, 'Iso'],
		['the origin', { options: { originField: 'Sorce' } }, 'Sorce'],
		['a mapped field', { mapFields: { fields: [{ inputField: 'Nam', esoField: 'x' }] } }, 'Nam'],
		['but not the country by default', {}, undefined],
		['nor one that an item has', { options: { originField: 'name' } }, undefined],
	])('%s', async (_, set, name) => {
		const parameters = { contactNumberField: 'Mobile No.', ...set };
		const { hints } = await eso.run({ items, parameters });
		const told = hints.filter(({ message }) => message.startsWith('No lead has a value in'));
		expect(told).toEqual(
			name === undefined
				? []
				: [expect.objectContaining({ type: 'warning', message: expect.stringContaining(name) })],
		);
	});

	test('a column, too', async () => {
		const file = 'mobile,Country\n+91 9819000001,IN\n';
		for (const [column, count] of [
			['Countri', 1],
			['Country', 0],
			['country', 0],
		] as const) {
			const parameters = importParameters({ options: { countryCodeField: column } });
			const { hints } = await eso.run({ items: [fileItem(file)], parameters });
			const told = hints.filter(({ message }) => message.includes(`'${column}'`));
			expect({ column, told: told.length }).toEqual({ column, told: count });
		}
	});
});

describe('numbers without a country code, while Default Country is None, are one setting', () => {
	const numbers = Array.from(
		{ length: 10 },
		(_, row) => `${row < 8 ? '' : '+91 '}98190 1000${row}`,
	);
	const items = numbers.map((mobile) => ({ mobile }));
	const words = (place: string) =>
		`2 of 10 leads accepted in 1 batch; 8 rejected. 8 of 10 numbers are written without a country code: choose a 'Default Country', or name the ${place.toLowerCase()} with the country in the option 'Country Code ${place}'.`;

	test('in Bulk Create', async () => {
		const { hints } = await eso.run({ items, parameters: { contactNumberField: 'mobile' } });
		expect(hints).toMatchObject([{ type: 'warning', message: words('Field') }]);
	});

	test('in Import File', async () => {
		const file = fileItem(['mobile', ...numbers].join('\n'));
		const { hints } = await eso.run({ items: [file], parameters: importParameters() });
		expect(hints[0]).toMatchObject({ type: 'warning', message: words('Column') });
	});

	test('in Create, where the run goes on', async () => {
		const parameters = { operation: 'create', contactNumber: '={{ $json.mobile }}' };
		const onError = 'continueRegularOutput';
		const { hints } = await eso.run({ items, parameters, onError });
		expect(hints).toMatchObject([
			{
				type: 'warning',
				message:
					"2 of 10 items accepted; 8 failed. 8 of 10 numbers are written without a country code: choose a 'Default Country'.",
			},
		]);
	});

	test('in Create, where it stops before anything is sent', async () => {
		const parameters = { operation: 'create', contactNumber: '={{ $json.mobile }}' };
		const { error } = await eso.run({ items, parameters });
		expect(error).toMatchObject({
			description: expect.stringContaining(
				"Nothing was sent. 8 of 10 numbers are written without a country code: choose a 'Default Country'.",
			),
		});
		expect(eso.emulator.requests).toEqual([]);
	});
});
