import '../support/engine/n8nHome';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonParse, type INode, type INodeProperties } from 'n8n-workflow';
import { builtPackage, packageRoot } from '../support/engine/builtPackage';
import type { WorkflowFile } from '../support/engine/runWorkflow';

const folder = join(packageRoot, 'examples');
const examples = readdirSync(folder).filter((file) => file.endsWith('.json'));

const read = (file: string) => jsonParse<WorkflowFile>(readFileSync(join(folder, file), 'utf8'));

/** The E-so Leads nodes of a workflow, those that are an agent's tool included. */
const esoNodes = ({ nodes }: WorkflowFile): INode[] =>
	nodes.filter(({ type }) => type.startsWith('n8n-nodes-eso-leads.'));

async function properties(): Promise<INodeProperties[]> {
	const { type } = (await builtPackage()).getNode('esoLeads');
	if (!('properties' in type.description)) throw new Error('The node is versioned');
	return type.description.properties;
}

test.each(examples)('%s has a sticky note that explains it, and an E-so Leads node', (file) => {
	const workflow = read(file);
	const notes = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
	expect(notes.map(({ parameters }) => parameters.content)).toEqual([
		expect.stringContaining('**E-so Leads**'),
	]);
	expect(esoNodes(workflow)).toHaveLength(1);
});

test.each(examples)(
	'%s has nodes of different names and ids, and connections between them',
	(file) => {
		const { nodes, connections } = read(file);
		const names = nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		const targets = Object.values(connections)
			.flatMap((byType) => Object.values(byType))
			.flatMap((outputs) => outputs.flatMap((links) => links ?? []))
			.map(({ node }) => node);
		expect(names).toEqual(expect.arrayContaining([...Object.keys(connections), ...targets]));
	},
);

test.each(examples)('%s sets only parameters and choices that E-so Leads offers', async (file) => {
	const known = await properties();
	for (const { parameters } of esoNodes(read(file))) {
		expectOffered(known, parameters);
	}
});

/** Parameters that n8n itself adds to a node that is a tool. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];

function expectOffered(known: INodeProperties[], parameters: INode['parameters']): void {
	for (const [name, value] of Object.entries(parameters)) {
		if (OF_TOOLS.includes(name)) continue;
		const alike = known.filter((property) => property.name === name);
		expect({ name, offered: alike.length > 0 }).toEqual({ name, offered: true });
		const nested = alike.flatMap(({ type, options = [] }) =>
			type === 'collection' || type === 'fixedCollection' ? options : [],
		);
		if (typeof value === 'object' && value !== null) {
			expect(nested.map((option) => option.name)).toEqual(
				expect.arrayContaining(Object.keys(value)),
			);
		}
		const choices = alike.flatMap(({ type, options = [] }) => (type === 'options' ? options : []));
		if (choices.length === 0) continue;
		expect(choices.map((choice) => 'value' in choice && choice.value)).toContain(value);
	}
}
