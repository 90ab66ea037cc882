import { jsonParse, type IDataObject, type INodeParameters } from 'n8n-workflow';
import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems, patel } from '../support/engine/leadItems';

const eso = esoSuite();

/** Ten million characters. */
const huge = 'x'.repeat(10_000_000);

const getMessage = (item: { json: IDataObject } | undefined): string => {
	const { rejection } = item?.json ?? {};
	return typeof rejection === 'object' && rejection !== null && 'message' in rejection
		? String(rejection.message)
		: '';
};

describe('items', () => {
	test('none: nothing is sent, and nothing comes out', async () => {
		const run = await eso.run({ items: [] });
		expect(run).toMatchObject({ status: 'success', batches: [], rejected: [] });
		expect(eso.emulator.requests).toEqual([]);
	});

	test('one: one batch, one link', async () => {
		const run = await eso.run({ items: [patel] });
		expect(run.batches).toMatchObject([{ json: { leads: 1 }, pairedItem: [{ item: 0 }] }]);
	});

	test.each<[string, IDataObject, string]>([
		['without the field', { Name: 'x' }, 'missing_contact_number'],
		['that are empty', {}, 'missing_contact_number'],
		['with null', { contact_number: null }, 'missing_contact_number'],
		['with spaces only', { contact_number: ' \u00a0\t' }, 'missing_contact_number'],
		['with NaN', { contact_number: NaN }, 'invalid_contact_number'],
		['with Infinity', { contact_number: Infinity }, 'invalid_contact_number'],
		['with a negative number', { contact_number: -8192829284 }, 'invalid_contact_number'],
		['with false', { contact_number: false }, 'invalid_contact_number'],
		['with a list', { contact_number: ['+91 8192829284'] }, 'invalid_contact_number'],
		['with an object', { contact_number: { n: 1 } }, 'invalid_contact_number'],
		['with zeros only', { contact_number: '+91 0000000000' }, 'invalid_contact_number'],
		['with an inherited name', { contact_number: 'constructor' }, 'invalid_contact_number'],
		['with control characters', { contact_number: '\u0000\u001b[31m' }, 'invalid_contact_number'],
		['with half a surrogate', { contact_number: '\ud83d' }, 'invalid_contact_number'],
		['with a NaN field', { ...patel, score: NaN }, 'unsupported_field'],
	])('%s are rejected with the reason, and the others are sent', async (_, bad, code) => {
		const run = await eso.run({ items: [bad, ...leadItems(1)] });
		expect(run.status).toBe('success');
		expect(expectConserved(run, 2)).toEqual({ accepted: [1], rejected: [0] });
		expect(getCodes(run)).toEqual({ [code]: 1 });
		expect(run.rejected[0]?.json).toMatchObject(bad);
		expect(getMessage(run.rejected[0]).length).toBeGreaterThan(20);
	});

	test.each<[string, IDataObject, string]>([
		['the number', { contact_number: huge }, 'invalid_contact_number'],
		['digits', { contact_number: '9'.repeat(10_000_000) }, 'invalid_contact_number'],
		['a custom field', { ...patel, remark: huge }, 'unsupported_field'],
	])('with ten million characters in %s are rejected in few words', async (_, item, code) => {
		const run = await eso.run({ items: [item, ...leadItems(2)] });
		expect(expectConserved(run, 3)).toEqual({ accepted: [1, 2], rejected: [0] });
		expect(getCodes(run)).toEqual({ [code]: 1 });
		expect(getMessage(run.rejected[0]).length).toBeLessThan(300);
		expect(Object.keys(run.rejected[0]?.json ?? {})).toEqual(['rejection', ...Object.keys(item)]);
	});

	test('with large fields travel in as many requests as they need, below a million bytes each', async () => {
		const items = leadItems(5).map((item) => ({ ...item, remark: 'é'.repeat(200_000) }));
		const run = await eso.run({ items });
		expect(expectConserved(run, 5).accepted).toEqual([0, 1, 2, 3, 4]);
		expect(eso.emulator.requests.length).toBeGreaterThan(1);
		for (const { bytes } of eso.emulator.requests) expect(bytes).toBeLessThanOrEqual(1_000_000);
	});

	test.each(['reject', 'flatten', 'json', 'omit'])(
		'with hostile keys change nothing but their own lead (Nested Fields %s)',
		async (nestedFields) => {
			const hostile = jsonParse<IDataObject>(
				`{"contact_number":"+91 8192829284","__proto__":{"contact_number":"x","polluted":true},
				"constructor":"c","toString":"t","hasOwnProperty":"h","__defineGetter__":1}`,
			);
			const run = await eso.run({
				items: [hostile, ...leadItems(1)],
				parameters: { options: { nestedFields } },
			});
			expectConserved(run, 2);
			expect(eso.emulator.store.get('8100000000')?.fields).toEqual({ name: 'Lead 0' });
			expect({}).not.toHaveProperty('polluted');
			const text = String(eso.emulator.requests[0]?.text);
			expect(text).not.toContain('__proto__"');
			if (nestedFields === 'omit') {
				expect(Object.entries(eso.emulator.store.get('8192829284')?.fields ?? {})).toEqual([
					['constructor', 'c'],
					['tostring', 't'],
					['hasownproperty', 'h'],
					['__definegetter__', 1],
				]);
			}
		},
	);

	test('that are rejected keep their files', async () => {
		const binary = { photo: { data: 'AAEC', mimeType: 'image/png', fileName: 'a.png' } };
		const run = await eso.run({ items: [{ json: {}, binary }, { json: leadItems(1)[0] ?? {} }] });
		expect(run.rejected).toMatchObject([{ binary, pairedItem: { item: 0 } }]);
		expect(expectConserved(run, 2).accepted).toEqual([1]);
	});
});

describe('parameters', () => {
	test.each<[string, INodeParameters, RegExp]>([
		[
			'an origin of 7 characters',
			{ origin: 'WEBSITE' },
			/'Origin' is "WEBSITE", which has 7 characters\. Shorten it/,
		],
		['an origin of spaces', { origin: '   ' }, /'Origin' is empty/],
		['a country that does not exist', { defaultCountry: 'ZZ' }, /country/],
		['Batch Size 0', { requestOptions: { batchSize: 0 } }, /'Batch Size'/],
		['Batch Size 501', { requestOptions: { batchSize: 501 } }, /'Batch Size'.*500/],
		['Batch Size 2.5', { requestOptions: { batchSize: 2.5 } }, /'Batch Size'/],
		['Batch Size "many"', { requestOptions: { batchSize: 'many' } }, /'Batch Size'/],
		[
			'Concurrent Requests 11',
			{ requestOptions: { concurrency: 11 } },
			/'Concurrent Requests'.*10/,
		],
		['Max Retries -1', { requestOptions: { maxRetries: -1 } }, /'Max Retries'/],
		['Timeout (Seconds) 0', { requestOptions: { timeoutSeconds: 0 } }, /'Timeout \(Seconds\)'/],
		[
			'a channel key that E-so would take for a custom field',
			{ requestOptions: { supportChannelKey: 'support_number' } },
			/'Support Channel Key'.*'contact-'/,
		],
		[
			'a cell of text as Custom Field Names',
			{ customFields: 'selected', customFieldNames: 'name,'.repeat(5_000) },
			/'Custom Field Names'.*20,000/,
		],
		['an unknown choice', { options: { nestedFields: 'squash' } }, /'Nested Fields'/],
	])('%s stops the node before anything is sent', async (_, parameters, message) => {
		const { status, error } = await eso.run({ items: [patel], parameters });
		expect(status).toBe('error');
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(message),
			description: expect.stringMatching(/Nothing was sent/),
		});
		expect(eso.emulator.requests).toEqual([]);
	});

	test.each<[string, INodeParameters]>([
		['an empty origin', { origin: '' }],
		['no contact number field', { contactNumberField: '' }],
	])('%s is refused by n8n itself: the workflow does not start', async (_, parameters) => {
		await expect(eso.run({ items: [patel], parameters })).rejects.toThrow(/is required/);
		expect(eso.emulator.requests).toEqual([]);
	});

	test('a Batch Size that came as text counts as its number', async () => {
		const run = await eso.run({
			items: leadItems(5),
			parameters: { requestOptions: { batchSize: '2', concurrency: '1' } },
		});
		expect(run.batches.map(({ json }) => json.leads)).toEqual([2, 2, 1]);
	});
});
