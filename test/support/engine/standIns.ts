import type { INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

const triggerType = 'n8n-nodes-base.manualTrigger';

const passThroughTypes: Record<string, INodeType> = {
	'n8n-nodes-base.noOp': {
		description: describe('noOp', ['main']),
		async execute() {
			return [this.getInputData()];
		},
	},
	// Never runs: it is wired to nothing. n8n's workflow object still asks for its type.
	'n8n-nodes-base.stickyNote': { description: describe('stickyNote', []) },
};

/** Whether the harness plays this node itself, so that n8n-nodes-base (a large package) need not be installed. */
export function isStandIn(nodeType: string): boolean {
	return nodeType === triggerType || nodeType in passThroughTypes;
}

/**
 * The node that the harness plays for one of n8n's own.
 * @param items what the manual trigger emits.
 */
export function standIn(nodeType: string, items: INodeExecutionData[]): INodeType | undefined {
	return nodeType === triggerType ? manualTrigger(items) : passThroughTypes[nodeType];
}

function manualTrigger(items: INodeExecutionData[]): INodeType {
	return {
		description: { ...describe('manualTrigger', ['main']), group: ['trigger'], inputs: [] },
		async trigger() {
			return {
				manualTriggerFunction: async () => {
					this.emit([items]);
				},
			};
		},
	};
}

function describe(name: string, ports: Array<'main'>): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: 'Stands in for one of the nodes of n8n-nodes-base',
		defaults: {},
		inputs: ports,
		outputs: ports,
		properties: [],
	};
}
