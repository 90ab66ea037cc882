import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deliverEach, type EachDelivery, type Task } from '../../delivery/deliverEach';
import { failedForNow, failedWith, type Failed } from '../../lead/itemFailure';
import { eachItem } from '../../report/eachItem';
import { eachItemError, unsendableError } from '../../report/eachItemError';
import type { MakeRequest } from '../../requests';
import { systemClock } from '../../systemClock';
import { createTransport } from '../../transport';
import { cancelSignalOf } from '../cancelSignal';
import { connect } from '../credential';
import { misconfiguredError, type Misconfigured } from '../misconfigured';
import { readOptions } from '../options/readOptions';
import type { RequestOptions } from '../options/requestOptions';
import { hasErrorOutput } from '../reporting';
import type { EachOperation, EachTask, Rows } from './eachOperation';
import { createLine } from './line';
import { readTasks } from './readTasks';

/**
 * Does one thing for each input item, several at once.
 *
 * @returns the items of the one output, in the order of the input, each linked to its input item; an
 *   item that failed is there as `{ error }`.
 * @throws NodeOperationError for what cannot be sent, before anything is; NodeApiError for the first
 *   item that failed. Neither where the node continues on failures.
 */
export async function executeEach<Options extends RequestOptions>(
	context: IExecuteFunctions,
	operation: EachOperation<Options>,
): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail()) return [await start(context, operation)];
	try {
		return [await start(context, operation)];
	} catch (error) {
		// What surprises us must not send the untouched input down the success branch.
		const reason = error instanceof Error ? error.message : 'The node stopped unexpectedly';
		return [failAll(context, failedForNow('delivery_failed', reason))];
	}
}

async function start<Options extends RequestOptions>(
	context: IExecuteFunctions,
	operation: EachOperation<Options>,
): Promise<INodeExecutionData[]> {
	const read = readOptions(context, operation.options);
	if (read.kind === 'misconfigured') return notStarted(context, read);
	const connection = await connect(context);
	if (connection.kind === 'misconfigured') return notStarted(context, connection);
	const { options } = read;
	const timeoutMs = options.timeoutSeconds * 1_000;
	const makeRequest = createTransport(context, connection, timeoutMs, systemClock);

	const readings = await readTasks(context, operation.createReader(context, options));
	if (!context.continueOnFail()) throwUnsendable(context, readings);
	const tasks = readings.map((reading, item) => toTask(reading, item, makeRequest));
	const delivery = await deliverEach(tasks, rulesOf(context, options), {
		clock: systemClock,
		random: Math.random,
		cancelled: cancelSignalOf(context),
	});
	// A stopped execution returns what it has: the engine marks it as canceled by itself.
	if (!context.continueOnFail() && !cancelSignalOf(context).aborted)
		throwFailure(context, operation, delivery);
	return delivery.outcomes.flatMap((outcome, item) =>
		eachItem(outcome, item, hasErrorOutput(context)),
	);
}

/** A run in which an item cannot be sent does not begin. */
function throwUnsendable(context: IExecuteFunctions, readings: ReadonlyArray<EachTask | Failed>) {
	for (const [item, reading] of readings.entries()) {
		if (reading.kind === 'failed') throw unsendableError(context.getNode(), reading.failure, item);
	}
}

function toTask(reading: EachTask | Failed, item: number, makeRequest: MakeRequest): Task<Rows> {
	if (reading.kind === 'failed') return { leads: [], perform: async () => reading };
	return {
		leads: reading.leads,
		async perform(run) {
			try {
				return await reading.perform(createLine(item, run, makeRequest));
			} catch (error) {
				// A slip of ours costs this item alone.
				const reason = error instanceof Error ? error.message : 'The node lost track of this item';
				return failedWith('delivery_failed', reason);
			}
		},
	};
}

function rulesOf(
	context: IExecuteFunctions,
	{ concurrency, maxRetries, maxWaitMinutes }: RequestOptions,
) {
	const maxWaitMs = maxWaitMinutes * 60_000;
	return { concurrency, maxRetries, maxWaitMs, stopOnFailure: !context.continueOnFail() };
}

function throwFailure<Options extends RequestOptions>(
	context: IExecuteFunctions,
	{ progress }: EachOperation<Options>,
	{ outcomes, stopped }: EachDelivery<Rows>,
): void {
	const item = stopped?.item ?? outcomes.findIndex(({ kind }) => kind === 'failed');
	const outcome = outcomes[item];
	if (outcome?.kind !== 'failed') return;
	const done = outcomes.filter(({ kind }) => kind === 'done').length;
	const made = progress && { ...progress, done, items: outcomes.length };
	throw eachItemError(context.getNode(), outcome.failure, item, made);
}

/** Ends a run before anything is sent. */
function notStarted(context: IExecuteFunctions, reason: Misconfigured): INodeExecutionData[] {
	if (!context.continueOnFail()) throw misconfiguredError(context, reason);
	return failAll(context, failedForNow('not_sent', `Not sent: ${reason.message}`));
}

function failAll(context: IExecuteFunctions, failed: Failed): INodeExecutionData[] {
	return context
		.getInputData()
		.flatMap((_, item) => eachItem(failed, item, hasErrorOutput(context)));
}
