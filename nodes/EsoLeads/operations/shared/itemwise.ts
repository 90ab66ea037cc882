import {
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';
import type { ShownLead } from '../../api/answers';
import { systemClock } from '../../api/clock';
import type { Connection } from '../../api/connection';
import type { MakeRequest } from '../../api/requests';
import { createTransport } from '../../api/transport';
import type { EachDelivery, TaskOutcome } from '../../delivery/deliverEach';
import { createPacer } from '../../delivery/clock';
import { failedForNow, type FailedItem, failedWith } from '../../lead/refusals';
import { itemError, type Progress, stoppedError, unsendableError } from '../../report/errors';
import { toItems } from '../../report/items';
import {
	connect,
	describeNoValue,
	getCancelSignal,
	hasErrorOutput,
	setupError,
	type SetupFailure,
} from './context';
import { type OptionSet, readOptions } from './options';
import type { RequestOptions } from './requestOptions';

/** The `json` of the output items that one input item comes to. */
export type Rows = readonly ShownLead[];

/** What one input item asks for: requests of its own, or to be a lead among others in a batch. */
export interface ItemReading {
	kind: 'task' | 'lead';
}

/** An operation whose every input item comes to items of its one output, or fails by itself. */
export interface ItemwiseOperation<Options extends RequestOptions, Reading extends ItemReading> {
	options: OptionSet<Options>;
	/**
	 * Looks the parameters up; what depends on the item is read for each, and may throw what an
	 * expression throws. Nothing is sent yet.
	 */
	createReader(
		context: IExecuteFunctions,
		options: Options,
	): (item: number) => Reading | FailedItem;
	/** Does what the items ask for; exactly one outcome for each of them, in their order. */
	deliver(
		readings: ReadonlyArray<Reading | FailedItem>,
		session: Session<Options>,
	): Promise<EachDelivery<Rows>>;
	/** How to tell of what was done before a run stopped: only for what changes leads. */
	progress?: Progress;
}

/** What a run works with once it may begin. */
export interface Session<Options> {
	context: IExecuteFunctions;
	options: Options;
	connection: Connection;
	makeRequest: MakeRequest;
}

/**
 * Runs an operation whose items fail one by one.
 *
 * @returns the items of the one output, in the order of the input, each linked to its input item; an
 *   item that failed is there as `{ error }`.
 * @throws NodeOperationError for what cannot be sent, before anything is; NodeApiError for the first
 *   item that failed. Neither where the node continues on failures.
 */
export async function executeItemwise<Options extends RequestOptions, Reading extends ItemReading>(
	context: IExecuteFunctions,
	operation: ItemwiseOperation<Options, Reading>,
): Promise<INodeExecutionData[][]> {
	const read = readOptions(context, operation.options);
	if (read.kind === 'setupFailure') return [failToStart(context, read)];
	const connection = await connect(context);
	if (connection.kind === 'setupFailure') return [failToStart(context, connection)];
	const { options } = read;
	const timeoutMs = options.timeoutSeconds * 1_000;
	const makeRequest = createTransport(context, connection, timeoutMs, systemClock);

	const readings = await readTasks(context, operation.createReader(context, options));
	if (!context.continueOnFail() && !getCancelSignal(context).aborted)
		throwUnsendable(context, readings);
	const delivery = await operation.deliver(readings, {
		context,
		options,
		connection,
		makeRequest,
	});
	// A stopped execution returns what it has: the engine marks it as canceled by itself.
	if (!context.continueOnFail() && !getCancelSignal(context).aborted)
		throwFailure(context, operation.progress, delivery);
	return [toOutput(context, delivery.outcomes, operation.progress !== undefined)];
}

/** A run in which an item cannot be sent does not begin. */
function throwUnsendable(
	context: IExecuteFunctions,
	readings: ReadonlyArray<ItemReading | FailedItem>,
): void {
	for (const [item, reading] of readings.entries()) {
		if (reading.kind === 'failed') throw unsendableError(context.getNode(), reading.failure, item);
	}
}

function throwFailure(
	context: IExecuteFunctions,
	progress: Progress | undefined,
	{ outcomes, stopped }: EachDelivery<Rows>,
): void {
	// What ended the run in a batch is not the fault of one of its items.
	if (stopped?.batch !== undefined) {
		const accepted = outcomes.filter(isAccepted).length;
		throw stoppedError(context.getNode(), stopped, accepted, outcomes.length);
	}
	const done = outcomes.filter(({ kind }) => kind === 'done').length;
	const item = stopped?.item ?? outcomes.findIndex(({ kind }) => kind === 'failed');
	const outcome = outcomes[item];
	if (outcome?.kind !== 'failed') return;
	const made = progress && { ...progress, done, items: outcomes.length };
	throw itemError(context.getNode(), outcome.failure, item, made);
}

function isAccepted(outcome: TaskOutcome<Rows>): boolean {
	return outcome.kind === 'done' || outcome.failure.accepted === true;
}

/** Ends a run before anything is sent. */
function failToStart(context: IExecuteFunctions, reason: SetupFailure): INodeExecutionData[] {
	if (!context.continueOnFail()) throw setupError(context, reason);
	return failAll(context, failedForNow('not_sent', `Not sent: ${reason.message}`));
}

/** Every item fails for the same reason. */
export function failAll(context: IExecuteFunctions, failed: FailedItem): INodeExecutionData[] {
	const addsInput = hasErrorOutput(context);
	return context
		.getInputData()
		.flatMap((input, item) => toItems(failed, item, addsInput ? input : undefined));
}

/**
 * The items of the output, in the order of the input. With Retry On Fail n8n runs a node again where its
 * very first item has an `error`. That must not happen once something was changed: a lead that was
 * deleted would not be found the second time. That item then carries its error in the form that n8n
 * turns into `json.error` only afterwards.
 */
function toOutput(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<TaskOutcome<Rows>>,
	changes: boolean,
): INodeExecutionData[] {
	const inputs = hasErrorOutput(context) ? context.getInputData() : [];
	const items = outcomes.flatMap((outcome, item) => toItems(outcome, item, inputs[item]));
	const [first] = items;
	const node = context.getNode();
	const runsAgain = node.retryOnFail === true && !hasErrorOutput(context);
	if (runsAgain && changes && first !== undefined && outcomes.some(({ kind }) => kind === 'done'))
		items[0] = withoutRerun(first, node);
	return items;
}

function withoutRerun(item: INodeExecutionData, node: INode): INodeExecutionData {
	const { error, ...json } = item.json;
	if (typeof error !== 'string') return item;
	const failure = new NodeOperationError(node, error);
	// The constructor replaces a message in which it finds a code such as ECONNREFUSED by its own.
	failure.message = error;
	return { ...item, json, error: failure };
}

/** Reads what each item asks for. An expression that fails for one item does not cost the others. */
export async function readTasks<Reading extends ItemReading>(
	context: IExecuteFunctions,
	readItem: (item: number) => Reading | FailedItem,
): Promise<Array<Reading | FailedItem>> {
	const cancelled = getCancelSignal(context);
	const pace = createPacer(systemClock);
	const readings: Array<Reading | FailedItem> = [];
	for (const item of context.getInputData().keys()) {
		// Evaluating expressions takes a third of a millisecond an item: nobody reads what comes of it.
		readings.push(cancelled.aborted ? NOT_READ : readSafely(readItem, item));
		await pace();
	}
	return readings;
}

const NOT_READ = failedForNow('not_sent', 'Not sent: the execution was canceled');

function readSafely<Reading>(
	readItem: (item: number) => Reading | FailedItem,
	item: number,
): Reading | FailedItem {
	try {
		return readItem(item);
	} catch (error) {
		return failedWith('invalid_parameter', describeNoValue(error));
	}
}
