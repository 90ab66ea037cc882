import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { MAX_BODY_BYTES } from '../../delivery/body';
import { deliver, type Delivery } from '../../delivery/deliver';
import type { QueuedLead } from '../../delivery/outcome';
import { createNotes } from '../../lead/notes';
import { batchItems, rejectedItems, reportRun } from '../../report/outputs';
import { stoppedError } from '../../report/stoppedError';
import { describeNotes, summarise } from '../../report/summary';
import { systemClock } from '../../systemClock';
import { createPostLeads } from '../../transport';
import { prepareAll, refuseInvalidLeads } from './invalidLeads';
import { createLeadReader, readSelectedNames } from './leadReader';
import type { BulkCreateOptions } from './options';
import { prepareLeads, type Preparation } from './preparation';
import { addHints, hasErrorOutput } from './reporting';
import { readSettings, type Settings } from './settings';
import { unaccountedRejection } from './unaccounted';
import { notStarted, rejectAll } from './unstarted';

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
	const settings = await readSettings(context);
	if (settings.kind === 'misconfigured') return notStarted(context, settings);
	const { options } = settings;
	const notes = createNotes(readSelectedNames(context));
	const preparation = prepareLeads(
		context.getInputData(),
		createLeadReader(context),
		options,
		notes,
	);
	let leads: Iterator<QueuedLead> = preparation.leads;
	if (options.invalidLeads === 'stop') {
		const prepared = await prepareAll(preparation.leads, cancelSignal(context));
		const invalid = refuseInvalidLeads(preparation.rejections);
		if (invalid !== undefined) return notStarted(context, invalid, preparation.rejections);
		leads = prepared.values();
	}

	const delivery = await deliverLeads(context, leads, settings);
	const outputs = finish(context, preparation, delivery, options);
	addHints(context, describeNotes(notes, options));
	return outputs;
}

async function deliverLeads(
	context: IExecuteFunctions,
	leads: Iterator<QueuedLead>,
	{ options, connection }: Settings,
): Promise<Delivery> {
	const rules = {
		batchSize: options.batchSize,
		concurrency: options.concurrency,
		maxBodyBytes: MAX_BODY_BYTES,
		maxRetries: options.maxRetries,
		maxWaitMs: options.maxWaitMinutes * 60_000,
		isolate: options.isolate,
		stopOnFailure: !context.continueOnFail(),
	};
	return await deliver(leads, rules, {
		post: createPostLeads(context, connection, options.timeoutSeconds * 1_000, systemClock),
		clock: systemClock,
		random: Math.random,
		cancelled: cancelSignal(context),
	});
}

function finish(
	context: IExecuteFunctions,
	preparation: Preparation,
	{ batches, stopped }: Delivery,
	options: BulkCreateOptions,
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
	if (stopped !== undefined && !context.continueOnFail() && !cancelSignal(context).aborted) {
		throw stoppedError(context.getNode(), stopped, report.accepted, items.length);
	}
	addHints(context, [summarise(items.length, report)]);
	return [batchItems(batches, hasErrorOutput(context)), rejectedItems(items, report.rejections)];
}

function cancelSignal(context: IExecuteFunctions): AbortSignal {
	return context.getExecutionCancelSignal() ?? NEVER;
}

const NEVER = new AbortController().signal;
