import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { EsoRequest, MakeRequest } from '../../api/requests';
import {
	deliverEach,
	type EachDelivery,
	type Task,
	type TaskOutcome,
} from '../../delivery/deliverEach';
import { MAY_BE_DONE, type SendFailure } from '../../delivery/outcome';
import { createAttempts, type Request, sendWithRetries } from '../../delivery/retry';
import type { RequestRun } from '../../delivery/run';
import { classifyChange, classifyRead, type SingleVerdict } from '../../delivery/singleVerdict';
import { failedForNow, type FailedItem, failedWith, type ItemFailure } from '../../lead/refusals';
import { getCancelSignal, systemClock } from './context';
import {
	executeItemwise,
	type ItemReading,
	type ItemwiseOperation,
	type Rows,
	type Session,
} from './itemwise';
import type { RequestOptions } from './requestOptions';

/** What one input item needs, read and checked. */
export interface ItemTask extends ItemReading {
	kind: 'task';
	/** The leads that it changes, by their stored contact numbers. */
	leads: readonly string[];
	perform(client: ItemClient): Promise<TaskOutcome<Rows>>;
}

/** Reads what one item needs. May throw what an expression throws. */
export type TaskReader = (item: number) => ItemTask | FailedItem;

/** An operation that makes requests of its own for each input item. */
export type PerItemOperation<Options extends RequestOptions> = Omit<
	ItemwiseOperation<Options, ItemTask>,
	'deliver'
>;

/** Does one thing for each input item, several at once, as `executeItemwise` does. */
export async function executePerItem<Options extends RequestOptions>(
	context: IExecuteFunctions,
	operation: PerItemOperation<Options>,
): Promise<INodeExecutionData[][]> {
	return await executeItemwise(context, { ...operation, deliver: deliverTasks });
}

/** Performs a task for each item, as soon as a lane is free. */
export async function deliverTasks<Options extends RequestOptions>(
	readings: ReadonlyArray<ItemTask | FailedItem>,
	{ context, options, makeRequest, waitBudget }: Session<Options>,
): Promise<EachDelivery<Rows>> {
	const tasks = readings.map((reading, item) => toTask(reading, item, makeRequest));
	return await deliverEach(tasks, toRules(context, options), {
		clock: systemClock,
		random: Math.random,
		cancelled: getCancelSignal(context),
		waitBudget,
	});
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
				// A bug in this node must only affect this item.
				const reason = error instanceof Error ? error.message : 'The node lost track of this item';
				return failedForNow('delivery_failed', reason);
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

/** E-so's final answer to a request, or why there is none. */
export type Answer = SingleVerdict | SendFailure;

/** How one item talks to E-so. */
export interface ItemClient {
	/** Makes a request that only reads: repeating it is harmless. */
	read(request: EsoRequest): Promise<Answer>;
	/**
	 * Makes a request that changes something. `isIdempotent`: whether it may be repeated when E-so
	 * may already have carried it out.
	 */
	change(request: EsoRequest, isIdempotent: boolean): Promise<Answer>;
	/** Whether a request got no usable answer, so that E-so may have done more than it said. */
	isOutcomeUncertain(): boolean;
}

/** A client for the item with this index. */
function createItemClient(item: number, run: RequestRun, makeRequest: MakeRequest): ItemClient {
	const attempts = createAttempts({ item });
	const send = async (
		request: EsoRequest,
		how: Pick<Request<SingleVerdict>, 'read' | 'isIdempotent'>,
	): Promise<Answer> =>
		await sendWithRetries({ make: async () => await makeRequest(request), ...how }, attempts, run);
	return {
		read: async (request) => await send(request, { read: classifyRead, isIdempotent: true }),
		async change(request, isIdempotent) {
			const answer = await send(request, { read: classifyChange, isIdempotent });
			return answer.kind === 'refused' && attempts.outcomeUncertain
				? { ...answer, message: `${answer.message} ${MAY_BE_DONE}` }
				: answer;
		},
		isOutcomeUncertain: () => attempts.outcomeUncertain,
	};
}

/** The failure of an item whose answer was no success. `sought` is what was requested. */
export function toFailure(
	answer: Exclude<Answer, { kind: 'accepted' }>,
	sought: string,
): FailedItem {
	const { statusCode, message } = answer;
	const status = statusCode === undefined ? {} : { statusCode };
	const failed = (failure: Omit<ItemFailure, 'statusCode'>): FailedItem => ({
		kind: 'failed',
		failure: { ...failure, ...status },
	});
	switch (answer.kind) {
		case 'notFound':
			return failed({
				code: 'not_found',
				message: `E-so has no ${sought}: ${message}`,
				retryable: false,
			});
		case 'refused':
			return failed({
				code: 'refused',
				message: `E-so refused this: ${message}`,
				retryable: false,
			});
		case 'sendFailure': {
			const { code, retryable } = answer;
			const what = code === 'not_sent' ? 'Not sent' : 'No usable answer from E-so';
			return failed({ code, message: `${what}: ${message}`, retryable });
		}
	}
}

/** The failure for an answer of unknown shape, which must never be taken for an empty one. */
export function unknownShape(sought: string): FailedItem {
	return failedWith(
		'unexpected_answer',
		`When asked for ${sought}, E-so answered in a shape that this version of the node does not know. Please report it, with the version of the node.`,
	);
}
