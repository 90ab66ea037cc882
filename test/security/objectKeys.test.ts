import { jsonParse, type IDataObject, type INodeParameters } from 'n8n-workflow';
import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems } from '../support/engine/leadItems';

// That such keys change no other lead and no object of the process, whatever Nested Fields says: badInput.test.ts.
const eso = esoSuite();

/** What begins every body here. */
const OPENING =
	'{"data":[{"contact-easysocial-whatsapp-api-support_number":8192829284,"country_code":91,"contact_number":"8192829284","origin":"UPLOAD"';

/** An item as JSON brings it: with keys that an object literal would not give it. */
function itemWith(fields: string): IDataObject {
	return jsonParse<IDataObject>(`{"contact_number":"+91 8192829284",${fields}}`);
}

const sentText = () => eso.emulator.requests.map(({ text }) => text);

test.each<[string, string, string]>([
	['"__proto__":"x"', 'reject', ''],
	['"__PROTO__":"x"', 'reject', ''],
	['"constructor":"c","prototype":"p"', 'reject', ',"constructor":"c","prototype":"p"'],
	['"toString":1,"valueOf":2,"toJSON":"x"', 'reject', ',"tostring":1,"valueof":2,"tojson":"x"'],
	['"a":{"__proto__":{"b":1},"constructor":2}', 'flatten', ',"a___proto___b":1,"a_constructor":2'],
	['"__proto__":{"b":1},"c":2', 'flatten', ',"__proto___b":1,"c":2'],
	['"a":{"__proto__":1}', 'json', ',"a":"{\\"__proto__\\":1}"'],
	['"a":{"__proto__":1},"b":2', 'omit', ',"b":2'],
])(
	'of the fields %s with Nested Fields %s these travel: %s',
	async (fields, nestedFields, sent) => {
		const run = await eso.run({
			items: [itemWith(fields)],
			parameters: { options: { nestedFields } },
		});
		expect(expectConserved(run, 1).accepted).toEqual([0]);
		expect(sentText()).toEqual([`${OPENING}${sent}}]}`]);
	},
);

test.each<[string, INodeParameters]>([
	['Contact Number Field __proto__', { contactNumberField: '__proto__' }],
	['Contact Number Field constructor.name', { contactNumberField: 'constructor.name' }],
	['Contact Number Field __proto__.toString', { contactNumberField: '__proto__.toString' }],
	['Contact Number Field name.length, which every text has', { contactNumberField: 'name.length' }],
])('%s finds nothing that nobody put into the item', async (_, parameters) => {
	const onError = 'continueRegularOutput';
	const run = await eso.run({ items: leadItems(2), parameters, onError });
	expect(expectConserved(run, 2).accepted).toEqual([]);
	expect(run.hints[0]?.message).toContain('No input item has the field');
	expect(eso.emulator.requests).toEqual([]);
});

test('Country Code Field, Origin Field and Custom Field Names that name such keys leave the lead as it is', async () => {
	await eso.run({
		items: [itemWith('"n":1')],
		parameters: {
			customFields: 'selected',
			customFieldNames: '__proto__,constructor,__proto__.polluted,n.constructor.name',
			options: { countryCodeField: '__proto__', originField: 'constructor' },
		},
	});
	expect(sentText()).toEqual([`${OPENING}}]}`]);
});

test('a rejected item comes out with its own __proto__ and constructor, and nothing more has them', async () => {
	const run = await eso.run({
		items: [
			jsonParse<IDataObject>(
				'{"__proto__":{"polluted":1},"constructor":{"name":"x"},"contact_number":"1"}',
			),
		],
		wireOutputs: true,
	});
	const [after] = run.run.data.resultData.runData.Rejected?.[0]?.data?.main?.[0] ?? [];
	expect(JSON.stringify(after?.json)).toMatch(
		/^\{"rejection":\{.*\},"__proto__":\{"polluted":1\},"constructor":\{"name":"x"\},"contact_number":"1"\}$/,
	);
	expect(after?.json.polluted).toBeUndefined();
	expect({}).not.toHaveProperty('polluted');
});

test.each(['__proto__', 'constructor', 'prototype'])(
	'an answer with the key %s is read without it',
	async (key) => {
		const hidden = '{"success":true,"status":201,"message":"polluted"}';
		const headers = { 'Content-Type': 'application/json', [key]: 'retry-after' };
		const body = `{"${key}":${hidden},"error":"VALIDATION_ERROR"}`;
		eso.emulator.setFault(() => ({ kind: 'status', statusCode: 400, headers, body }));
		const run = await eso.run({ items: leadItems(1) });
		expect(getCodes(run)).toEqual({ refused: 1 });
		expect(JSON.stringify(run.run)).not.toContain('polluted');
		expect({}).not.toHaveProperty('polluted');
	},
);
