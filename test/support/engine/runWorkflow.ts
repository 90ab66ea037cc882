import './n8nHome';
import { WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	IConnections,
	INode,
	INodeExecutionData,
	IRun,
	IWorkflowBase,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { builtPackage, credentialTypes } from './builtPackage';
import { GivenCredentials, type CredentialsData } from './credentialsHelper';
import { nodeTypesFor, type FurtherNodes } from './nodeTypes';
import { serverServices, type ServerOptions } from './serverServices';
import { isStandIn } from './standIns';

/** The parts of an exported workflow that the engine reads. */
export interface WorkflowFile {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface RunOptions {
	/** It starts at its manual trigger. Left as it is: the engine works on a copy of the nodes. */
	workflow: WorkflowFile;
	/** What the manual trigger emits. */
	items: INodeExecutionData[];
	/** Node types beside the built package's and the stand-ins, by their full names. */
	nodeTypes?: FurtherNodes;
	/** Runs what Code nodes hold. */
	runCode?: ServerOptions['runCode'];
	/** By credential type: `{ esoApi: { accessToken, baseUrl } }`. */
	credentials?: CredentialsData;
	/** `manual` (the default) is a click in the editor; `trigger` and `webhook` are production runs. */
	mode?: WorkflowExecuteMode;
	/** Called when the execution starts, with what the editor's stop button does. */
	onStart?: (cancel: () => void) => void;
	/** Hears what a node tells the editor while it runs. */
	onUi?: (type: string, data: unknown) => void;
}

/**
 * Runs a workflow in n8n's own engine, with the built package loaded the way n8n loads it.
 * @returns the finished run: `data.resultData.runData` holds each node's outputs. A node that fails does not throw here.
 */
export async function runWorkflow(options: RunOptions): Promise<IRun> {
	const { items, credentials = {}, mode = 'manual', nodeTypes = {} } = options;
	const nodes = structuredClone(options.workflow.nodes);
	// Loading is left out for a workflow that needs nothing of the package, so that the harness can be tried without a build.
	const isForeign = nodes.every(({ type }) => isStandIn(type) || type in nodeTypes);
	const needsPackage = !isForeign || 'esoApi' in credentials;
	const loader = needsPackage ? await builtPackage() : undefined;
	const saved = savedWorkflow({ ...options.workflow, nodes });
	const workflow = new Workflow({ ...saved, nodeTypes: nodeTypesFor(loader, items, nodeTypes) });
	const start = workflow.getStartNode();
	if (!start) throw new Error('The workflow has no manual trigger to start at');

	const services = serverServices({
		workflow: saved,
		mode,
		credentialsHelper: new GivenCredentials(loader ? credentialTypes(loader) : {}, credentials),
		onUi: options.onUi,
		runCode: options.runCode,
	});
	const stack = [{ node: start, data: { main: [items] }, source: null }];
	const execution = createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
	const run = new WorkflowExecute(services, mode, execution).processRunExecutionData(workflow);
	options.onStart?.(() => run.cancel());
	return await run;
}

/** A workflow file as n8n's database would hold it. */
function savedWorkflow(file: WorkflowFile): IWorkflowBase {
	const now = new Date();
	return {
		id: 'test',
		name: file.name ?? 'Test',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		nodes: file.nodes,
		connections: file.connections,
		settings: file.settings ?? { executionOrder: 'v1' },
	};
}
