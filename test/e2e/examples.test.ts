import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod/v4';
import { finishedExecution } from './n8n/executions';
import { releasesToTry } from './n8n/releases';
import {
	executeManually,
	exampleNames,
	importWorkflow,
	readExample,
	type WorkflowFile,
} from './n8n/workflows';
import { n8nSuite } from './n8nSuite';

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

	test('the CSV example sends a file of 1,374 rows, and writes those that were rejected, with the reason, to another, to be corrected and imported', async () => {
		const folder = join(n8n.server.userFolder, '.n8n-files');
		mkdirSync(folder);
		copyFileSync(resolve(__dirname, '../../examples/leads.csv'), join(folder, 'leads.csv'));
		const text = JSON.stringify(readExample('csv-file')).replaceAll(
			'/home/node/.n8n-files',
			folder,
		);
		const importFile = async () => await run(JSON.parse(text), BY_HAND);
		const execution = await importFile();

		const accepted = execution
			.items('Accepted Batches')
			.reduce((sum, batch) => sum + Number(batch.accepted), 0);
		expect(n8n.emulator.store.size).toBe(accepted);
		const rejected = readFileSync(join(folder, 'rejected.csv'), 'utf8');
		const rows = parse<Record<string, string>>(rejected, { columns: true, bom: true });
		expect(accepted + rows.length).toBe(1_374);
		expect(rows.filter((row) => !row['rejection.message'] || !row['rejection.code'])).toEqual([]);
		expect(Object.keys(rows[0] ?? {})).toEqual(expect.arrayContaining(['Name', 'Mobile', 'City']));

		writeFileSync(join(folder, 'leads.csv'), rejected.replace('call after 6pm', '9123456780'));
		await importFile();
		expect(n8n.emulator.store.get('9123456780')?.fields).toMatchObject({ name: 'REVATHI NAIK' });
		const names = [...n8n.emulator.store.values()].flatMap(({ fields }) => Object.keys(fields));
		expect(names.filter((name) => name.includes('rejection'))).toEqual([]);
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
