import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { jsonParse, type IDataObject, type IPinData } from 'n8n-workflow';
import { packageRoot } from '../support/engine/builtPackage';
import { getCodes, expectConserved } from '../support/engine/itemsByOutcome';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { runWorkflow, type WorkflowFile } from '../support/engine/runWorkflow';

const eso = esoSuite();

const readExample = (name: string) => readFileSync(join(packageRoot, 'examples', name), 'utf8');
const workflow = jsonParse<WorkflowFile & { pinData: IPinData }>(readExample('bulk-create.json'));

/** Runs examples/bulk-create.json as it is; only what its trigger emits differs. */
async function runExample(rows: readonly IDataObject[]) {
	const run = await runWorkflow({
		workflow,
		items: rows.map((json) => ({ json })),
		credentials: { esoApi: { accessToken: TOKEN, baseUrl: eso.emulator.url } },
	});
	eso.watch(run);
	const task = run.data.resultData.runData['E-so Leads']?.[0];
	const [batches, rejected] = task?.data?.main ?? [];
	return {
		status: run.status,
		batches: batches ?? [],
		rejected: rejected ?? [],
		hints: task?.hints ?? [],
	};
}

test('the example workflow accepts and rejects each of its own leads', async () => {
	const rows = Object.values(workflow.pinData).flatMap((items) => items.map(({ json }) => json));
	const run = await runExample(rows);
	expect(run.status).toBe('success');
	const { accepted } = expectConserved(run, rows.length);
	expect(eso.emulator.store.size).toBe(accepted.length);
	expect(getCodes(run)).toEqual({ invalid_contact_number: 1, duplicate_contact_number: 1 });
});

test('the example data run through the example workflow, and the sums add up', async () => {
	const rows = parse<IDataObject>(readExample('leads.csv'), { columns: true, bom: true });
	const run = await runExample(rows);
	expect(run.status).toBe('success');
	const { accepted, rejected } = expectConserved(run, rows.length);
	expect(eso.emulator.store.size).toBe(accepted.length);

	const { duplicate_contact_number: duplicates = 0, ...others } = getCodes(run);
	const bad = Object.values(others).reduce((sum, count) => sum + count, 0);
	expect(bad + duplicates).toBe(rejected.length);
	expect(duplicates).toBeGreaterThan(0);
	expect(bad).toBeGreaterThan(0);
	const figures = [accepted.length, rows.length].map((count) => count.toLocaleString('en-US'));
	expect(run.hints[0]?.message).toContain(`${figures.join(' of ')} leads accepted`);
	expect(run.hints[0]?.message).toContain(`${bad} rejected, ${duplicates} duplicates`);
});
