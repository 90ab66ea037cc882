import type { ExpressionString, INodeProperties } from 'n8n-workflow';
import { bulkCreate } from './bulkCreate';
import { create } from './create';
import { deleteLead } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { importFile } from './importFile';
import { type Operation, RESOURCE, resourceField, showFor, writeOutputs } from './operation';
import { update } from './update';
import { upsert } from './upsert';

/** All operations, in alphabetical order, as n8n lists options. */
export const OPERATIONS: readonly Operation[] = [
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
