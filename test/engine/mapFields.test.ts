import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { esoSuite } from '../support/engine/esoSuite';

const eso = esoSuite();

const item = {
	contact_number: '+91 81928-29284',
	'Full Name': 'Asha Patel',
	name: 'APATEL',
	City: 'Pune',
	address: { street: 'MG Road' },
};
const fields = () => eso.emulator.store.get('8192829284')?.fields;

/** Rows of Map Fields. */
const mapping = (inputField: string, esoField: string) => ({ fields: [{ inputField, esoField }] });
const fixed = (esoField: string, value: string) => ({ values: [{ esoField, value }] });

describe('Map Fields', () => {
	test.each<[string, INodeParameters, IDataObject]>([
		[
			'sends a field under another name, which wins over a field of that name',
			{ mapFields: mapping('Full Name', 'Name'), options: { nestedFields: 'omit' } },
			{ name: 'Asha Patel', city: 'Pune' },
		],
		[
			'sends a value that is the same for all',
			{ mapFields: fixed('Event', 'Trade Fair'), customFields: 'none' },
			{ event: 'Trade Fair' },
		],
		[
			'does both, where no other field is sent',
			{
				mapFields: { ...mapping('Full Name', 'name'), ...fixed('event', 'Fair') },
				customFields: 'none',
			},
			{ name: 'Asha Patel', event: 'Fair' },
		],
		[
			'wins over selected fields: a mapped one is not sent again',
			{
				mapFields: mapping('Full Name', 'name'),
				customFields: 'selected',
				customFieldNames: 'Full Name, City',
			},
			{ name: 'Asha Patel', city: 'Pune' },
		],
		[
			'takes a field inside of an object',
			{ mapFields: mapping('address.street', 'street'), customFields: 'none' },
			{ street: 'MG Road' },
		],
		[
			'takes a field that was dragged in expression mode',
			{
				mapFields: mapping('={{ $json["Full Name"] }}', 'name'),
				customFields: 'selected',
				customFieldNames: 'Full Name',
			},
			{ name: 'Asha Patel' },
		],
		[
			'takes a value that an expression computes',
			{ mapFields: fixed('greeting', '=Hello {{ $json["Full Name"] }}'), customFields: 'none' },
			{ greeting: 'Hello Asha Patel' },
		],
		[
			'finds a field in other capitals, and takes it from braces',
			{
				mapFields: {
					fields: [
						{ inputField: 'full name', esoField: 'a' },
						{ inputField: '{{ $json.City }}', esoField: 'b' },
					],
				},
				customFields: 'none',
			},
			{ a: 'Asha Patel', b: 'Pune' },
		],
		[
			'sends the number itself under another name',
			{ mapFields: mapping('contact_number', 'phone_text'), customFields: 'none' },
			{ phone_text: '+91 81928-29284' },
		],
		[
			'ignores rows that nobody filled in',
			{ mapFields: { ...mapping('', ''), ...fixed('', '') }, customFields: 'none' },
			{},
		],
	])('%s', async (_, parameters, expected) => {
		const run = await eso.run({ items: [item], parameters });
		expect(run.rejected).toEqual([]);
		expect(fields()).toEqual(expected);
	});

	test('a nested value that is mapped follows Nested Fields', async () => {
		const mapFields = mapping('address', 'home');
		const run = await eso.run({ items: [item], parameters: { mapFields } });
		expect(run.rejected[0]?.json.rejection).toMatchObject({
			code: 'unsupported_field',
			field: 'address',
			message: expect.stringContaining("'home'"),
		});
		await eso.run({
			items: [item],
			parameters: { mapFields, customFields: 'none', options: { nestedFields: 'flatten' } },
		});
		expect(fields()).toEqual({ home_street: 'MG Road' });
	});

	test('the value may differ from item to item; one that an item lacks is not sent', async () => {
		const items = [
			item,
			{ contact_number: '+918192829285', 'Full Name': 'Rao' },
			{ contact_number: '+918192829286', name: 'own' },
		];
		await eso.run({
			items,
			parameters: {
				mapFields: { ...mapping('Full Name', 'name'), ...fixed('n', '={{ $itemIndex }}') },
				customFields: 'none',
			},
		});
		expect([...eso.emulator.store.values()].map((lead) => lead.fields)).toEqual([
			{ name: 'Asha Patel', n: 0 },
			{ name: 'Rao', n: 1 },
			{ n: 2 },
		]);
	});

	test('a mapped field that no item has is named in a hint', async () => {
		const { hints } = await eso.run({
			items: [item],
			parameters: { mapFields: mapping('Vorname', 'name'), customFields: 'none' },
		});
		expect(hints.map(({ message }) => message).join('\n')).toContain("'Vorname'");
	});

	test.each<[string, INodeParameters, RegExp]>([
		[
			'a name that E-so reads itself',
			mapping('City', 'Country_Code'),
			/'Country_Code'.*reserved by E-so/,
		],
		['the same name twice', { ...mapping('City', 'x'), ...fixed('X', '1') }, /'X' appears twice/],
		['no name in E-so', mapping('City', ' '), /"City" has no 'E-so Field'/],
		['no input field', mapping('', 'city'), /"city" gets no value/],
		['an expression typed as text', fixed('city', '{{ $json.City }}'), /is text.*Expression/],
	])('%s stops the run before anything is sent', async (_, mapFields, message) => {
		const run = await eso.run({ items: [item], parameters: { mapFields } });
		expect(run.error?.message).toMatch(message);
		expect(eso.emulator.requests).toEqual([]);
	});
});
