import type {
	ExecutionError,
	ExecutionStatus,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IRun,
	NodeExecutionHint,
	OnError,
} from 'n8n-workflow';
import { createEsoNode, createNode, createTrigger, ESO_ACCOUNT, ESO_LEADS, linkTo } from '../nodes';
import { runWorkflow, type RunOptions } from './runWorkflow';

export interface EsoLeadsRun {
	run: IRun;
	/** `success`, `error` or `canceled`. */
	status: ExecutionStatus;
	/** Items on the first output. For the operations other than Bulk Create: their one output. */
	batches: INodeExecutionData[];
	rejected: INodeExecutionData[];
	/** Items on the engine's own error output, which is there under `continueErrorOutput` only. */
	errorOutput: INodeExecutionData[];
	/** Why the node failed. The engine keeps a plain copy, so `instanceof NodeApiError` does not hold. */
	error?: ExecutionError;
	hints: NodeExecutionHint[];
}

export interface EsoLeadsOptions extends Pick<RunOptions, 'mode' | 'onStart' | 'onUi'> {
	/** n8n items, or plain objects, which become the `json` of one item each. */
	items: ReadonlyArray<INodeExecutionData | IDataObject>;
	/** What the user set in the node; n8n's own defaults fill the rest. Resource lead, operation bulkCreate. */
	parameters?: INodeParameters;
	credentials: { accessToken: string; baseUrl: string };
	onError?: OnError;
	retryOnFail?: boolean;
	/** Tries in all, 2 to 5. */
	maxTries?: number;
	/**
	 * Which outputs lead on to a No Operation node of that name, whose run data `run` then holds too; `true`: all of them.
	 */
	wireOutputs?: boolean | readonly Output[];
}

/** The node's two outputs, and the one that the engine adds. */
export const OUTPUTS = ['Batches', 'Rejected', 'Error'] as const;
export type Output = (typeof OUTPUTS)[number];

/** Runs the built E-so Leads node between a manual trigger and nothing, in the real engine. */
export async function runEsoLeads(options: EsoLeadsOptions): Promise<EsoLeadsRun> {
	const { mode, onStart, onUi } = options;
	const run = await runWorkflow({
		workflow: workflowAround(esoLeads(options), wiredOutputs(options)),
		items: options.items.map(asItem),
		credentials: { esoApi: options.credentials },
		...(mode && { mode }),
		...(onStart && { onStart }),
		...(onUi && { onUi }),
	});
	// Under Retry On Fail the engine keeps one entry: the last try's.
	const task = run.data.resultData.runData[ESO_LEADS]?.[0];
	const [batches, rejected, errorOutput] = task?.data?.main ?? [];
	const error = task?.error ?? run.data.resultData.error;
	return {
		run,
		status: run.status,
		batches: batches ?? [],
		rejected: rejected ?? [],
		errorOutput: errorOutput ?? [],
		...(error && { error }),
		hints: task?.hints ?? [],
	};
}

function asItem(item: INodeExecutionData | IDataObject): INodeExecutionData {
	return isItem(item) ? item : { json: item };
}

function isItem(item: INodeExecutionData | IDataObject): item is INodeExecutionData {
	return typeof item.json === 'object' && item.json !== null;
}

function esoLeads(options: EsoLeadsOptions): INode {
	const { onError, retryOnFail, maxTries } = options;
	const parameters = {
		resource: 'lead',
		operation: 'bulkCreate',
		contactNumberField: 'contact_number',
		...options.parameters,
	};
	return createEsoNode(parameters, {
		credentials: ESO_ACCOUNT,
		...(onError && { onError }),
		...(retryOnFail && { retryOnFail, waitBetweenTries: 1 }),
		...(maxTries && { maxTries }),
	});
}

function wiredOutputs({ wireOutputs = [] }: EsoLeadsOptions): readonly Output[] {
	if (typeof wireOutputs !== 'boolean') return wireOutputs;
	return wireOutputs ? OUTPUTS : [];
}

function workflowAround(eso: INode, wired: readonly Output[]) {
	const trigger = createTrigger();
	const ends = wired.map((name) => createNode(name, 'n8n-nodes-base.noOp'));
	const connections: IConnections = {
		Trigger: { main: [[linkTo(eso.name)]] },
		[eso.name]: {
			main: OUTPUTS.map((output) => (wired.includes(output) ? [linkTo(output)] : [])),
		},
	};
	return { nodes: [trigger, eso, ...ends], connections };
}
