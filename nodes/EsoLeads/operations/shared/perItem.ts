import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ShownLead } from '../../api/answers';
import { systemClock } from '../../api/clock';
import type { MakeRequest } from '../../api/requests';
import { createTransport } from '../../api/transport';
import {
	deliverEach,
	type EachDelivery,
	type Task,
	type TaskOutcome,
} from '../../delivery/deliverEach';
import { failedForNow, type FailedItem, failedWith } from '../../lead/refusals';
import { itemError, type Progress, unsendableError } from '../../report/errors';
import { toItems } from '../../report/items';
import { connect, getCancelSignal, hasErrorOutput, setupError, type SetupFailure } from './context';
import { createItemClient, type ItemClient } from './itemClient';
import { type OptionSet, readOptions } from './options';
import { describeNoValue } from './parameters';
import type { RequestOptions } from './requestOptions';

/** The `json` of the output items that one input item comes to. */
export type Rows = readonly ShownLead[];

/** What one input item asks for, read and checked. */
export interface ItemTask {
	kind: 'task';
	/** The leads that it changes, by their contact numbers as stored. */
	leads: readonly string[];
	perform(client: ItemClient): Promise<TaskOutcome<Rows>>;
}

/** Reads what one item asks for. It may throw what an expression throws. */
export type TaskReader = (item: number) => ItemTask | FailedItem;

/** An operation that does one thing for each input item. */
export interface PerItemOperation<Options extends RequestOptions> {
	options: OptionSet<Options>;
	/** Looks the parameters up; what depends on the item is read for each. Nothing is sent yet. */
	createReader(context: IExecuteFunctions, options: Options): TaskReader;
	/** How to tell of what was done before a run stopped: only for what changes leads. */
	progress?: Progress;
}

/**
 * Does one thing for each input item, several at once.
 *
 * @returns the items of the one output, in the order of the input, each linked to its input item; an
 *   item that failed is there as `{ error }`.
 * @throws NodeOperationError for what cannot be sent, before anything is; NodeApiError for the first
 *   item that failed. Neither where the node continues on failures.
 */
export async function executePerItem<Options extends RequestOptions>(
	context: IExecuteFunctions,
	operation: PerItemOperation<Options>,
): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail()) return [await startPerItem(context, operation)];
	try {
		return [await startPerItem(context, operation)];
	} catch (error) {
		// What surprises us must not send the untouched input down the success branch.
		const reason = error instanceof Error ? error.message : 'The node stopped unexpectedly';
		return [failAll(context, failedForNow('delivery_failed', reason))];
	}
}

async function startPerItem<Options extends RequestOptions>(
	context: IExecuteFunctions,
	operation: PerItemOperation<Options>,
): Promise<INodeExecutionData[]> {
	const read = readOptions(context, operation.options);
	if (read.kind === 'setupFailure') return failToStart(context, read);
	const connection = await connect(context);
	if (connection.kind === 'setupFailure') return failToStart(context, connection);
	const { options } = read;
	const timeoutMs = options.timeoutSeconds * 1_000;
	const makeRequest = createTransport(context, connection, timeoutMs, systemClock);

	const readings = await readTasks(context, operation.createReader(context, options));
	if (!context.continueOnFail()) throwUnsendable(context, readings);
	const tasks = readings.map((reading, item) => toTask(reading, item, makeRequest));
	const delivery = await deliverEach(tasks, toRules(context, options), {
		clock: systemClock,
		random: Math.random,
		cancelled: getCancelSignal(context),
	});
	// A stopped execution returns what it has: the engine marks it as canceled by itself.
	if (!context.continueOnFail() && !getCancelSignal(context).aborted)
		throwFailure(context, operation, delivery);
	return delivery.outcomes.flatMap((outcome, item) =>
		toItems(outcome, item, hasErrorOutput(context)),
	);
}

/** A run in which an item cannot be sent does not begin. */
function throwUnsendable(
	context: IExecuteFunctions,
	readings: ReadonlyArray<ItemTask | FailedItem>,
) {
	for (const [item, reading] of readings.entries()) {
		if (reading.kind === 'failed') throw unsendableError(context.getNode(), reading.failure, item);
	}
}

function toTask(
	reading: ItemTask | FailedItem,
	item: number,
	makeRequest: MakeRequest,
): Task<Rows> {
	if (reading.kind === 'failed') return { leads: [], perform: async () => reading };
	return {
		leads: reading.leads,
		async perform(run) {
			try {
				return await reading.perform(createItemClient(item, run, makeRequest));
			} catch (error) {
				// A slip of ours costs this item alone.
				const reason = error instanceof Error ? error.message : 'The node lost track of this item';
				return failedWith('delivery_failed', reason);
			}
		},
	};
}

function toRules(
	context: IExecuteFunctions,
	{ concurrency, maxRetries, maxWaitMinutes }: RequestOptions,
) {
	const maxWaitMs = maxWaitMinutes * 60_000;
	return { concurrency, maxRetries, maxWaitMs, stopOnFailure: !context.continueOnFail() };
}

function throwFailure<Options extends RequestOptions>(
	context: IExecuteFunctions,
	{ progress }: PerItemOperation<Options>,
	{ outcomes, stopped }: EachDelivery<Rows>,
): void {
	const item = stopped?.item ?? outcomes.findIndex(({ kind }) => kind === 'failed');
	const outcome = outcomes[item];
	if (outcome?.kind !== 'failed') return;
	const done = outcomes.filter(({ kind }) => kind === 'done').length;
	const made = progress && { ...progress, done, items: outcomes.length };
	throw itemError(context.getNode(), outcome.failure, item, made);
}

/** Ends a run before anything is sent. */
function failToStart(context: IExecuteFunctions, reason: SetupFailure): INodeExecutionData[] {
	if (!context.continueOnFail()) throw setupError(context, reason);
	return failAll(context, failedForNow('not_sent', `Not sent: ${reason.message}`));
}

function failAll(context: IExecuteFunctions, failed: FailedItem): INodeExecutionData[] {
	return context
		.getInputData()
		.flatMap((_, item) => toItems(failed, item, hasErrorOutput(context)));
}

/** Reading so many items takes some milliseconds; n8n must not stand still for longer. */
const ITEMS_AT_A_TIME = 100;

/** Reads what each item asks for. An expression that fails for one item does not cost the others. */
export async function readTasks(
	context: IExecuteFunctions,
	readTask: TaskReader,
): Promise<Array<ItemTask | FailedItem>> {
	const cancelled = getCancelSignal(context);
	const tasks: Array<ItemTask | FailedItem> = [];
	for (const item of context.getInputData().keys()) {
		tasks.push(readSafely(readTask, item));
		if (tasks.length % ITEMS_AT_A_TIME === 0) await systemClock.wait(0, cancelled);
	}
	return tasks;
}

function readSafely(readTask: TaskReader, item: number): ItemTask | FailedItem {
	try {
		return readTask(item);
	} catch (error) {
		return failedWith('invalid_parameter', describeNoValue(error));
	}
}
