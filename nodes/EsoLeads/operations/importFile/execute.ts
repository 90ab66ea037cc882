import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Rejection } from '../../lead/rejection';
import { rejectedItem } from '../../report/rejectedItem';
import { addHints } from '../reporting';
import { readSettings, type Settings } from '../manyLeads/settings';
import { notStarted } from '../manyLeads/unstarted';
import { importItem, type ImportedItem } from './importItem';
import { importOptionFields } from './optionFields';
import { importOptionsSchema, type ImportOptions } from './options';
import { rehearseItems } from './rehearsal';

/**
 * Sends the rows of the input items' files as leads, file after file.
 *
 * @returns the items of *Batches* and of *Rejected*.
 * @throws NodeOperationError for settings and files that cannot be used, NodeApiError for a run that
 *   ended early; neither where the node continues on failures: the engine would then send the
 *   untouched input down the success branch.
 */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = await readSettings(context, {
		schema: importOptionsSchema,
		fields: importOptionFields,
	});
	if (settings.kind === 'misconfigured') return notStarted(context, settings);
	if (settings.options.invalidLeads === 'stop') {
		const refused = await rehearseItems(context, settings.options);
		if (refused !== undefined) return refused;
	}
	return await importItems(context, settings);
}

async function importItems(
	context: IExecuteFunctions,
	settings: Settings<ImportOptions>,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const batches: INodeExecutionData[] = [];
	const rejected: INodeExecutionData[] = [];
	let unsent: Rejection | undefined;
	for (const [item, input] of items.entries()) {
		// After a run that was stopped, the other files are not even opened.
		const imported: ImportedItem =
			unsent === undefined
				? await importItem(context, item, settings)
				: { batches: [], rejected: [], hints: [], unread: unsent, unsent };
		batches.push(...imported.batches);
		rejected.push(...imported.rejected);
		if (imported.unread !== undefined) rejected.push(rejectedItem(input, item, imported.unread));
		const prefix = items.length === 1 ? '' : `[item ${item}] `;
		addHints(
			context,
			imported.hints.map((hint) => prefix + hint),
		);
		unsent = imported.unsent;
	}
	return [batches, rejected];
}
