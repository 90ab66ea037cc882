import {
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';
import type { ShownLead } from '../../api/answers';
import type { Connection, MakeRequest } from '../../api/requests';
import { createTransport } from '../../api/transport';
import type { EachDelivery, TaskOutcome } from '../../delivery/deliverEach';
import { createPacer, createWaitBudget, type WaitBudget } from '../../delivery/ports';
import { failedForNow, type FailedItem, failedWith, type ItemFailure } from '../../lead/refusals';
import {
	type AskedFor,
	itemError,
	type Progress,
	stoppedError,
	unsendableError,
	withMessage,
} from '../../report/errors';
import { describeItems } from '../../report/hints';
import { toItems } from '../../report/items';
import { describeFailures } from '../../report/reasons';
import {
	addHints,
	connect,
	getCancelSignal,
	mayThrow,
	hasErrorOutput,
	readOptions,
	systemClock,
} from './context';
import type { OptionSet } from './options';
import { describeNoValue } from './parameters';
import type { RequestOptions } from './requestOptions';
import { failUnstarted } from './unstarted';

/** The `json` of the output items that come from one input item. */
export type Rows = readonly ShownLead[];

/** What one input item needs: requests of its own, or a place for its lead in a batch. */
export interface ItemReading {
	kind: 'task' | 'lead';
}

/** An operation with one output, in which each input item succeeds or fails separately. */
export interface ItemwiseOperation<Options extends RequestOptions, Reading extends ItemReading> {
	options: OptionSet<Options>;
	/** Looks up the parameters. Reading an item may throw what an expression throws; nothing is sent. */
	createReader(
		context: IExecuteFunctions,
		options: Options,
	): (item: number) => Reading | FailedItem;
	/** Does what the items need; returns exactly one outcome per item, in order. */
	deliver(
		readings: ReadonlyArray<Reading | FailedItem>,
		session: Session<Options>,
	): Promise<EachDelivery<Rows>>;
	/** How to report what was done before a run stopped; only for operations that change leads. */
	progress?: Progress;
	/** What an item asks for; one lead unless it is set. */
	asksFor?: AskedFor;
}

/** What a run needs once it may begin. */
export interface Session<Options> {
	context: IExecuteFunctions;
	options: Options;
	connection: Connection;
	makeRequest: MakeRequest;
	/** What all its requests may wait, in however many parts they are made. */
	waitBudget: WaitBudget;
}

/**
 * Runs an operation in which each item succeeds or fails separately.
 *
 * @returns the items of the output, in the order of the input, each linked to its input item; a
 *   failed item appears as `{ error }`.
 * @throws NodeOperationError for items that cannot be sent, before anything is sent; NodeApiError
 *   for the first item that failed. Neither if the node continues on failures.
 */
export async function executeItemwise<Options extends RequestOptions, Reading extends ItemReading>(
	context: IExecuteFunctions,
	operation: ItemwiseOperation<Options, Reading>,
): Promise<INodeExecutionData[][]> {
	const read = readOptions(context, operation.options);
	if (read.kind === 'setupFailure') return [failUnstarted(context, read)];
	const connection = await connect(context);
	if (connection.kind === 'setupFailure') return [failUnstarted(context, connection)];
	const { options } = read;
	const timeoutMs = options.timeoutSeconds * 1_000;
	const makeRequest = createTransport(context, connection, timeoutMs, systemClock);

	const readings = await readTasks(context, operation.createReader(context, options));
	if (mayThrow(context)) throwUnsendable(context, readings);
	const delivery = await operation.deliver(readings, {
		context,
		options,
		connection,
		makeRequest,
		waitBudget: createWaitBudget(options.maxWaitMinutes * 60_000, systemClock),
	});
	if (mayThrow(context)) throwFailure(context, operation, delivery);
	const participle = operation.progress?.participle ?? 'answered';
	const { outcomes } = delivery;
	addHints(context, describeItems(listFailures(outcomes), outcomes.length, participle));
	return [toOutput(context, outcomes, operation.progress !== undefined)];
}

/** Stops a run before it begins if an item cannot be sent. */
function throwUnsendable(
	context: IExecuteFunctions,
	readings: ReadonlyArray<ItemReading | FailedItem>,
): void {
	const item = readings.findIndex(({ kind }) => kind === 'failed');
	const reading = readings[item];
	if (reading?.kind !== 'failed') return;
	const failures = listFailures(readings);
	const reason = failures.length === 1 ? undefined : describeFailures(failures, readings.length);
	throw unsendableError(context.getNode(), reading.failure, item, reason);
}

function listFailures(readings: ReadonlyArray<{ kind: string } | FailedItem>): ItemFailure[] {
	return readings.flatMap((reading) => ('failure' in reading ? [reading.failure] : []));
}

function throwFailure(
	context: IExecuteFunctions,
	{ progress, asksFor }: { progress?: Progress; asksFor?: AskedFor },
	{ outcomes, stopped }: EachDelivery<Rows>,
): void {
	// If a batch ended the run, none of its items is to blame.
	if (stopped?.batch !== undefined) {
		const accepted = outcomes.filter(isAccepted).length;
		throw stoppedError(context.getNode(), stopped, accepted, outcomes.length);
	}
	const done = outcomes.filter(({ kind }) => kind === 'done').length;
	const item = stopped?.item ?? outcomes.findIndex(({ kind }) => kind === 'failed');
	const outcome = outcomes[item];
	if (outcome?.kind !== 'failed') return;
	const made = progress && { ...progress, done, items: outcomes.length };
	throw itemError(context.getNode(), outcome.failure, item, made, asksFor);
}

function isAccepted(outcome: TaskOutcome<Rows>): boolean {
	return outcome.kind === 'done' || outcome.failure.accepted === true;
}

/**
 * The items of the output, in the order of the input. With Retry On Fail, n8n runs a node again if
 * its very first item has an `error`. That must not happen once something was changed: a deleted
 * lead would not be found the second time. So the first item carries its error in a form that n8n
 * turns into `json.error` only later.
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
	// With an error output, an item that was done goes first.
	const isSafe = hasErrorOutput(context) && outcomes.some(({ kind }) => kind === 'done');
	const runsAgain = node.retryOnFail === true && !isSafe;
	if (runsAgain && changes && first !== undefined && outcomes.some(isAccepted))
		items[0] = withoutRerun(first, node);
	return items;
}

function withoutRerun(item: INodeExecutionData, node: INode): INodeExecutionData {
	const { error, ...json } = item.json;
	if (typeof error !== 'string') return item;
	return { ...item, json, error: withMessage(new NodeOperationError(node, error), error) };
}

/** Reads what each item needs. If an expression fails for one item, the others are not affected. */
async function readTasks<Reading extends ItemReading>(
	context: IExecuteFunctions,
	readItem: (item: number) => Reading | FailedItem,
): Promise<Array<Reading | FailedItem>> {
	const cancelled = getCancelSignal(context);
	const pace = createPacer(systemClock);
	const readings: Array<Reading | FailedItem> = [];
	for (const item of context.getInputData().keys()) {
		// Evaluating expressions takes a third of a millisecond per item, for results that nobody
		// will see.
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
