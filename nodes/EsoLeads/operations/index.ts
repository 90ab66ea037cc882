import {
	type ExpressionString,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	NodeOperationError,
} from 'n8n-workflow';
import { bulkCreate } from './bulkCreate';
import { create } from './create';
import { deleteLead } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { importFile } from './importFile';
import { type Operation, RESOURCE, resourceField, showFor, writeOutputs } from './operation';
import { rejectAll } from './shared/bulkRun';
import { hasErrorOutput, isTool } from './shared/context';
import { failAll } from './shared/itemwise';
import { update } from './update';
import { upsert } from './upsert';

/** All operations, in alphabetical order, as n8n lists options. */
const OPERATIONS: readonly Operation[] = [
	bulkCreate,
	create,
	upsert,
	deleteLead,
	get,
	getMany,
	importFile,
	update,
];

const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [RESOURCE] } },
	options: OPERATIONS.map(({ name, value, action, description }) => ({
		name,
		value,
		action,
		description,
	})),
	default: 'bulkCreate',
};

/** A tool starts with the default operation, which is made for many items. */
const agentNotice: INodeProperties = {
	displayName:
		'For an AI agent choose <b>Create</b> or <b>Create or Update</b>: the model fills in the number and the fields of one lead.',
	name: 'agentNotice',
	type: 'notice',
	default: '',
	displayOptions: {
		show: { '@tool': [true], resource: [RESOURCE], operation: ['bulkCreate', 'importFile'] },
	},
};

/** The node's parameters: resource, operation, and each operation's own, shown when it is chosen. */
export const properties: INodeProperties[] = [
	resourceField,
	operationField,
	agentNotice,
	...OPERATIONS.flatMap(({ value, fields }) => fields.map((field) => showFor(value, field))),
];

/**
 * The outputs of the chosen operation. The editor evaluates this expression to draw them, and the
 * engine to find the error output.
 */
export const outputs: ExpressionString = `={{ ${OPERATIONS.map(
	(operation) => `$parameter["operation"] === "${operation.value}" ? ${writeOutputs(operation)} : `,
).join('')}["main"] }}`;

/**
 * Runs the chosen operation.
 *
 * @returns the items of its outputs; for a tool, all of them on the first one.
 * @throws what the operation throws under On Error: Stop Workflow. If the node continues on
 *   failures, nothing is ever thrown: n8n would send the untouched input down the success branch,
 *   where it would look accepted.
 */
export async function executeOperation(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const given = await executeSafely(context);
	const outputs = hasErrorOutput(context) ? given.map(withFailedLast) : given;
	// n8n shows an agent only the first output of a tool, so rejected leads would be hidden from it.
	return isTool(context) ? [outputs.flat()] : outputs;
}

async function executeSafely(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail()) return await chooseOperation(context).execute(context);
	let operation: Operation | undefined;
	try {
		operation = chooseOperation(context);
		return await operation.execute(context);
	} catch (error) {
		const message = error instanceof Error ? error.message : 'The node stopped unexpectedly';
		return giveUp(context, operation, message);
	}
}

/**
 * With Retry On Fail, n8n runs the whole node again if the very first item has an `error`, and
 * repeats what was accepted. An error output separates the two kinds anyway, so the accepted items
 * go first. If there are none, nothing was done, and running again is what the user asked for.
 */
function withFailedLast(items: INodeExecutionData[]): INodeExecutionData[] {
	if (items[0]?.json.error === undefined) return items;
	const failed = items.filter(({ json }) => json.error !== undefined);
	return [...items.filter(({ json }) => json.error === undefined), ...failed];
}

function chooseOperation(context: IExecuteFunctions): Operation {
	const name = context.getNodeParameter('operation', 0);
	const operation = OPERATIONS.find(({ value }) => value === name);
	if (operation === undefined) {
		const message = `This version of the node has no operation '${String(name)}'`;
		throw new NodeOperationError(context.getNode(), message, {
			description: "Choose another 'Operation', or update the node.",
		});
	}
	return operation;
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
