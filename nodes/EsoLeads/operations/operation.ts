import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/**
 * One thing that the node can do with leads: the dropdown, the parameters and the dispatch are
 * derived from it.
 */
export interface Operation {
	/** What workflows store: never rename one. */
	value: string;
	name: string;
	/** Sentence case, without articles: "Create many leads". */
	action: string;
	description: string;
	/** The parameters, without `displayOptions`: the registry adds when they are shown. */
	fields: readonly INodeProperties[];
	/** The names of its outputs, in their order. */
	outputs: readonly string[];
	/** The names that its outputs have where a parameter has this value. */
	otherOutputs?: { parameter: string; value: string; names: readonly string[] };
	/** The items of each output. */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}
