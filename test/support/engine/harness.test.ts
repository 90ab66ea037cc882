import { existsSync } from 'node:fs';
import { createNode, createTrigger, linkTo } from '../nodes';
import { runWorkflow, type WorkflowFile } from './runWorkflow';

const workflow: WorkflowFile = {
	nodes: [
		createTrigger(),
		createNode('End', 'n8n-nodes-base.noOp'),
		createNode('Note', 'n8n-nodes-base.stickyNote'),
	],
	connections: { Trigger: { main: [[linkTo('End')]] } },
};
const items = [{ json: { name: 'Patel' } }, { json: { name: 'Okoye' } }];

test.each(['manual', 'trigger'] as const)(
	'items walk through the engine, each linked to its source (mode %s)',
	async (mode) => {
		const run = await runWorkflow({ workflow, items, mode });
		expect(run.status).toBe('success');
		const [end] = run.data.resultData.runData.End ?? [];
		expect(end?.data?.main?.[0]).toEqual([
			{ json: { name: 'Patel' }, pairedItem: { item: 0 } },
			{ json: { name: 'Okoye' }, pairedItem: { item: 1 } },
		]);
	},
);

test('a cancelled run ends as canceled', async () => {
	const run = await runWorkflow({ workflow, items, onStart: (cancel) => cancel() });
	expect(run.status).toBe('canceled');
	expect(run.data.resultData.runData.End).toBeUndefined();
});

test('a node type that is not the package’s is named', async () => {
	const unknown = createNode('Http', 'n8n-nodes-base.httpRequest');
	const nodes = [...workflow.nodes, unknown];
	await expect(runWorkflow({ workflow: { ...workflow, nodes }, items })).rejects.toThrow(
		/httpRequest|not built/,
	);
});

test('n8n lives in a folder of its own', () => {
	expect(process.env.N8N_USER_FOLDER).toMatch(/n8n-nodes-eso-leads-\d+$/);
	expect(existsSync(process.env.N8N_USER_FOLDER ?? '')).toBe(true);
});
