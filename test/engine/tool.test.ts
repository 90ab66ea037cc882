import { type INodeParameters, NodeHelpers } from 'n8n-workflow';
import { builtPackage } from '../support/engine/builtPackage';
import { createLeads } from '../support/engine/eachRun';
import { esoSuite, TOKEN } from '../support/engine/esoSuite';
import { patel } from '../support/engine/leadItems';
import { runAgent, type ToolCall } from '../support/engine/scriptedAgent';

const eso = esoSuite();

const number =
	"={{ $fromAI('contact_number', 'The phone number, with + and its country code', 'string') }}";

/** What a user connects to an agent. */
const tools: Record<string, INodeParameters> = {
	'Look up': { operation: 'get', contactNumber: number },
	'Tag and note': {
		operation: 'update',
		contactNumber: number,
		addTags: "={{ $fromAI('tag_ids', 'IDs of tags, separated by commas', 'string') }}",
		fieldsToUpdate: {
			field: [{ name: 'note', value: "={{ $fromAI('note', 'What was agreed', 'string') }}" }],
		},
	},
	Remove: { operation: 'delete', contactNumber: number },
	List: { operation: 'getMany', limit: "={{ $fromAI('limit', 'How many', 'number') }}" },
	Add: {
		operation: 'bulkCreate',
		contactNumberField: "={{ $fromAI('phone', 'The phone number, with + and its country code') }}",
	},
};

async function call(offer: typeof tools, ...script: ToolCall[]) {
	const agent = await runAgent(offer, script, { accessToken: TOKEN, baseUrl: eso.emulator.url });
	eso.watch(agent);
	return agent;
}

beforeEach(async () => await createLeads(eso, [patel]));

test('an agent is told by the description which tool does what, and what to fill in', async () => {
	const { offered } = await call(tools);
	const inOrder = [...offered].sort((a, b) => a.name.localeCompare(b.name));
	expect(inOrder).toEqual([
		{ name: 'Add', description: 'Create many leads in E-so Leads', asks: ['phone'] },
		{ name: 'List', description: 'Get many leads in E-so Leads', asks: ['limit'] },
		{ name: 'Look_up', description: 'Get lead in E-so Leads', asks: ['contact_number'] },
		{ name: 'Remove', description: 'Delete lead in E-so Leads', asks: ['contact_number'] },
		{
			name: 'Tag_and_note',
			description: 'Update lead in E-so Leads',
			asks: ['contact_number', 'note', 'tag_ids'],
		},
	]);
});

test('an agent looks a lead up, updates, lists and deletes it', async () => {
	const contact_number = '+91 81928 29284';
	const { answers } = await call(
		tools,
		{ tool: 'Look_up', given: { contact_number } },
		{ tool: 'Tag_and_note', given: { contact_number, tag_ids: '1, 3', note: 'Calls back' } },
		{ tool: 'List', given: { limit: 5 } },
		{ tool: 'Remove', given: { contact_number } },
		{ tool: 'List', given: { limit: 5 } },
	);
	const known = { id: 1, contact_number: '8192829284', country_code: 91, name: 'Patel' };
	expect(answers.map((answer) => JSON.parse(answer))).toEqual([
		[{ ...known, tags: [] }],
		[{ updated: true, contact_number: '8192829284' }],
		[{ ...known, tags: ['Customer', 'Hot Lead'] }],
		[{ deleted: true, contact_number: '8192829284' }],
		[],
	]);
});

test('an agent is told what went wrong in words that it can act on', async () => {
	const { answers } = await call(
		tools,
		{ tool: 'Look_up', given: { contact_number: '+91 81928 29285' } },
		{ tool: 'Look_up', given: { contact_number: '8192829284' } },
	);
	expect(answers).toEqual([
		expect.stringContaining('E-so has no lead with the contact number +91 8192829285'),
		expect.stringMatching(/without \+ or 00.*'Default Country'/),
	]);
});

test('Bulk Create is a tool, too: it takes a number that the agent gives', async () => {
	const { answers } = await call(tools, { tool: 'Add', given: { phone: '+91 81928 29285' } });
	expect(answers.map((answer) => JSON.parse(answer))).toEqual([
		[expect.objectContaining({ status: 'accepted', leads: 1 })],
	]);
	expect(eso.emulator.store.has('8192829285')).toBe(true);
});

/** What the editor writes for "Let the model define this parameter". */
const byModel = (label: string) =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${label}', \`\`, 'string') }}`;

test('the tool node says that Create is the operation for an agent; the ordinary node does not', async () => {
	const { type } = (await builtPackage()).getNode('esoLeads');
	const { description } = NodeHelpers.getVersionedNodeType(type);
	const notices = (name: string, operation: string) => {
		const parameters = { resource: 'lead', operation };
		return description.properties
			.filter((property) =>
				// n8n tells a tool by the name of its type.
				NodeHelpers.displayParameter(parameters, property, null, { ...description, name }),
			)
			.filter(({ type: kind }) => kind === 'notice')
			.map(({ displayName }) => displayName);
	};
	expect(notices('esoLeadsTool', 'bulkCreate')).toEqual([
		expect.stringContaining('choose <b>Create</b>'),
	]);
	expect(notices('esoLeadsTool', 'create')).toEqual([]);
	expect(notices('esoLeads', 'bulkCreate')).toEqual([]);
});

describe('where everything is defined automatically by the model', () => {
	const everything: Record<string, INodeParameters> = {
		'Create lead in E-so Leads': {
			operation: 'create',
			contactNumber: byModel('Contact_Number'),
			defaultCountry: 'IN',
			leadFields: { field: [{ name: 'name', value: byModel('field0_Value') }] },
		},
		'Create or update lead in E-so Leads': {
			operation: 'upsert',
			contactNumber: byModel('Contact_Number'),
			leadFields: { field: [{ name: 'name', value: byModel('field0_Value') }] },
		},
		'Create many leads in E-so Leads': {
			operation: 'bulkCreate',
			contactNumberField: byModel('Contact_Number_Field'),
		},
	};

	test('the tools say by their names and descriptions what they do', async () => {
		const { offered } = await call(everything);
		const told = offered.map(({ name, description }) => ({ name, description }));
		expect(told.sort((a, b) => a.name.localeCompare(b.name))).toEqual([
			{ name: 'Create_lead_in_E-so_Leads', description: 'Create lead in E-so Leads' },
			{ name: 'Create_many_leads_in_E-so_Leads', description: 'Create many leads in E-so Leads' },
			{
				name: 'Create_or_update_lead_in_E-so_Leads',
				description: 'Create or update lead in E-so Leads',
			},
		]);
	});

	test.each([
		['Create_lead_in_E-so_Leads', { Contact_Number: '98190 12345', field0_Value: 'Asha' }],
		[
			'Create_or_update_lead_in_E-so_Leads',
			{ Contact_Number: '+91 98190 12345', field0_Value: 'Asha' },
		],
		['Create_many_leads_in_E-so_Leads', { Contact_Number_Field: '+91 98190 12345' }],
	])('%s takes the number, and no number ends in a custom field', async (tool, args) => {
		const { answers } = await call(everything, { tool, given: args });
		expect(answers.map((answer) => JSON.parse(answer))).toEqual([
			[expect.objectContaining({ accepted: expect.anything() })],
		]);
		const lead = eso.emulator.records().at(-1)?.lead;
		expect(lead?.contactNumber).toBe('9819012345');
		const { field0_Value: name } = { field0_Value: undefined, ...args };
		expect(lead?.fields).toEqual(name === undefined ? {} : { name });
	});

	test('a number without a country code comes back with what to do, and nothing else is lost', async () => {
		const { answers } = await call(everything, {
			tool: 'Create_or_update_lead_in_E-so_Leads',
			given: { Contact_Number: '98190 12345', field0_Value: 'Asha' },
		});
		expect(answers).toEqual([expect.stringMatching(/without \+ or 00.*'Default Country'/)]);
	});
});

test('an agent is told why a number that it gave was rejected', async () => {
	const { answers } = await call(tools, { tool: 'Add', given: { phone: '12' } });
	expect(answers.map((answer) => JSON.parse(answer))).toEqual([
		[expect.objectContaining({ rejection: expect.objectContaining({ retryable: false }) })],
	]);
});
