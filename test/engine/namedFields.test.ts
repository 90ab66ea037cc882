import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems, storedNumber } from '../support/engine/leadItems';

const eso = esoSuite();

const stored = () => [...eso.emulator.store.values()].map(({ fields }) => fields);
/** Rows of Map Fields. */
const mapping = (...pairs: Array<[inputField: string, name: string]>) => ({
	fields: pairs.map(([inputField, esoField]) => ({ inputField, esoField })),
});
const fixed = (esoField: string, value: string | number) => ({ values: [{ esoField, value }] });
const selected = (customFieldNames: string, mapFields: INodeParameters = {}) => ({
	customFields: 'selected',
	customFieldNames,
	mapFields,
});
/** An expression that n8n cannot evaluate for the first of `leadItems`. */
const failing = (other: string) =>
	`={{ $json.name === 'Lead 0' ? $('Nowhere').item.json.x : ${other} }}`;

describe('an expression that fails for the first item costs only that item', () => {
	test.each<[string, INodeParameters, string]>([
		[
			'Contact Number Field',
			{ contactNumberField: failing('$json.contact_number') },
			'invalid_contact_number',
		],
		['Default Country', { defaultCountry: failing("'IN'") }, 'invalid_country_code'],
		[
			'Country Code Field',
			{ options: { countryCodeField: failing("'IN'") } },
			'invalid_country_code',
		],
		['Origin', { origin: failing("'EXPO'") }, 'invalid_origin'],
		['Origin Field', { options: { originField: failing("'EXPO'") } }, 'invalid_origin'],
		[
			'Custom Fields',
			{ customFields: failing("'all'"), customFieldNames: 'name' },
			'unsupported_field',
		],
		['Custom Field Names', selected(failing("'name'")), 'unsupported_field'],
		[
			'Custom Field Names, where Custom Fields is an expression, too',
			{ ...selected(failing("'name'")), customFields: "={{ 'selected' }}" },
			'unsupported_field',
		],
		[
			'an Input Field',
			{ mapFields: mapping([failing('$json.name'), 'name']) },
			'unsupported_field',
		],
		['an E-so Field', { mapFields: mapping(['name', failing("'name'")]) }, 'unsupported_field'],
		['a fixed value', { mapFields: fixed('name', failing("'Lead 1'")) }, 'unsupported_field'],
	])('%s', async (_, parameters, code) => {
		const run = await eso.run({ items: leadItems(2), parameters });
		expect(run.rejected.map(({ json }) => json.rejection)).toEqual([
			{
				code,
				message:
					"An expression in the node's parameters has no value for this item: Referenced node doesn't exist.",
				retryable: false,
			},
		]);
		expect([...eso.emulator.store.keys()]).toEqual([storedNumber(1)]);
	});
});

test('a selection that comes out empty is told: its lead would look complete without its fields', async () => {
	const names = "={{ $json.name === 'Lead 0' ? $json.nmae : 'name' }}";
	const run = await eso.run({ items: leadItems(2), parameters: selected(names) });
	expect(run.rejected.map(({ json }) => json.rejection)).toEqual([
		{
			code: 'unsupported_field',
			message: "'Custom Field Names' names no field. Name one, or set 'Custom Fields' to None.",
			retryable: false,
		},
	]);
	expect(stored()).toEqual([{ name: 'Lead 1' }]);
});

describe('what the parameters name wrongly for all items is told once, before anything is sent', () => {
	const long = 'name,'.repeat(4_001);

	test.each<[string, INodeParameters, string]>([
		[
			'a row without the name in E-so',
			{ mapFields: mapping(['City', '']) },
			`In 'Map Fields', "City" has no 'E-so Field'. Fill in the name that it gets in E-so.`,
		],
		[
			'a row without an input field',
			{ mapFields: mapping(['', 'city']) },
			`In 'Map Fields', "city" gets no value. Name the field that holds it, or take the row out.`,
		],
		[
			'an expression that was typed as text',
			{ mapFields: mapping(['{{ $json.City + "!" }}', 'city']) },
			`In 'Map Fields', "{{ $json.City + "!" }}" is text. Switch it to Expression to send the value that it stands for.`,
		],
		[
			'a fixed value that was typed as text',
			{ mapFields: fixed('city', '{{ $json.City }}') },
			`In 'Map Fields', "{{ $json.City }}" is text. Switch it to Expression to send the value that it stands for.`,
		],
		[
			'more names than anybody selects',
			selected(long),
			"'Custom Field Names' is longer than 20,000 characters. Send all others instead, or select fewer.",
		],
	])('%s', async (_, parameters, message) => {
		const items = leadItems(2);
		expect((await eso.run({ items, parameters })).error).toMatchObject({
			message,
			description: 'Change the parameter, then run again. Nothing was sent.',
		});
		const { rejected } = await eso.run({ items, parameters, onError: 'continueRegularOutput' });
		expect(rejected.map(({ json }) => json.rejection)).toEqual(
			Array(2).fill({
				code: 'unsupported_field',
				message: `Not sent: ${message}`,
				retryable: false,
			}),
		);
		expect(eso.emulator.requests).toEqual([]);
	});

	test('where only one item names too many, it alone is rejected', async () => {
		const customFieldNames = `={{ $itemIndex === 0 ? 'name,'.repeat(4001) : 'name' }}`;
		const run = await eso.run({ items: leadItems(2), parameters: selected(customFieldNames) });
		expect(run.rejected.map(({ json }) => json.rejection)).toMatchObject([
			{
				code: 'unsupported_field',
				message:
					"'Custom Field Names' is longer than 20,000 characters. Send all others instead, or select fewer.",
			},
		]);
		expect(stored()).toEqual([{ name: 'Lead 1' }]);
	});
});

describe('names in E-so that are expressions are checked for each item', () => {
	const names = (name: string) => ({ mapFields: mapping(['name', 'name'], ['name', name]) });

	test.each([
		['twice the same', "'Name'", "'Name' appears twice in 'Map Fields'"],
		[
			'one that E-so reads itself',
			"'origin'",
			"'origin' is reserved by E-so and cannot be a custom field. Choose another name in 'Map Fields'.",
		],
		['none at all', 'null', "An 'E-so Field' in 'Map Fields' is empty for this item."],
	])('%s', async (_, name, message) => {
		const esoField = `={{ $itemIndex === 1 ? ${name} : ' nickname ' }}`;
		const run = await eso.run({ items: leadItems(3), parameters: names(esoField) });
		expect(run.rejected.map(({ json }) => json.rejection)).toMatchObject([
			{ code: 'unsupported_field', message: expect.stringContaining(message) },
		]);
		expect(stored()).toEqual([
			{ name: 'Lead 0', nickname: 'Lead 0' },
			{ name: 'Lead 2', nickname: 'Lead 2' },
		]);
	});
});

describe('what is sent of the fields that are named', () => {
	const item = { contact_number: '+91 81928-29284', Name: 'Patel', City: 'Pune', '': 'x' };

	test.each<[string, INodeParameters, IDataObject]>([
		['spaces around a name in E-so do not count', { mapFields: mapping(['City', ' town ']) }, {}],
		['a fixed number stays a number', { mapFields: fixed('town', 5) }, { town: 5 }],
		['a fixed value may be empty', { mapFields: fixed('town', '') }, { town: '' }],
	])('%s', async (_, parameters, expected) => {
		await eso.run({ items: [item], parameters: { ...parameters, customFields: 'none' } });
		expect(stored()).toEqual([{ town: 'Pune', ...expected }]);
	});

	test.each<[string, INodeParameters, IDataObject]>([
		['commas too many select nothing', selected('Name,, ,City,'), { name: 'Patel', city: 'Pune' }],
		[
			'a fixed value goes with selected fields',
			selected('City', fixed('event', 'Fair')),
			{ city: 'Pune', event: 'Fair' },
		],
		[
			'an Input Field that is an expression names nothing that no lead has',
			{ mapFields: mapping(['={{ $json.Name }}', 'who']), customFields: 'none' },
			{ who: 'Patel' },
		],
		[
			'a country by an expression is read as one',
			{ options: { countryCodeField: "={{ 'IN' }}" }, customFields: 'none' },
			{},
		],
		[
			'names of an expression are not looked for',
			selected("={{ 'Name,Vorname' }}"),
			{ name: 'Patel' },
		],
		[
			'nor names that only some items select',
			{ ...selected('Name,Vorname'), customFields: "={{ 'selected' }}" },
			{ name: 'Patel' },
		],
	])('%s', async (_, parameters, expected) => {
		const run = await eso.run({ items: [item], parameters });
		expect(run.rejected).toEqual([]);
		expect(stored()).toEqual([expected]);
		expect(run.hints.map(({ message }) => message)).toEqual(['1 of 1 lead accepted in 1 batch']);
	});

	test.each<[string, INodeParameters]>([
		['selected', selected('Name,Vorname')],
		['mapped', { mapFields: mapping(['Name', 'name'], ['Vorname', 'first_name']) }],
		['both', selected('Vorname,Name', mapping(['Vorname', 'name']))],
	])('a field that no item has is told, where it is %s', async (_, parameters) => {
		const { hints } = await eso.run({ items: [item], parameters });
		expect(hints.slice(1).map(({ message }) => message)).toEqual([
			"No lead has a value in 'Vorname'. Check the spelling in the node's parameters.",
		]);
		expect(hints[1]).toMatchObject({ location: 'outputPane' });
	});
});

test("'country_code' holds the country of a number, and 'UPLOAD' is its origin, unless other fields are named", async () => {
	await eso.run({ items: [{ contact_number: '081928 29284', country_code: 'IN' }] });
	expect([...eso.emulator.store.values()]).toMatchObject([
		{ contactNumber: '8192829284', countryCode: 91, origin: 'UPLOAD', fields: {} },
	]);
});
