import type { INodeParameters } from 'n8n-workflow';
import { esoSuite } from '../support/engine/esoSuite';
import { fileItem } from '../support/engine/fileItems';

const eso = esoSuite();

const items = [
	{ contact_number: '+91 81928-29284', Name: 'Patel' },
	{ contact_number: '81928', Name: 'Short' },
	{ contact_number: '08192829285', Name: 'Rao' },
	{ contact_number: '+918192829284', Name: 'Twin' },
];
const csv =
	'contact_number,Name\n+91 81928-29284,Patel\n81928,Short\n08192829285,Rao\n+918192829284,Twin\n';
const ofBulk = { defaultCountry: 'IN' };
const ofFile = { ...ofBulk, operation: 'importFile' };
const checked = { options: { checkOnly: true } };

describe.each<[string, INodeParameters, Parameters<typeof eso.run>[0]['items']]>([
	['Bulk Create', ofBulk, items],
	['Import File', ofFile, [fileItem(csv)]],
])('Check Only with %s', (_, parameters, input) => {
	test('makes no request, and shows on both outputs what a run would send and reject', async () => {
		const run = await eso.run({
			items: input,
			parameters: { ...parameters, ...checked, requestOptions: { batchSize: 1 } },
		});
		expect(eso.emulator.requests).toEqual([]);
		expect(run.status).toBe('success');
		expect(run.batches.map(({ json }) => json)).toMatchObject(
			[1, 2].map((batch) => ({
				batch,
				status: 'checked',
				leads: 1,
				accepted: 0,
				notAccepted: 0,
				statusCode: null,
				requests: 0,
			})),
		);
		expect(run.rejected.map(({ json }) => json)).toMatchObject([
			{ Name: 'Short', rejection: { code: 'invalid_contact_number' } },
			{ Name: 'Twin', rejection: { code: 'duplicate_contact_number' } },
		]);
		expect(run.hints[0]).toMatchObject({
			type: 'warning',
			message: expect.stringMatching(
				/^Nothing was sent\. 2 of 4 leads would be sent in 2 batches; 1 rejected, 1 duplicate/,
			),
		});
	});

	test('shows each lead as it would travel', async () => {
		const run = await eso.run({
			items: input,
			parameters: { ...parameters, ...checked, output: 'leads' },
		});
		expect(eso.emulator.requests).toEqual([]);
		expect(run.batches.map(({ json }) => json.delivery)).toEqual([
			{
				status: 'checked',
				batch: 1,
				lead: expect.objectContaining({
					contact_number: '8192829284',
					country_code: 91,
					origin: 'UPLOAD',
					name: 'Patel',
				}),
			},
			{
				status: 'checked',
				batch: 1,
				lead: expect.objectContaining({ contact_number: '8192829285', name: 'Rao' }),
			},
		]);
	});

	test.each([
		['an expired token', { accessToken: 'wrong', baseUrl: '' }],
		['an address that cannot be used', { accessToken: 'x', baseUrl: 'ftp://nowhere' }],
		['no token', { accessToken: '', baseUrl: 'https://client-api.e-so.in' }],
	])('needs no working credential: %s', async (_name, credentials) => {
		const run = await eso.run({
			items: input,
			credentials,
			parameters: { ...parameters, ...checked },
		});
		expect(run.status).toBe('success');
		expect(run.batches).toHaveLength(1);
	});

	test('sends what it has shown, once it is off', async () => {
		const shown = await eso.run({
			items: input,
			parameters: { ...parameters, ...checked, output: 'leads' },
		});
		const sent = await eso.run({ items: input, parameters: { ...parameters, output: 'leads' } });
		const leads = (run: typeof sent) => run.batches.map(({ json }) => Object(json.delivery).lead);
		expect(leads(sent)).toEqual(leads(shown));
		expect(eso.emulator.requests.map(({ body }) => body)).toEqual([{ data: leads(sent) }]);
	});
});

describe.each<[string, INodeParameters, Parameters<typeof eso.run>[0]['items'], number[]]>([
	['Bulk Create', ofBulk, items, [0, 2]],
	['Import File', ofFile, [fileItem(csv)], [0, 0]],
])('One Item per Accepted Lead with %s', (_, parameters, input, links) => {
	test('gives the input of each accepted lead, in order and linked, with what was sent', async () => {
		const run = await eso.run({
			items: input,
			parameters: { ...parameters, output: 'leads', requestOptions: { batchSize: 1 } },
		});
		expect(run.batches.map(({ json }) => json)).toMatchObject([
			{
				Name: 'Patel',
				delivery: {
					status: 'accepted',
					batch: 1,
					statusCode: 201,
					lead: { contact_number: '8192829284' },
				},
			},
			{
				Name: 'Rao',
				delivery: {
					status: 'accepted',
					batch: 2,
					statusCode: 201,
					lead: { contact_number: '8192829285' },
				},
			},
		]);
		expect(run.batches.map(({ pairedItem }) => pairedItem)).toEqual(
			links.map((item) => ({ item })),
		);
		// First, so that it is seen without scrolling.
		expect(run.batches.map(({ json }) => Object.keys(json)[0])).toEqual(['delivery', 'delivery']);
		expect(run.rejected).toHaveLength(2);
	});

	test('an accepted item that is looped back does not send its own delivery field', async () => {
		const first = await eso.run({ items, parameters: { ...ofBulk, output: 'leads' } });
		await eso.run({ items: first.batches.map(({ json }) => json), parameters: ofBulk });
		const last = eso.emulator.requests.at(-1);
		expect(JSON.stringify(last?.body)).not.toContain('delivery');
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'under %s a batch that failed leaves no lead on Accepted, and none is lost',
		async (onError) => {
			eso.emulator.setFault(({ index }) =>
				index === 1 ? { kind: 'status', statusCode: 403 } : undefined,
			);
			const run = await eso.run({
				items: input,
				onError,
				parameters: {
					...parameters,
					output: 'leads',
					requestOptions: { batchSize: 1, concurrency: 1 },
				},
			});
			expect(run.batches.map(({ json }) => json.Name)).toEqual(['Patel']);
			expect(run.rejected.map(({ json }) => json.Name)).toEqual(['Short', 'Rao', 'Twin']);
			expect(run.errorOutput.length).toBe(onError === 'continueErrorOutput' ? 1 : 0);
		},
	);
});
