import type { IExecuteFunctions, INodeParameters, OnError } from 'n8n-workflow';
import { createEsoNode } from '../nodes';

/** What a test says of the node that runs. */
export interface FakeNode {
	items: number;
	/** Every parameter that is not set is absent. */
	parameters?: INodeParameters;
	/** Stop Workflow unless it is set. */
	onError?: OnError;
	cancelled?: AbortSignal;
}

/** The node as n8n hands it to an operation, as far as setting a run up needs it. Nothing answers its requests. */
export function createFakeContext({
	items,
	parameters = {},
	onError,
	cancelled,
}: FakeNode): IExecuteFunctions {
	const context: Partial<Record<keyof IExecuteFunctions, unknown>> = {
		getNode: () => createEsoNode(parameters, onError && { onError }),
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			parameters[name] ?? fallback,
		getCredentials: async () => ({ accessToken: 'secret', baseUrl: 'http://127.0.0.1:1' }),
		continueOnFail: () => onError !== undefined && onError !== 'stopWorkflow',
		getExecutionCancelSignal: () => cancelled,
		addExecutionHints: () => undefined,
	};
	return context as unknown as IExecuteFunctions;
}
