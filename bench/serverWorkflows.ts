import type { WorkflowFile } from '../test/e2e/n8n/workflows';
import { expertWorkflow, loopWorkflow, type Target } from './peers';

/** The workflows that are compared within a server, by the path of their webhook. */
export const SERVER_CONTENDERS = ['nothing', 'bulkCreate', 'expert', 'loop'] as const;

export type ServerContender = (typeof SERVER_CONTENDERS)[number];

/** A workflow that takes `{ leads: […] }` in at a webhook and answers when its last node is done. */
export function inServer(contender: ServerContender, target: Target): WorkflowFile {
	const { nodes, connections } = toWorkflow(contender, target);
	const further = nodes.filter(({ name }) => name !== 'Trigger').map((node) => ({ ...node }));
	return {
		name: contender,
		nodes: [webhook(contender), SPLIT_OUT, ...further],
		connections: { ...connections, Webhook: { main: [[TO_TRIGGER]] } },
		pinData: {},
		settings: { executionOrder: 'v1' },
	};
}

function toWorkflow(contender: ServerContender, target: Target) {
	switch (contender) {
		case 'nothing':
			return { nodes: [], connections: {} };
		case 'bulkCreate':
			return { nodes: [E_SO_LEADS], connections: { Trigger: { main: [[TO_E_SO_LEADS]] } } };
		case 'expert':
			return expertWorkflow(target);
		case 'loop':
			return loopWorkflow(target);
	}
}

const TO_TRIGGER = { node: 'Trigger', type: 'main', index: 0 } as const;
const TO_E_SO_LEADS = { node: 'E-so Leads', type: 'main', index: 0 } as const;

/** In the place of the manual trigger: what follows it is the same as in the engine. */
const SPLIT_OUT = {
	name: 'Trigger',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	position: [200, 0] as [number, number],
	parameters: { fieldToSplitOut: 'body.leads', options: {} },
};

const E_SO_LEADS = {
	name: 'E-so Leads',
	type: 'n8n-nodes-eso-leads.esoLeads',
	typeVersion: 1,
	position: [400, 0] as [number, number],
	parameters: { contactNumberField: 'Mobile', defaultCountry: 'IN' },
};

function webhook(path: string) {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: {
			httpMethod: 'POST',
			path,
			responseMode: 'lastNode',
			responseData: 'noData',
			options: {},
		},
	};
}
