import type { INode, INodeCredentials, INodeParameters } from 'n8n-workflow';

/** A node of a workflow, at the left edge of the canvas unless `rest` says otherwise. */
export function createNode(name: string, type: string, rest: Partial<INode> = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...rest };
}

/** What the node under test is called in a workflow. */
export const ESO_LEADS = 'E-so Leads';

/** The node under test, as a workflow stores it. */
export function createEsoNode(parameters: INodeParameters = {}, rest?: Partial<INode>): INode {
	return createNode(ESO_LEADS, 'n8n-nodes-eso-leads.esoLeads', { parameters, ...rest });
}

/** What a node with a credential stores of it. */
export const ESO_ACCOUNT: INodeCredentials = { esoApi: { id: '1', name: 'E-so account' } };

/** A node that begins a workflow. */
export function createTrigger(): INode {
	return createNode('Trigger', 'n8n-nodes-base.manualTrigger');
}

/** A line on the canvas to a node. */
export function linkTo(node: string) {
	return { node, type: 'main' as const, index: 0 };
}
