import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod/v4';
import { finishedExecution } from './n8n/executions';
import { releasesToTry } from './n8n/releases';
import {
	executeManually,
	exampleNames,
	importWorkflow,
	publish,
	readExample,
	type WorkflowFile,
} from './n8n/workflows';
import { n8nSuite } from './n8nSuite';
import { waitFor } from './waiting';

const BY_HAND = 'When clicking ‘Execute workflow’';

const SHEET = 'n8n-nodes-base.googleSheets';
const STAND_IN = {
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
	credentials: undefined,
};

const NodeTypes = z.array(
	z.looseObject({
		name: z.string(),
		version: z.union([z.number(), z.array(z.number())]),
		properties: z.array(z.looseObject({ name: z.string() })),
	}),
);

const FormAnswer = z.object({ formWaitingUrl: z.string() });

const Named = z.object({ data: z.looseObject({ id: z.string() }) });

const Rows = z.object({ data: z.object({ data: z.array(z.looseObject({ phone: z.string() })) }) });

/** The node, with its table chosen from the list. */
function chooseTable(node: WorkflowFile['nodes'][number], id: string): typeof node {
	if (node.type !== 'n8n-nodes-base.dataTable') return node;
	const dataTableId = { __rl: true, mode: 'list', value: id };
	return { ...node, parameters: { ...node.parameters, dataTableId } };
}

const HandedFiles = z.array(
	z.object({ data: z.string().or(z.object({ data: z.array(z.number()) })), fileName: z.string() }),
);

/** Rows of examples/leads.csv, without the header and three rows that hold nothing. */
const DATA_ROWS = 1_371;

const readNodes = (example: string) => readExample(example).nodes;

describe.each(releasesToTry())('n8n $version', (release) => {
	const n8n = n8nSuite(release);

	const run = async (file: WorkflowFile, trigger: string) => {
		const workflow = await importWorkflow(n8n.session, file, n8n.credential);
		const id = await executeManually(n8n.session, workflow, trigger);
		const execution = await finishedExecution(n8n.session, id);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		return execution;
	};

	test('every node of the examples is known, in its version and with its parameters', async () => {
		const types = NodeTypes.parse(await n8n.session.get('/types/nodes.json'));
		for (const { name, type, typeVersion, parameters } of exampleNames().flatMap(readNodes)) {
			const known = types.find(
				(candidate) => candidate.name === type && [candidate.version].flat().includes(typeVersion),
			);
			expect({ name, type: known?.name }).toEqual({ name, type });
			const properties = known?.properties.map((property) => property.name);
			expect(properties).toEqual(expect.arrayContaining(Object.keys(parameters)));
		}
	});

	/** Publishes an example whose trigger is a form of n8n's. Returns how to send that form. */
	const publishForm = async (name: string) => {
		const file = readExample(name);
		await publish(n8n.session, await importWorkflow(n8n.session, file, n8n.credential), release);
		const path = file.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger')?.webhookId;
		/** Sends the form, and opens its last page, which has `words` in it. */
		return async (values: ReadonlyArray<string | Blob>, words: string) => {
			const form = new FormData();
			for (const [index, value] of values.entries()) form.set(`field-${index}`, value);
			const url = `${n8n.server.url}/form/${String(path)}`;
			const sent = await fetch(url, { method: 'POST', body: form });
			const { formWaitingUrl } = FormAnswer.parse(await sent.json());
			const page = formWaitingUrl.replace('localhost', '127.0.0.1');
			const html = await waitFor(`a page with the words '${words}'`, 60, async () => {
				// n8n never answers whoever asks for the page before the execution has come to it.
				const answer = fetch(page, { signal: AbortSignal.timeout(3_000) });
				const text = await answer.then(async (response) => await response.text()).catch(String);
				return text.includes(words) ? text : undefined;
			});
			// The page sends itself back, which ends the execution: so does a browser that shows it.
			await fetch(page, { method: 'POST' });
			const id = /form-waiting\/(\d+)/.exec(page)?.[1] ?? '';
			return { html, execution: await finishedExecution(n8n.session, id) };
		};
	};

	/** The file that the last page of a form hands over, as n8n writes it into the page. */
	const readFile = (html: string): string => {
		// n8n 1.x hands one file over, as `binary`.
		const [, encoded = ''] = /const binar(?:ies|y) = "([^"]*)"/.exec(html) ?? [];
		const handed: unknown = JSON.parse(decodeURIComponent(encoded));
		const [file] = HandedFiles.parse([handed].flat());
		if (file === undefined) throw new Error('The page hands no file over');
		return typeof file.data === 'string'
			? Buffer.from(file.data, 'latin1').toString()
			: Buffer.from(file.data.data).toString();
	};

	test('the CSV example takes a file of 1,371 rows by a form, hands the rejected ones over with the reason, and takes that file corrected', async () => {
		const send = await publishForm('csv-file');
		const words = 'They are in rejected.csv';
		const csv = readFileSync(resolve(__dirname, '../../examples/leads.csv'));
		const { html, execution } = await send([new File([csv], 'leads.csv')], words);
		const accepted = execution
			.items('Accepted Batches')
			.reduce((sum, batch) => sum + Number(batch.accepted), 0);
		expect(n8n.emulator.store.size).toBe(accepted);
		const rejected = readFile(html);
		const rows = parse<Record<string, string>>(rejected, { columns: true, bom: true });
		expect(rows.length).toBeGreaterThan(10);
		expect(rows.filter((row) => !row['rejection.message'] || !row['rejection.code'])).toEqual([]);
		// Whoever is in the file twice is in E-so already, and is not to be sent again.
		expect(rows.map((row) => row['rejection.code'])).not.toContain('duplicate_contact_number');
		expect(Object.keys(rows[0] ?? {})).toEqual(expect.arrayContaining(['Name', 'Mobile', 'City']));

		// Also where the reason quotes it.
		const corrected = rejected.replaceAll('call after 6pm', '9123456780');
		const again = await send([new File([corrected], 'rejected.csv')], words);
		const [batch] = again.execution.items('Accepted Batches');
		expect(batch?.accepted).toBe(1);
		expect(n8n.emulator.store.get('9123456780')?.fields).toMatchObject({ name: 'REVATHI NAIK' });
		const names = [...n8n.emulator.store.values()].flatMap(({ fields }) => Object.keys(fields));
		expect(names.filter((name) => name.includes('rejection'))).toEqual([]);
	});

	test("the example with n8n's own form creates a lead, updates it, and asks for the number again where it cannot be sent", async () => {
		const send = await publishForm('sign-up-form');
		await send(['Asha', '98190 12345', ''], 'We will write to +91 9819012345');
		await send(['Asha Rao', '+91 98190-12345', 'Pune'], 'We will write to');
		await send(['Ravi', '98190', 'Kochi'], 'We could not save your number');
		const leads = n8n.emulator.records().map(({ lead }) => lead);
		expect(leads).toMatchObject([
			{ contactNumber: '9819012345', origin: 'FORM', fields: { name: 'Asha Rao', city: 'Pune' } },
		]);
	});

	test('the file example imports what it downloads', async () => {
		const csv = readFileSync(resolve(__dirname, '../../examples/leads.csv'));
		const server = createServer((_, response) => response.end(csv));
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		const address = server.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		const text = JSON.stringify(readExample('import-file'));
		const url = `http://127.0.0.1:${port}/leads.csv`;
		const execution = await run(
			JSON.parse(text.replace('https://example.com/leads.csv', url)),
			'Every Night at 3',
		);
		server.close();
		const batches = execution.items('Batches');
		expect(batches.length).toBeGreaterThan(2);
		const accepted = batches.reduce((sum, batch) => sum + Number(batch.accepted), 0);
		expect(n8n.emulator.store.size).toBe(accepted);
		expect(accepted + execution.items('Rejected Rows').length).toBe(DATA_ROWS);
	});

	test('the alert example writes one message for all leads that did not reach E-so (with a stand-in for the mail)', async () => {
		const file = readExample('alert-on-rejections');
		const nodes = file.nodes.map((node) =>
			node.name === 'Send Alert' ? { ...node, ...STAND_IN } : node,
		);
		const execution = await run({ ...file, nodes }, 'Every Hour');
		expect(execution.items('Send Alert')).toEqual([
			{
				subject: '2 leads did not reach E-so',
				text: expect.stringMatching(
					/2 × invalid_contact_number\n\nRavi Menon: .*8\.19E\+09.*\nImran Ansari: .*98190/,
				),
			},
		]);
	});

	test('the dead-letter example keeps what E-so could not take in a data table, and sends it first next time', async () => {
		const { session, emulator } = n8n;
		const { data: project } = Named.parse(await session.get('/rest/projects/personal'));
		const columns = ['phone', 'name', 'reason', 'run'].map((name) => ({ name, type: 'string' }));
		const tables = `/rest/projects/${project.id}/data-tables`;
		const { data: table } = Named.parse(
			await session.post(tables, { name: 'Leads to send again', columns }),
		);
		const kept = async () =>
			Rows.parse(await session.get(`${tables}/${table.id}/rows`)).data.data.map(
				({ phone }) => phone,
			);
		const example = readExample('dead-letters');
		// n8n 1.x knows no table by its name: there, people choose it from the list.
		const file = release.knowsTablesByName
			? example
			: { ...example, nodes: example.nodes.map((node) => chooseTable(node, table.id)) };
		const runOnce = async (people: object[]) =>
			await run(
				{ ...file, pinData: { 'New Leads': people.map((json) => ({ json: { ...json } })) } },
				'Every Hour',
			);

		emulator.setFault(() => ({ kind: 'status', statusCode: 401 }));
		const failed = await runOnce([
			{ name: 'Asha', phone: '98190 12345' },
			{ name: 'Ravi', phone: '8.19E+09' },
		]);
		expect(await kept()).toEqual(['98190 12345']);
		expect(failed.items('Rejected for Good').map(({ name }) => name)).toEqual(['Ravi']);

		// It stays as long as E-so takes nothing, and once only.
		await runOnce([{ name: 'Asha', phone: '98190 12345' }]);
		expect(await kept()).toEqual(['98190 12345']);

		emulator.setFault(undefined);
		await runOnce([{ name: 'Meera', phone: '98450 12345' }]);
		expect([...emulator.store.keys()]).toEqual(['9819012345', '9845012345']);
		expect(await kept()).toEqual([]);
	});

	test('the repair example saves three of its four rejected leads, and gives the last one up', async () => {
		const execution = await run(readExample('repair-and-retry'), BY_HAND);
		expect([...n8n.emulator.store.keys()]).toEqual([
			'8192829284',
			'9876543210',
			'9845012345',
			'9020314159',
		]);
		expect([...n8n.emulator.store.values()].map(({ fields }) => Object.keys(fields))).toEqual(
			Array(4).fill(['name', 'city']),
		);
		expect(execution.items('Rejected for Good')).toMatchObject([
			{ Name: 'Ravi Menon', repaired: true, rejection: { code: 'invalid_contact_number' } },
		]);
	});

	test('the Google Sheets example tells accepted rows from rejected ones (with stand-ins for the sheet)', async () => {
		const file = readExample('google-sheets');
		const rows = [
			{ row_number: 2, Name: 'Asha', Mobile: '98190 12345', City: 'Pune', 'E-so': '' },
			{ row_number: 3, Name: 'Ravi', Mobile: '98190', City: 'Kochi', 'E-so': '' },
		];
		const execution = await run(
			{
				...file,
				nodes: file.nodes.map((node) => (node.type === SHEET ? { ...node, ...STAND_IN } : node)),
				pinData: { 'New Rows': rows.map((json) => ({ json })) },
			},
			'Every Night at 2',
		);
		expect(execution.items('Accepted')).toEqual([
			{ row_number: 2, 'E-so': expect.stringMatching(/^accepted \d{4}-\d\d-\d\d$/) },
		]);
		expect(execution.items('Rejected, with the Reason')).toEqual([
			{ row_number: 3, 'E-so': expect.stringMatching(/^rejected: 'Mobile' holds "98190"/) },
		]);
	});
});
