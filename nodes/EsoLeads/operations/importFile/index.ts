import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Rejection } from '../../lead/refusals';
import type { Hint } from '../../report/hints';
import { rejectedItem } from '../../report/items';
import type { Operation } from '../operation';
import { bulkFields, createMapFields } from '../shared/bulkFields';
import { type BulkSettings, leadOutputs, readBulkSettings } from '../shared/bulkRun';
import { addHints } from '../shared/context';
import { rejectUnstarted } from '../shared/unstarted';
import { dryRunFiles } from './dryRun';
import { addTotals, type ImportedItem, importItem, NO_ROWS } from './importItem';
import { type ImportOptions, importOptionSet } from './options';

/**
 * The texts of Bulk Create's parameters for leads that are rows: a file has columns, which cannot
 * be dragged.
 */
const COLUMN_TEXTS: Readonly<Record<string, Partial<INodeProperties>>> = {
	contactNumberField: {
		displayName: 'Contact Number Column',
		description: 'The column that holds the phone number, by the name in its header',
	},
	customFields: {
		options: [
			{
				name: 'All Other Columns',
				value: 'all',
				description:
					'Send every column as a custom field, except those used above and in the options',
			},
			{
				name: 'Selected Columns',
				value: 'selected',
				description: 'Send only the columns that you name',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Send only the contact number, its country code and the origin',
			},
		],
	},
	customFieldNames: {
		description: 'The names of the columns to send, separated by commas',
	},
	mapFields: createMapFields('Column'),
	output: {
		description: 'What the first output holds. One item per lead can be a lot for a large file.',
	},
};

/**
 * The binary field that holds the file, then the parameters of Bulk Create for columns instead of
 * fields.
 */
const fields: readonly INodeProperties[] = [
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: 'The name of the input binary field that holds the file',
		description: 'A CSV or JSON file. If the item holds only one file, it is found under any name.',
	},
	...bulkFields.map((field) => ({ ...field, ...COLUMN_TEXTS[field.name] })),
	...importOptionSet.collections,
];

/** A file of any size in, batches of leads out. */
export const importFile: Operation = {
	value: 'importFile',
	name: 'Import File',
	action: 'Import leads from file',
	description: 'Send the rows of a CSV or JSON file, and list those that cannot be sent',
	fields,
	outputs: ['Batches', 'Rejected'],
	otherOutputs: leadOutputs,
	execute,
};

/**
 * Sends the rows of the input items' files as leads, one file after the other.
 *
 * @returns the items of *Batches* and of *Rejected*.
 * @throws NodeOperationError for settings and files that cannot be used, NodeApiError for a run
 *   that ended early; neither where the node continues on failures: the engine would then send the
 *   untouched input down the success branch.
 */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = await readBulkSettings(context, importOptionSet);
	if (settings.kind === 'setupFailure') return rejectUnstarted(context, settings);
	if (settings.options.invalidLeads === 'stop') {
		const refused = await dryRunFiles(context, settings.options);
		if (refused !== undefined) return refused;
	}
	return await importItems(context, settings);
}

async function importItems(
	context: IExecuteFunctions,
	settings: BulkSettings<ImportOptions>,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const batches: INodeExecutionData[] = [];
	const rejected: INodeExecutionData[] = [];
	let unsent: Rejection | undefined;
	let total = NO_ROWS;
	for (const [item, input] of items.entries()) {
		// Once a run has stopped, the other files are not even opened.
		const imported: ImportedItem =
			unsent === undefined
				? await importItem(context, item, settings, total)
				: { batches: [], rejected: [], hints: [], total: NO_ROWS, unread: unsent, unsent };
		total = addTotals(total, imported.total);
		for (const row of imported.batches) batches.push(row);
		for (const row of imported.rejected) rejected.push(row);
		if (imported.unread !== undefined) rejected.push(rejectedItem(input, item, imported.unread));
		addHints(
			context,
			items.length === 1 ? imported.hints : imported.hints.map((hint) => nameFile(hint, item)),
		);
		unsent = imported.unsent;
	}
	return [batches, rejected];
}

/** If there are several files, a hint says which one it is about. */
function nameFile(hint: Hint, item: number): Hint {
	const prefix = `File ${item + 1}: `;
	return typeof hint === 'string' ? prefix + hint : { ...hint, message: prefix + hint.message };
}
