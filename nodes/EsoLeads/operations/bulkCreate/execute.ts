import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deliver, type Delivery } from '../../delivery/deliver';
import { describeMisnamedField } from '../../report/misnamedField';
import { batchItems, rejectedItems, reportRun } from '../../report/outputs';
import { stoppedError } from '../../report/stoppedError';
import { describeNotes, figuresOf, summarise } from '../../report/summary';
import { cancelSignalOf } from '../cancelSignal';
import { deliveryPorts, deliveryRules } from '../manyLeads/delivering';
import { createLeadReader } from '../manyLeads/leadReader';
import { optionFields } from '../manyLeads/optionFields';
import { optionsSchema, type ManyLeadsOptions } from '../manyLeads/options';
import { createRunNotes } from '../manyLeads/runNotes';
import { readSettings } from '../manyLeads/settings';
import { unaccountedRejection } from '../manyLeads/unaccounted';
import { notStarted, rejectAll } from '../manyLeads/unstarted';
import { addHints, hasErrorOutput } from '../reporting';
import { findInvalidLeads } from './invalidLeads';
import { prepareLeads, type Preparation } from './preparation';

/**
 * Sends the input items as leads.
 *
 * @returns the items of *Batches* and of *Rejected*.
 * @throws NodeOperationError for settings that cannot be used, NodeApiError for a run that ended
 *   early; neither where the node continues on failures: the engine would then send the untouched
 *   input down the success branch.
 */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail()) return await start(context);
	try {
		return await start(context);
	} catch (error) {
		// What surprises us must not cost an item either. Some leads may have been accepted; sending
		// them again is harmless.
		const message = error instanceof Error ? error.message : 'The node stopped unexpectedly';
		return rejectAll(context, { code: 'delivery_failed', message, retryable: true });
	}
}

async function start(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = await readSettings(context, { schema: optionsSchema, fields: optionFields });
	if (settings.kind === 'misconfigured') return notStarted(context, settings);
	const { options } = settings;
	if (options.invalidLeads === 'stop') {
		const refused = await rehearse(context, options);
		if (refused !== undefined) return refused;
	}

	const preparation = prepareInput(context, options);
	const delivery = await deliver(
		preparation.leads,
		deliveryRules(context, options),
		deliveryPorts(context, settings),
	);
	const outputs = finish(context, preparation, delivery, options);
	addHints(context, describeNotes(preparation.notes, options));
	return outputs;
}

/**
 * Prepares all leads without sending any; what that takes of memory is let go of at the end.
 *
 * @returns the output of a run that must not begin; undefined if it may.
 */
async function rehearse(
	context: IExecuteFunctions,
	options: ManyLeadsOptions,
): Promise<INodeExecutionData[][] | undefined> {
	const rehearsal = prepareInput(context, options);
	const invalid = await findInvalidLeads(rehearsal, cancelSignalOf(context));
	return invalid && notStarted(context, invalid, rehearsal.rejections);
}

function prepareInput(context: IExecuteFunctions, options: ManyLeadsOptions): Preparation {
	const items = context.getInputData();
	return prepareLeads(items, createLeadReader(context), options, createRunNotes(context));
}

function finish(
	context: IExecuteFunctions,
	preparation: Preparation,
	{ batches, stopped }: Delivery,
	options: ManyLeadsOptions,
): INodeExecutionData[][] {
	const items = context.getInputData();
	const report = reportRun({
		items,
		refused: preparation.rejections,
		duplicates: preparation.duplicates,
		dropsDuplicates: options.duplicates === 'drop',
		batches,
		unaccounted: (item) => unaccountedRejection(item < preparation.itemsRead(), stopped),
	});
	// A stopped execution returns what it has: the engine marks it as canceled by itself.
	if (stopped !== undefined && !context.continueOnFail() && !cancelSignalOf(context).aborted) {
		throw stoppedError(context.getNode(), stopped, report.accepted, items.length);
	}
	const misnamed = describeMisnamedField(items, report.rejections);
	addHints(context, [
		summarise(items.length, figuresOf(report)),
		...(misnamed === undefined ? [] : [misnamed]),
	]);
	return [batchItems(batches, hasErrorOutput(context)), rejectedItems(items, report.rejections)];
}
