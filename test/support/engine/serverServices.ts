import './n8nHome';
import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type {
	ICredentialsHelper,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

export interface ServerOptions {
	workflow: IWorkflowBase;
	mode: WorkflowExecuteMode;
	credentialsHelper: ICredentialsHelper;
	/** Hears what a node tells the editor while it runs. */
	onUi?: ((type: string, data: unknown) => void) | undefined;
	/** Runs what Code nodes hold. */
	runCode?: IWorkflowExecuteAdditionalData['startRunnerTask'] | undefined;
}

/** What an n8n server lends the engine for one execution. What a plain node never asks for throws when it is asked. */
export function serverServices(options: ServerOptions): IWorkflowExecuteAdditionalData {
	return {
		hooks: new ExecutionLifecycleHooks(options.mode, '1', options.workflow),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		credentialsHelper: options.credentialsHelper,
		externalSecretsProxy: new ExternalSecretsProxy(),
		variables: {},
		...addresses('http://localhost:5678'),
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		...(options.onUi ? { sendDataToUI: options.onUi } : {}),
		executeWorkflow: notOffered,
		getRunExecutionData: notOffered,
		getRuntimeCredential: notOffered,
		startRunnerTask: options.runCode ?? notOffered,
	};
}

/** Only handed to nodes and expressions as text: nothing listens there. */
function addresses(server: string) {
	return {
		restApiUrl: `${server}/rest`,
		instanceBaseUrl: `${server}/`,
		formBaseUrl: `${server}/form`,
		formWaitingBaseUrl: `${server}/form-waiting`,
		formTestBaseUrl: `${server}/form-test`,
		webhookBaseUrl: `${server}/webhook`,
		webhookWaitingBaseUrl: `${server}/webhook-waiting`,
		webhookTestBaseUrl: `${server}/webhook-test`,
		mcpBaseUrl: `${server}/mcp`,
		mcpTestBaseUrl: `${server}/mcp-test`,
	};
}

function notOffered(): never {
	throw new Error('The harness does not offer this service of an n8n server');
}
