import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { systemClock } from '../api/clock';
import { deliver, type Delivery } from '../delivery/deliver';
import type { QueuedLead } from '../delivery/outcome';
import { createSeenNumbers, type EarlierLead } from '../lead/duplicates';
import type { LeadNotes } from '../lead/lead';
import { type Rejection, toRejection } from '../lead/refusals';
import { formatCount, formatQuantity } from '../lead/wording';
import { stoppedError } from '../report/errors';
import {
	describeMisnamedField,
	describeNotes,
	describeRun,
	toFigures,
	toReasons,
} from '../report/hints';
import { batchItems, rejectedItems, reportRun, toPlace } from '../report/report';
import type { Operation } from './operation';
import { bulkFields, type BulkOptions, bulkOptionSet } from './shared/bulkFields';
import {
	deliveryPorts,
	deliveryRules,
	missingOutcomeRejection,
	readBulkSettings,
	rejectAll,
	rejectUnstarted,
} from './shared/bulkRun';
import { checkNumberField, spellAsIn, toRecords } from './shared/fieldParameters';
import { addHints, getCancelSignal, hasErrorOutput, type SetupFailure } from './shared/context';
import { startProgressLog } from './shared/progressLog';
import {
	createLeadPreparer,
	createLeadReader,
	createRunNotes,
	type LeadReader,
	noteNumber,
} from './shared/readLead';

/** Many items in, batches of leads out. */
export const bulkCreate: Operation = {
	value: 'bulkCreate',
	name: 'Bulk Create',
	action: 'Create many leads',
	description:
		'Send any number of leads to E-so in batches. Numbers that E-so already has are left as they are. What cannot be sent comes out with the reason.',
	fields: [...bulkFields, ...bulkOptionSet.collections],
	outputs: ['Batches', 'Rejected'],
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
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail()) return await start(context);
	try {
		return await start(context);
	} catch (error) {
		// An unexpected exception must not cost an item either. Some leads may have been accepted;
		// sending them again is harmless.
		const message = error instanceof Error ? error.message : 'The node stopped unexpectedly';
		return rejectAll(context, { code: 'delivery_failed', message, retryable: true });
	}
}

async function start(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = await readBulkSettings(context, bulkOptionSet);
	if (settings.kind === 'setupFailure') return rejectUnstarted(context, settings);
	const { options } = settings;
	const missing = checkNumberField(context, toRecords(context.getInputData()));
	if (missing !== undefined) return rejectUnstarted(context, missing);
	if (options.invalidLeads === 'stop') {
		const refused = await dryRun(context, options);
		if (refused !== undefined) return refused;
	}

	const preparation = prepareInput(context, options);
	const { ports, settle, end } = startProgressLog(
		context,
		deliveryPorts(context, settings),
		preparation.itemsRead,
	);
	const rules = deliveryRules(context, options);
	const delivery = await deliver(preparation.leads, rules, ports, settle).finally(end);
	const outputs = finish(context, preparation, delivery, options);
	addHints(context, describeNotes(preparation.notes, options));
	return outputs;
}

/**
 * Prepares all leads without sending any; the memory that takes is released at the end.
 *
 * @returns the output of a run that must not begin; undefined if it may.
 */
async function dryRun(
	context: IExecuteFunctions,
	options: BulkOptions,
): Promise<INodeExecutionData[][] | undefined> {
	const rehearsal = prepareInput(context, options);
	const invalid = await findInvalidLeads(
		rehearsal,
		context.getInputData(),
		getCancelSignal(context),
	);
	return invalid && rejectUnstarted(context, invalid, rehearsal.rejections);
}

function prepareInput(context: IExecuteFunctions, options: BulkOptions): Preparation {
	const items = context.getInputData();
	const spell = spellAsIn(toRecords(items));
	const notes = createRunNotes(context, spell);
	return prepareLeads(items, createLeadReader(context, spell), options, notes);
}

function finish(
	context: IExecuteFunctions,
	preparation: Preparation,
	{ batches, stopped }: Delivery,
	options: BulkOptions,
): INodeExecutionData[][] {
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
	const misnamed = describeMisnamedField(items, report.rejections);
	addHints(context, [
		...describeRun(items.length, toFigures(report), toReasons(report.rejections.values())),
		...(misnamed === undefined ? [] : [misnamed]),
	]);
	return [batchItems(batches, hasErrorOutput(context)), rejectedItems(items, report.rejections)];
}

/** The leads of a run, prepared as they are pulled, and what came up on the way. */
export interface Preparation {
	leads: IterableIterator<QueuedLead | undefined>;
	/** Rejections so far, by the index of the input item. */
	rejections: Map<number, Rejection>;
	/** Items whose number came before: the index of the item that was kept. */
	duplicates: Map<number, EarlierLead>;
	notes: LeadNotes;
	/** How many items were read so far. */
	itemsRead(): number;
}

/** Begins to prepare `items`; nothing is read before a lead is pulled. */
export function prepareLeads(
	items: readonly INodeExecutionData[],
	readLead: LeadReader,
	options: BulkOptions,
	notes: LeadNotes,
): Preparation {
	const rejections = new Map<number, Rejection>();
	const duplicates = new Map<number, EarlierLead>();
	const seen = createSeenNumbers(Math.random);
	const prepare = createLeadPreparer(readLead, options, notes);
	let itemsRead = 0;

	function* prepareAll(): Generator<QueuedLead | undefined> {
		for (const { json } of items) {
			const item = itemsRead;
			itemsRead += 1;
			const lead = prepare(item, json);
			if (lead.kind === 'refusal') {
				rejections.set(item, toRejection(lead));
				yield undefined;
				continue;
			}
			const first = seen.enter(lead.number, item);
			if (first !== undefined) {
				duplicates.set(item, first);
				yield undefined;
				continue;
			}
			noteNumber(lead, options, notes);
			yield { item, json: lead.json, bytes: lead.bytes };
		}
	}

	return { leads: prepareAll(), rejections, duplicates, notes, itemsRead: () => itemsRead };
}

/** n8n must not be blocked for longer. */
const SLICE_MS = 4;

/**
 * With *Invalid Leads: Stop Before Anything Is Sent*: prepares all leads to see whether each can be
 * sent. None is kept, since held all at once they would take three times the memory; they are
 * prepared anew when they are sent. Ends early when the user stops the execution. Duplicates are no
 * reason to stop, since they have an option of their own.
 *
 * @returns why the run must not begin; undefined if it may.
 */
export async function findInvalidLeads(
	{ leads, rejections }: Preparation,
	items: readonly INodeExecutionData[],
	cancelled: AbortSignal,
): Promise<SetupFailure | undefined> {
	let until = systemClock.now() + SLICE_MS;
	while (leads.next().done !== true && !cancelled.aborted) {
		if (systemClock.now() < until) continue;
		await systemClock.wait(0, cancelled);
		until = systemClock.now() + SLICE_MS;
	}
	const [first] = rejections;
	if (first === undefined) return undefined;
	const [item, { message }] = first;
	const [place, , shown] = toPlace(items, item);
	return {
		kind: 'setupFailure',
		message: `${formatQuantity(rejections.size, 'lead')} of the input cannot be sent; the first, ${place.toLowerCase()} ${formatCount(shown)}: ${message}`,
		description:
			"Nothing was sent. Correct the leads, or set 'Invalid Leads' to Send to Rejected to send the others.",
		code: 'not_sent',
	};
}
