import {
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';
import { testCredential } from './api/credentialTest';
import { quoteName } from './lead/wording';
import { OPERATIONS, outputs, properties } from './operations';
import type { Operation } from './operations/operation';
import { hasErrorOutput, isTool, systemClock } from './operations/shared/context';
import { loadTags } from './operations/shared/tags';
import { failAll, rejectAll } from './operations/shared/unstarted';

export class EsoLeads implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'E-so Leads',
		name: 'esoLeads',
		icon: { light: 'file:../../icons/eso.svg', dark: 'file:../../icons/eso.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Send leads to E-so (EasySocial) as WhatsApp contacts, and see which ones were accepted',
		defaults: { name: 'E-so Leads' },
		usableAsTool: true,
		// n8n's AI builder finds and wires nodes by it; n8n 1.x passes over it.
		builderHint: {
			searchHint:
				'Imports contacts or leads into E-so (EasySocial), a WhatsApp CRM. Use Bulk Create for items, Import File for a CSV file. Handle the second output, Rejected: it holds each lead that was not accepted, with the reason.',
		},
		inputs: [NodeConnectionTypes.Main],
		outputs,
		credentials: [{ name: 'esoApi', required: true, testedBy: 'testEsoApi' }],
		properties,
	};

	methods = {
		credentialTest: {
			async testEsoApi(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
			): Promise<INodeCredentialTestResult> {
				return await testCredential(this, credential, systemClock);
			},
		},
		loadOptions: {
			async getTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
				return await loadTags(this);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this);
	}
}

/**
 * Runs the chosen operation.
 *
 * @returns the items of its outputs; for a tool, all of them on the first one.
 * @throws what the operation throws under On Error: Stop Workflow. If the node continues on
 *   failures, nothing is ever thrown: n8n would send the untouched input down the success branch,
 *   where it would look accepted.
 */
async function executeOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail())
		return arrange(context, await chooseOperation(context).execute(context));
	let operation: Operation | undefined;
	try {
		operation = chooseOperation(context);
		return arrange(context, await operation.execute(context));
	} catch (error) {
		return giveUpSafely(context, operation, error);
	}
}

/** The outputs as n8n and its agents need them. */
function arrange(
	context: IExecuteFunctions,
	given: INodeExecutionData[][],
): INodeExecutionData[][] {
	const sorted = hasErrorOutput(context) ? given.map(withFailedLast) : given;
	const outputs = context.getNode().retryOnFail === true ? sorted.map(withoutOldError) : sorted;
	// n8n shows an agent only the first output of a tool, so rejected leads would be hidden from it.
	return isTool(context) ? [outputs.flat()] : outputs;
}

/**
 * With Retry On Fail, n8n runs the whole node again if the very first item has an `error`, and
 * repeats what was accepted. An error output separates the two kinds anyway, so the accepted items
 * go first. If there are none, nothing was done, and running again is what the user asked for.
 */
function withFailedLast(items: INodeExecutionData[]): INodeExecutionData[] {
	if (items[0] === undefined || !isFailed(items[0])) return items;
	return [...items.filter((item) => !isFailed(item)), ...items.filter(isFailed)];
}

/** An accepted or rejected lead has other fields, too, of which one may be called `error`. */
function isFailed({ json }: INodeExecutionData): boolean {
	return json.error !== undefined && Object.keys(json).every((name) => FAILED_NAMES.has(name));
}

const FAILED_NAMES: ReadonlySet<string> = new Set(['error', 'message', 'details']);

/**
 * An accepted lead can bring along an `error` of an earlier node, for which n8n would run this node
 * again. So the first item leaves it out.
 */
function withoutOldError(items: INodeExecutionData[]): INodeExecutionData[] {
	const [first, ...others] = items;
	if (first?.json.delivery === undefined || first.json.error === undefined) return items;
	const { error, ...json } = first.json;
	void error;
	return [{ ...first, json }, ...others];
}

function chooseOperation(context: IExecuteFunctions): Operation {
	const name = context.getNodeParameter('operation', 0);
	const operation = OPERATIONS.find(({ value }) => value === name);
	if (operation === undefined) {
		const message = `This version of the node has no operation ${quoteName(String(name))}`;
		throw new NodeOperationError(context.getNode(), message, {
			description: "Choose another 'Operation', or update the node.",
		});
	}
	return operation;
}

/** The last resort, even if n8n's own methods throw: the input must never be returned untouched. */
function giveUpSafely(
	context: IExecuteFunctions,
	operation: Operation | undefined,
	error: unknown,
): INodeExecutionData[][] {
	const unexpected = 'The node stopped unexpectedly';
	try {
		const message = error instanceof Error ? error.message : unexpected;
		return arrange(context, giveUp(context, operation, message));
	} catch {
		return [[{ json: { error: unexpected } }]];
	}
}

/**
 * Every item fails with the same reason. Some may have been accepted before; sending those again does
 * no harm.
 */
function giveUp(
	context: IExecuteFunctions,
	operation: Operation | undefined,
	message: string,
): INodeExecutionData[][] {
	const code = operation === undefined ? 'not_sent' : 'delivery_failed';
	const reason = { code, message, retryable: true } as const;
	return operation?.outputs.length === 2
		? rejectAll(context, reason)
		: [failAll(context, { kind: 'failed', failure: reason })];
}
