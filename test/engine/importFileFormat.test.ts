import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { getCodes } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { fileItem, importParameters } from '../support/engine/fileItems';

const eso = esoSuite();

const CSV = 'mobile,Name\n+91 98190 00001,Asha\n';
const stored = () => [...eso.emulator.store.keys()];

/** An item with the same file in each of the fields. */
function itemWith(...fields: string[]): INodeExecutionData {
	const data = fileItem(CSV).binary?.data;
	return { json: {}, binary: Object.fromEntries(fields.map((name) => [name, data ?? fail()])) };
}

function fail(): never {
	throw new Error('The item has a file');
}

describe('the file of an item is found', () => {
	test.each<[string, string[], string]>([
		['in the field that is named, beside others', ['photo', 'data', 'list'], 'data'],
		['despite blanks around the name', ['list', 'photo'], ' list '],
		['as the only one, where an expression names none', ['list'], '={{ $json.field ?? "" }}'],
	])('%s', async (_, fields, binaryPropertyName) => {
		const parameters = importParameters({ binaryPropertyName });
		const run = await eso.run({ items: [itemWith(...fields)], parameters });
		expect(run.error).toBeUndefined();
		expect(stored()).toEqual(['9819000001']);
	});

	test.each<[string, string[], string, string]>([
		[
			'the only one is not taken for a field that the user named',
			['list'],
			'upload',
			"The item holds no file in 'upload', but in 'list': choose one as 'Input Binary Field'. [item 0]",
		],
		[
			'an item without a file says what to do',
			[],
			'data',
			'The item holds no file. Put a node before this one that reads or downloads it. [item 0]',
		],
	])('or else: %s', async (_, fields, binaryPropertyName, message) => {
		const parameters = importParameters({ binaryPropertyName });
		const run = await eso.run({ items: [itemWith(...fields)], parameters });
		expect(run.error).toMatchObject({ message, description: 'Nothing was sent.' });
		expect(eso.emulator.requests).toEqual([]);
	});
});

/** Its first line is broken, so that nothing but its name or type shows that it is NDJSON. */
const NDJSON = 'broken\n{"mobile":"+91 98190 00001"}\n';
const UNKNOWN = 'application/octet-stream';

describe('NDJSON whose first line is broken costs that line only, if the file is called so', () => {
	test.each<[string, string, string, string | undefined]>([
		['by its type', 'application/x-ndjson', 'export', undefined],
		['by its type, with a charset', 'application/jsonl; charset=utf-8', 'export.txt', undefined],
		['by its extension', UNKNOWN, 'leads.jsonl', undefined],
		['by its last extension', UNKNOWN, 'leads.2026.ndjson', undefined],
		['by the extension that n8n knows', UNKNOWN, 'export', 'jsonl'],
	])('%s', async (_, mimeType, fileName, fileExtension) => {
		const item = fileItem(NDJSON, { fileName, mimeType });
		if (item.binary?.data && fileExtension) item.binary.data.fileExtension = fileExtension;
		const run = await eso.run({ items: [item], parameters: importParameters() });
		expect(getCodes(run)).toEqual({ malformed_row: 1 });
		expect(stored()).toEqual(['9819000001']);
	});

	test.each(['ndjson', 'json'])("or chosen as 'File Format': %s", async (fileFormat) => {
		const run = await eso.run({
			items: [fileItem(NDJSON)],
			parameters: importParameters({ fileOptions: { fileFormat } }),
		});
		expect(stored()).toEqual(['9819000001']);
		expect(getCodes(run)).toEqual({ malformed_row: 1 });
	});
});

test("a table whose first column begins like a JSON list is read as CSV, if that is its 'File Format'", async () => {
	const run = await eso.run({
		items: [fileItem('[1],mobile\nx,+91 98190 00001\n')],
		parameters: importParameters({ fileOptions: { fileFormat: 'csv' } }),
	});
	expect(run.error).toBeUndefined();
	expect(stored()).toEqual(['9819000001']);
});

test.each(['application/json; charset=utf-8', 'application/problem+json ;charset=utf-8'])(
	'a file that only its type %s calls JSON is told that it begins otherwise',
	async (mimeType) => {
		const file = '// by a program\n[{"mobile":1}]';
		const run = await eso.run({
			items: [fileItem(file, { fileName: 'leads.txt', mimeType })],
			parameters: importParameters(),
		});
		expect(run.error?.message).toBe(
			"The file's name or type says JSON, but it does not begin with a list or an object. Export it again, or remove what comes first. [item 0]",
		);
	},
);

test('a file that a Code node built without a type is read all the same', async () => {
	const item = fileItem(CSV);
	if (item.binary?.data) Reflect.deleteProperty(item.binary.data, 'mimeType');
	const run = await eso.run({ items: [item], parameters: importParameters() });
	expect(run.error).toBeUndefined();
	expect(stored()).toEqual(['9819000001']);
});

describe("a 'Delimiter' that no detection tries is used", () => {
	test.each([
		['~', 'mobile~Name\n+91 98190 00001~Asha, Pune\n', 'Asha, Pune'],
		// With commas, which are tried first, another number would be in a column of that name.
		['\\t', 'mobile\tName\t,mobile,\n+91 98190 00001\tAsha\t,+91 98190 00002,\n', 'Asha'],
	])('%s', async (delimiter, file, name) => {
		const run = await eso.run({
			items: [fileItem(file)],
			parameters: importParameters({ fileOptions: { delimiter } }),
		});
		expect(run.error).toBeUndefined();
		expect(stored()).toEqual(['9819000001']);
		expect(eso.emulator.store.get('9819000001')?.fields).toMatchObject({ name });
	});

	test.each(['"', '\n'])('but %j cannot be one, and nothing is sent', async (delimiter) => {
		const run = await eso.run({
			items: [fileItem(CSV)],
			parameters: importParameters({ fileOptions: { delimiter } }),
		});
		expect(run.error?.message).toBe(
			"'Delimiter' cannot be used: it cannot hold a quote or a line break",
		);
		expect(eso.emulator.requests).toEqual([]);
	});
});

describe('a column is found as the parameter writes it', () => {
	const accepted = { contactNumber: '9819000001', countryCode: 91 };

	test.each<[string, string, INodeParameters, object]>([
		[
			'as the editor writes a path',
			'Mobile No.,Name\n+91 98190 00001,Asha',
			{ contactNumberField: '["Mobile No."]' },
			{ ...accepted, fields: { name: 'Asha' } },
		],
		[
			'with blanks around it',
			'Mobile No.,Name\n+91 98190 00001,Asha',
			{ contactNumberField: ' Mobile No. ' },
			{ ...accepted, fields: { name: 'Asha' } },
		],
		[
			'a selected one with blanks and a dot',
			'mobile,X,Zip No.\n+91 98190 00001,1,411001',
			{ customFields: 'selected', customFieldNames: 'x, zip No. ' },
			{ ...accepted, fields: { x: '1', 'zip no.': '411001' } },
		],
		[
			'the country under its usual name, in other capitals',
			'mobile,Country_Code\n98190 00001,IN',
			{},
			accepted,
		],
		[
			'the country under a name of its own',
			'mobile,ISO\n98190 00001,IN',
			{ options: { countryCodeField: ' iso ' } },
			accepted,
		],
		[
			'the origin',
			'mobile,SOURCE\n+91 98190 00001,EXPO',
			{ options: { originField: 'source' } },
			{ ...accepted, origin: 'EXPO' },
		],
		[
			'a selected one after a comma and a blank',
			'mobile,CITY,Note\n+91 98190 00001,Pune,x',
			{ customFields: 'selected', customFieldNames: 'note, City' },
			{ ...accepted, fields: { note: 'x', city: 'Pune' } },
		],
	])('%s', async (_, file, parameters, lead) => {
		const run = await eso.run({
			items: [fileItem(file)],
			parameters: importParameters(parameters),
		});
		expect(run.rejected).toEqual([]);
		expect(run.hints).toHaveLength(1);
		expect(eso.emulator.store.get('9819000001')).toMatchObject(lead);
	});

	test.each([' ', '={{ $json.none }}'])(
		'no row is sent, and none called wrong, where it is empty: %j',
		async (contactNumberField) => {
			const run = await eso.run({
				items: [fileItem(CSV)],
				parameters: importParameters({ contactNumberField }),
			});
			expect(run.error).toMatchObject({
				message:
					"'Contact Number Column' is empty. Write the name of the column that holds the phone numbers. [item 0]",
				description: 'Nothing was sent.',
			});
		},
	);

	test.each([
		['body.phone', 'body,Name\nx,Asha'],
		['body["phone"]', 'phone,Name\n+91 98190 00001,Asha'],
	])(
		'%s is a path into an object, not the column of its part',
		async (contactNumberField, file) => {
			const run = await eso.run({
				items: [fileItem(file)],
				parameters: { ...importParameters(), contactNumberField },
			});
			expect(run.error?.message).toContain(`'leads.csv' has no column '${contactNumberField}'.`);
			expect(eso.emulator.requests).toEqual([]);
		},
	);
});
