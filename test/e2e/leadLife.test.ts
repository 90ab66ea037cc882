import { leadItems, storedNumber } from '../support/engine/leadItems';
import { finishedExecution } from './n8n/executions';
import { releasesToTry } from './n8n/releases';
import { executeManually, importWorkflow, type WorkflowFile } from './n8n/workflows';
import { n8nSuite } from './n8nSuite';

const COUNT = 3;

function esoNode(name: string, column: number, parameters: Record<string, unknown>, rest = {}) {
	return {
		name,
		type: 'n8n-nodes-eso-leads.esoLeads',
		typeVersion: 1,
		position: [column * 200, 0],
		parameters,
		...rest,
	};
}

function noOp(name: string, row: number) {
	return {
		name,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [1_000, row * 200],
		parameters: {},
	};
}

const to = (node: string) => [{ node, type: 'main', index: 0 }];

/** Creates leads, lists them, tags them, and deletes them and one more that is not there. */
const LIFE: WorkflowFile = {
	name: "A lead's life",
	nodes: [
		{
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		esoNode('Create', 1, { contactNumberField: 'contact_number' }),
		esoNode('List', 2, { operation: 'getMany', returnAll: true }),
		esoNode('Tag', 3, {
			operation: 'update',
			contactNumber: '=+91{{ $json.contact_number }}',
			addTags: [1],
			fieldsToUpdate: { field: [{ name: 'note', value: '=Was {{ $json.name }}' }] },
		}),
		esoNode(
			'Delete',
			4,
			{
				operation: 'delete',
				contactNumber: `={{ $json.contact_number === '${storedNumber(0)}' ? '+91 8199999999' : '+91' + $json.contact_number }}`,
			},
			{ onError: 'continueErrorOutput' },
		),
		noOp('Deleted', 0),
		noOp('Not Found', 1),
	],
	connections: {
		Start: { main: [to('Create')] },
		Create: { main: [to('List'), []] },
		List: { main: [to('Tag')] },
		Tag: { main: [to('Delete')] },
		Delete: { main: [to('Deleted'), to('Not Found')] },
	},
	pinData: { Start: leadItems(COUNT).map((json) => ({ json })) },
};

describe.each(releasesToTry())('n8n $version', (release) => {
	const n8n = n8nSuite(release);

	test('leads are created, listed, tagged and deleted; the one that is not there leaves by the error output', async () => {
		const { session, credential, emulator } = n8n;
		const workflow = await importWorkflow(session, LIFE, credential);
		const id = await executeManually(session, workflow, 'Start');
		const execution = await finishedExecution(session, id);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(execution.items('List').map((lead) => lead.contact_number)).toEqual(
			[0, 1, 2].map(storedNumber),
		);
		expect(execution.items('Deleted')).toEqual(
			[1, 2].map((i) => ({ deleted: true, contact_number: storedNumber(i) })),
		);
		expect(execution.items('Not Found')).toEqual([
			{
				updated: true,
				contact_number: storedNumber(0),
				error: 'E-so has no lead with the contact number +91 8199999999: Lead not found!',
			},
		]);
		expect(emulator.records()).toMatchObject([
			{ id: 1, tags: [1], lead: { fields: { name: 'Lead 0', note: 'Was Lead 0' } } },
		]);
	});

	const tagChoices = async () =>
		await n8n.session.post('/rest/dynamic-node-parameters/options', {
			path: 'parameters.addTags',
			nodeTypeAndVersion: { name: 'n8n-nodes-eso-leads.esoLeads', version: 1 },
			methodName: 'getTags',
			currentNodeParameters: { operation: 'update' },
			credentials: { esoApi: n8n.credential },
		});

	test('the editor offers the tags of the business', async () => {
		expect(await tagChoices()).toEqual({
			data: [
				{ name: 'Customer', value: 1 },
				{ name: 'Hot Lead', value: 3 },
				{ name: 'Newsletter', value: 2 },
			],
		});
	});

	test('the editor says how to do without the tags when they cannot be loaded', async () => {
		n8n.emulator.setFault(() => ({ kind: 'status', statusCode: 404 }));
		await expect(tagChoices()).rejects.toThrow(/could not be loaded.*give the IDs/);
		n8n.emulator.setFault(undefined);
	});
});
