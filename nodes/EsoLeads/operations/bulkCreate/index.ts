import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deliver, type Delivery } from '../../delivery/deliver';
import type { BatchOutcome, QueuedLead } from '../../delivery/outcome';
import { createPacer, yieldToEventLoop } from '../../delivery/ports';
import type { RunFailure } from '../../delivery/run';
import type { LeadNotes } from '../../lead/lead';
import { stoppedError } from '../../report/errors';
import { describeNotes, describeRun, toFigures } from '../../report/hints';
import { type AcceptedLeads, createAcceptedLeads } from '../../report/items';
import { describeMisnamedField } from '../../report/reasons';
import {
	batchItems,
	failedBatchItems,
	rejectedItems,
	reportRun,
	type RunReport,
	toReasons,
} from '../../report/report';
import type { Operation } from '../operation';
import { bulkFields, type BulkOptions, bulkOptionSet } from '../shared/bulkFields';
import {
	type BulkSettings,
	deliveryPorts,
	deliveryRules,
	givesLeads,
	leadOutputs,
	missingOutcomeRejection,
	readBulkSettings,
	rejectUnstarted,
} from '../shared/bulkRun';
import { addHints, getCancelSignal, hasErrorOutput, systemClock } from '../shared/context';
import { checkNumberField, spellAsIn, toRecords } from '../shared/fieldParameters';
import { findInvalidLeads, type Preparation, prepareLeads } from './preparation';
import { startProgressLog } from '../shared/progressLog';
import { createLeadReader, createRunNotes } from '../shared/readLead';

/** Many items in, batches of leads out. */
export const bulkCreate: Operation = {
	value: 'bulkCreate',
	name: 'Bulk Create',
	action: 'Create many leads',
	description: 'Send any number of leads in batches, and list those that cannot be sent',
	fields: [...bulkFields, ...bulkOptionSet.collections],
	outputs: ['Batches', 'Rejected'],
	otherOutputs: leadOutputs,
	execute,
};

/**
 * Sends the input items as leads.
 *
 * @returns the items of *Batches* and of *Rejected*.
 * @throws NodeOperationError for settings that cannot be used, NodeApiError for a run that ended
 *   early; neither where the node continues on failures: the engine would then send the untouched
 *   input down the success branch.
 */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = await readBulkSettings(context, bulkOptionSet);
	if (settings.kind === 'setupFailure') return rejectUnstarted(context, settings);
	const { options } = settings;
	const missing = checkNumberField(context, toRecords(context.getInputData()));
	if (missing !== undefined) return rejectUnstarted(context, missing);
	if (options.invalidLeads === 'stop') {
		const refused = await dryRun(context, options);
		if (refused !== undefined) return refused;
	}

	const run = await deliverItems(context, settings);
	const outputs = await toOutputs(context, run, options);
	addHints(context, describeNotes(run.notes, options));
	return outputs;
}

/** What is left of a run when everything is sent. */
interface DeliveredRun {
	stopped: RunFailure | undefined;
	report: RunReport;
	batches: readonly BatchOutcome[];
	notes: LeadNotes;
	/** Only with *One Item per Accepted Lead*. */
	accepted: AcceptedLeads | undefined;
}

/**
 * When this function returns, the memory of all that was prepared is free for the outputs: an async
 * function that waits keeps each of its variables.
 *
 * @throws NodeApiError for a run that ended early, unless the node continues on failures.
 */
async function deliverItems(
	context: IExecuteFunctions,
	settings: BulkSettings,
): Promise<DeliveredRun> {
	const { options } = settings;
	const preparation = prepareInput(context, options);
	const { ports, settle, end } = startProgressLog(
		context,
		deliveryPorts(context, settings),
		preparation.itemsRead,
		options.checkOnly,
	);
	const rules = deliveryRules(context, options);
	const accepted = givesLeads(context) ? createAcceptedLeads(options.checkOnly) : undefined;
	const leads = accepted ? keepLeads(preparation.leads, accepted) : preparation.leads;
	const delivery = await deliver(leads, rules, ports, (batch) => {
		settle(batch);
		accepted?.settle(batch);
	}).finally(end);
	const report = reportDelivery(context, preparation, delivery, options);
	const { batches, stopped } = delivery;
	return { report, batches, stopped, notes: preparation.notes, accepted };
}

function* keepLeads(
	leads: Iterable<QueuedLead | undefined>,
	accepted: AcceptedLeads,
): Generator<QueuedLead | undefined> {
	for (const lead of leads) {
		if (lead !== undefined) accepted.keep(lead);
		yield lead;
	}
}

/**
 * Prepares all leads without sending any. The memory this takes is released at the end.
 *
 * @returns the output if the run must not begin; undefined if it may.
 */
async function dryRun(
	context: IExecuteFunctions,
	options: BulkOptions,
): Promise<INodeExecutionData[][] | undefined> {
	const preparation = prepareInput(context, options);
	const invalid = await findInvalidLeads(
		preparation,
		context.getInputData(),
		getCancelSignal(context),
	);
	return invalid && rejectUnstarted(context, invalid, preparation.rejections);
}

function prepareInput(context: IExecuteFunctions, options: BulkOptions): Preparation {
	const items = context.getInputData();
	const spell = spellAsIn(toRecords(items));
	const notes = createRunNotes(context, spell);
	return prepareLeads(items, createLeadReader(context, notes, spell), options, notes);
}

function reportDelivery(
	context: IExecuteFunctions,
	preparation: Preparation,
	{ batches, stopped }: Delivery,
	options: BulkOptions,
): RunReport {
	const items = context.getInputData();
	const report = reportRun({
		items,
		refused: preparation.rejections,
		duplicates: preparation.duplicates,
		dropsDuplicates: options.duplicates === 'drop',
		batches,
		unaccounted: (item) => missingOutcomeRejection(item < preparation.itemsRead(), stopped),
	});
	// A stopped execution returns what it has: the engine marks it as canceled by itself.
	if (stopped !== undefined && !context.continueOnFail() && !getCancelSignal(context).aborted) {
		throw stoppedError(context.getNode(), stopped, report.accepted, items.length);
	}
	return report;
}

async function toOutputs(
	context: IExecuteFunctions,
	{ report, batches, stopped, accepted }: DeliveredRun,
	{ checkOnly: isChecked }: BulkOptions,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	await yieldToEventLoop(systemClock);
	const figures = { ...toFigures(report), isChecked };
	const misnamed =
		report.accepted > 0 ? undefined : describeMisnamedField(items, report.rejections);
	addHints(context, [
		...describeRun(items.length, figures, toReasons(report.rejections.values()), 'Field', stopped),
		...(misnamed === undefined ? [] : [misnamed]),
	]);
	const first =
		accepted === undefined
			? batchItems(batches, hasErrorOutput(context), isChecked)
			: [
					...accepted.items((item) => ({ ...(items[item] ?? { json: {} }), pairedItem: { item } })),
					...failedBatchItems(batches, hasErrorOutput(context)),
				];
	await yieldToEventLoop(systemClock);
	return [first, await collect(rejectedItems(items, report.rejections))];
}

/** A hundred thousand rejections take a tenth of a second, in which n8n must not be blocked. */
async function collect(items: Iterable<INodeExecutionData>): Promise<INodeExecutionData[]> {
	const pace = createPacer(systemClock);
	const collected: INodeExecutionData[] = [];
	for (const item of items) {
		collected.push(item);
		const pause = pace();
		if (pause !== undefined) await pause;
	}
	return collected;
}
