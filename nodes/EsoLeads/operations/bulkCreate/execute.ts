import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { deliver, type Delivery } from '../../delivery/deliver';
import type { QueuedLead } from '../../delivery/outcome';
import { MAX_BODY_BYTES } from '../../lead/prepareLead';
import type { Rejection } from '../../lead/rejection';
import { reportRun, reportUnstarted } from '../../report/outputs';
import { stoppedError } from '../../report/stoppedError';
import { describeNotes, summarise } from '../../report/summary';
import { systemClock } from '../../systemClock';
import { createPostLeads } from '../../transport';
import { refuseInvalidLeads } from './invalidLeads';
import { createLeadReader } from './leadReader';
import { prepareLeads } from './preparation';
import { readSettings, type Misconfigured, type Settings } from './settings';

/**
 * Sends the input items as leads.
 *
 * @returns the items of *Batches* and of *Rejected*.
 * @throws NodeOperationError for settings that cannot be used, NodeApiError for a run that ended
 * early; neither where the node continues on failures: the engine would then send the untouched
 * input down the success branch.
 */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail()) return await start(context);
	try {
		return await start(context);
	} catch (error) {
		// What surprises us must not cost an item either. Some leads may have been accepted; sending
		// them again is harmless.
		const message = error instanceof Error ? error.message : 'The node stopped unexpectedly';
		const rejection: Rejection = { code: 'delivery_failed', message, retryable: true };
		return reportUnstarted(context.getInputData(), new Map(), rejection, hasErrorOutput(context));
	}
}

async function start(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = await readSettings(context);
	return settings.kind === 'misconfigured'
		? notStarted(context, settings)
		: await run(context, context.getInputData(), settings);
}

async function run(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	settings: Settings,
): Promise<INodeExecutionData[][]> {
	const preparation = prepareLeads(items, createLeadReader(context), settings.options);
	let leads: Iterator<QueuedLead> = preparation.leads;
	if (settings.options.invalidLeads === 'stop') {
		const all = [...preparation.leads];
		const invalid = refuseInvalidLeads(preparation.rejections);
		if (invalid !== undefined) return notStarted(context, invalid, preparation.rejections);
		leads = all.values();
	}

	const delivery = await deliverLeads(context, leads, settings);
	const report = reportRun(
		items,
		preparation.rejections,
		delivery.batches,
		hasErrorOutput(context),
	);
	// A stopped execution returns what it has: the engine marks it as canceled by itself.
	const isCancelled = context.getExecutionCancelSignal()?.aborted === true;
	if (delivery.stopped !== undefined && !context.continueOnFail() && !isCancelled) {
		throw stoppedError(context.getNode(), delivery.stopped, report.accepted, items.length);
	}
	const summary = summarise({
		items: items.length,
		droppedDuplicates: preparation.droppedDuplicates(),
		...report,
	});
	addHints(context, [
		summary,
		...describeNotes(preparation.notes, settings.options.supportChannelKey),
	]);
	return report.outputs;
}

async function deliverLeads(
	context: IExecuteFunctions,
	leads: Iterator<QueuedLead>,
	{ options, baseUrl }: Settings,
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
		post: createPostLeads(context, baseUrl, options.timeoutSeconds * 1_000, systemClock),
		clock: systemClock,
		random: Math.random,
		cancelled: context.getExecutionCancelSignal() ?? new AbortController().signal,
	});
}

function notStarted(
	context: IExecuteFunctions,
	{ message, description, code }: Misconfigured,
	refused: ReadonlyMap<number, Rejection> = new Map(),
): INodeExecutionData[][] {
	if (!context.continueOnFail())
		throw new NodeOperationError(context.getNode(), message, { description });
	const rejection: Rejection = { code, message: `Not sent: ${message}`, retryable: false };
	return reportUnstarted(context.getInputData(), refused, rejection, hasErrorOutput(context));
}

function hasErrorOutput(context: IExecuteFunctions): boolean {
	return context.getNode().onError === 'continueErrorOutput';
}

function addHints(context: IExecuteFunctions, messages: readonly string[]): void {
	for (const message of messages) context.addExecutionHints({ message, location: 'outputPane' });
}
