import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	NodeConnectionTypes,
} from 'n8n-workflow';

/**
 * One thing that the node can do with leads. The dropdown, the parameters and the dispatch are
 * derived from it.
 */
export interface Operation {
	/** Stored in workflows: never rename one. */
	value: string;
	name: string;
	/** Sentence case, without articles: "Create many leads". */
	action: string;
	description: string;
	/** The parameters. `displayOptions` for the operation is added later. */
	fields: readonly INodeProperties[];
	/** The names of its outputs, in order. */
	outputs: readonly string[];
	/** Other names for the outputs, used if a parameter has this value. */
	otherOutputs?: { parameter: string; value: string; names: readonly string[] };
	/** Runs the operation. @returns the items of each output. */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

/** The only resource: n8n's editor groups operations by it. */
export const RESOURCE = 'lead';

export const resourceField: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [{ name: 'Lead', value: RESOURCE }],
	default: RESOURCE,
};

/** A parameter of an operation, shown when the operation is chosen. */
export function showFor(operation: string, field: INodeProperties): INodeProperties {
	const show = { resource: [RESOURCE], operation: [operation], ...field.displayOptions?.show };
	return { ...field, displayOptions: { ...field.displayOptions, show } };
}

/** The outputs of an operation, as a JavaScript expression that may depend on a parameter. */
export function writeOutputs({ outputs: names, otherOutputs: other }: Operation): string {
	const usual = writeNames(names);
	if (other === undefined) return usual;
	return `($parameter["${other.parameter}"] === "${other.value}" ? ${writeNames(other.names)} : ${usual})`;
}

function writeNames(names: readonly string[]): string {
	return JSON.stringify(
		names.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
	);
}
