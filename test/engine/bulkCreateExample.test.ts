import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonParse, type INodeExecutionData, type IPinData } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../emulator/emulator';
import { packageRoot } from '../support/engine/builtPackage';
import { runWorkflow, type WorkflowFile } from '../support/engine/runWorkflow';

/** A workflow as n8n exports it: the pinned items of the trigger lie beside the nodes. */
interface ExportedWorkflow extends WorkflowFile {
	pinData: IPinData;
}

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(async () => await emulator.close());

test('the example workflow accepts four of its pinned leads and rejects two, each with its reason', async () => {
	const path = join(packageRoot, 'examples/bulk-create.json');
	const workflow = jsonParse<ExportedWorkflow>(readFileSync(path, 'utf8'));
	const [items = []] = Object.values(workflow.pinData);
	const { data, status } = await runWorkflow({
		workflow,
		items,
		credentials: { esoApi: { accessToken: emulator.token, baseUrl: emulator.url } },
	});
	const received = (node: string): INodeExecutionData[] =>
		data.resultData.runData[node]?.[0]?.data?.main?.[0] ?? [];

	expect(status).toBe('success');
	expect(received('Accepted Batches')).toMatchObject([{ json: { leads: 4, accepted: 4 } }]);
	expect(received('Rejected Leads')).toMatchObject([
		{ json: { Name: 'Ravi Menon', rejection: { code: 'invalid_contact_number' } } },
		{ json: { Name: 'Ananya K.', rejection: { code: 'duplicate_contact_number' } } },
	]);
	expect([...emulator.store.values()]).toMatchObject([
		{ countryCode: 91, contactNumber: '8192829284', fields: { city: 'Pune' } },
		{ countryCode: 91, contactNumber: '8104455661' },
		{ countryCode: 971, contactNumber: '501234567' },
		{ countryCode: 234, contactNumber: '8031234567' },
	]);
});
