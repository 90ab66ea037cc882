import type { WorkflowFile } from './n8n/workflows';

const PATH = 'leads';

/** Takes `{ leads: […] }` in at a webhook, says so at once, and imports them: what a workflow of a large import does for each part. */
export const LEAD_INTAKE: WorkflowFile = {
	name: 'Import one part',
	nodes: [
		{
			name: 'Part',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: 'part',
			parameters: { httpMethod: 'POST', path: PATH, responseMode: 'onReceived', options: {} },
		},
		{
			name: 'Leads',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [200, 0],
			parameters: { fieldToSplitOut: 'body.leads', options: {} },
		},
		{
			name: 'E-so Leads',
			type: 'n8n-nodes-eso-leads.esoLeads',
			typeVersion: 1,
			position: [400, 0],
			parameters: { contactNumberField: 'contact_number' },
		},
	],
	connections: {
		Part: { main: [[{ node: 'Leads', type: 'main', index: 0 }]] },
		Leads: { main: [[{ node: 'E-so Leads', type: 'main', index: 0 }]] },
	},
	pinData: {},
};

/** Hands leads to the published workflow. @throws Error if n8n does not take them. */
export async function handIn(url: string, leads: readonly unknown[]): Promise<void> {
	const response = await fetch(`${url}/webhook/${PATH}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ leads }),
	});
	if (!response.ok) throw new Error(`The webhook answered ${response.status}`);
}
