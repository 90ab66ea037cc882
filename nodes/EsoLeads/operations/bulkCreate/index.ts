import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deliver, type Delivery } from '../../delivery/deliver';
import type { QueuedLead } from '../../delivery/outcome';
import { createPacer, yieldToEventLoop } from '../../delivery/ports';
import type { EarlierLead } from '../../lead/duplicates';
import { findField } from '../../lead/fields/fieldPath';
import { createNotes, type LeadNotes } from '../../lead/lead';
import { type Rejection, toRejection } from '../../lead/refusals';
import { stoppedError } from '../../report/errors';
import { describeNotes, describeRun, toFigures } from '../../report/hints';
import {
	type AcceptedLeads,
	createAcceptedLeads,
	missingOutcomeRejection,
} from '../../report/items';
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
	outputsLeads,
	leadOutputs,
	readBulkSettings,
	startProgressLog,
} from '../shared/bulkRun';
import { addHints, hasErrorOutput, mayThrow, systemClock } from '../shared/context';
import { readFieldParameter, spellAsIn, toRecords } from '../shared/parameters';
import { createLeadPreparer, createLeadReader, type LeadPreparer } from '../shared/readLead';
import { rejectUnstarted } from '../shared/unstarted';
import { checkNumberField, dryRun } from './preflight';

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
	const missing = hasNumberField(context) ? undefined : checkNumberField(context);
	if (missing !== undefined) return rejectUnstarted(context, missing);
	if (options.invalidLeads === 'stop') {
		const refused = await dryRun(context, () => prepareInput(context, options));
		if (refused !== undefined) return refused;
	}

	const run = await deliverItems(context, settings);
	const outputs = await toOutputs(context, run, options);
	addHints(context, describeNotes(run.notes, options));
	return outputs;
}

/** Whether an item has the field that *Contact Number Field* names. */
function hasNumberField(context: IExecuteFunctions): boolean {
	const records = toRecords(context.getInputData());
	const { named } = readFieldParameter(context, 'contactNumberField', '');
	return named !== undefined && findField(records, named) !== undefined;
}

/** What is left of a run when everything is sent. */
interface DeliveredRun extends Delivery {
	report: RunReport;
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
	const items = context.getInputData();
	const accepted = outputsLeads(context) ? createAcceptedLeads(options.checkOnly) : undefined;
	const preparation = prepareInput(context, options, accepted);
	const { rejections, duplicates, notes, itemsRead } = preparation;
	const ports = deliveryPorts(context, settings);
	const log = startProgressLog(context, ports, itemsRead, options.checkOnly);
	const rules = deliveryRules(context, options);
	const delivery = await deliver(preparation.leads, rules, log.ports, (batch) => {
		log.settle(batch);
		accepted?.settle(batch);
	}).finally(log.end);
	const { batches, stopped } = delivery;
	const report = reportRun({
		items,
		refused: rejections,
		duplicates,
		dropsDuplicates: options.duplicates === 'drop',
		batches,
		unaccounted: (item) => missingOutcomeRejection(item < itemsRead(), stopped),
	});
	if (stopped !== undefined && mayThrow(context))
		throw stoppedError(context.getNode(), stopped, report.accepted, items.length);
	return { ...delivery, report, notes, accepted };
}

/** The leads of a run, prepared as they are pulled, and what was found on the way. */
interface Preparation {
	leads: IterableIterator<QueuedLead | undefined>;
	/** Rejections so far, by the index of the input item. */
	rejections: Map<number, Rejection>;
	/** For items whose number occurred before: the item that was kept. */
	duplicates: Map<number, EarlierLead>;
	notes: LeadNotes;
	/** How many items have been read. */
	itemsRead(): number;
}

/** Starts to prepare the input. `accepted` gets to know each lead that is sent. */
function prepareInput(
	context: IExecuteFunctions,
	options: BulkOptions,
	accepted?: AcceptedLeads,
): Preparation {
	const items = context.getInputData();
	const notes = createNotes();
	const readLead = createLeadReader(context, notes, spellAsIn(toRecords(items)));
	return prepareLeads(items, createLeadPreparer(readLead, options, notes), notes, accepted);
}

/** Starts to prepare `items`; nothing is read until a lead is pulled. */
export function prepareLeads(
	items: readonly INodeExecutionData[],
	prepare: LeadPreparer,
	notes: LeadNotes,
	accepted?: AcceptedLeads,
): Preparation {
	const rejections = new Map<number, Rejection>();
	const duplicates = new Map<number, EarlierLead>();
	let itemsRead = 0;
	function* prepareAll(): Generator<QueuedLead | undefined> {
		for (const { json } of items) {
			const item = itemsRead;
			itemsRead += 1;
			const lead = prepare(item, json, item);
			if (lead.kind === 'refusal') rejections.set(item, toRejection(lead));
			if (lead.kind === 'duplicate') duplicates.set(item, lead.first);
			const queued =
				lead.kind === 'lead' ? { item, json: lead.json, bytes: lead.bytes } : undefined;
			if (queued !== undefined) accepted?.keep(queued);
			yield queued;
		}
	}
	return { leads: prepareAll(), rejections, duplicates, notes, itemsRead: () => itemsRead };
}

async function toOutputs(
	context: IExecuteFunctions,
	{ report, batches, stopped, accepted }: DeliveredRun,
	{ checkOnly: isChecked }: BulkOptions,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	await yieldToEventLoop(systemClock);
	const figures = { ...toFigures(report), isChecked };
	const reasons = toReasons(report.rejections.values());
	addHints(context, describeRun(items.length, figures, reasons, 'Field', stopped));
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
