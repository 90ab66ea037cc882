import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { systemClock } from '../../api/clock';
import type { MakeRequest } from '../../api/requests';
import {
	deliverEach,
	type EachDelivery,
	type Task,
	type TaskOutcome,
} from '../../delivery/deliverEach';
import { failedForNow, type FailedItem } from '../../lead/refusals';
import { getCancelSignal } from './context';
import { createItemClient, type ItemClient } from './itemClient';
import {
	executeItemwise,
	type ItemReading,
	type ItemwiseOperation,
	type Rows,
	type Session,
} from './itemwise';
import type { RequestOptions } from './requestOptions';

/** What one input item asks for, read and checked. */
export interface ItemTask extends ItemReading {
	kind: 'task';
	/** The leads that it changes, by their contact numbers as stored. */
	leads: readonly string[];
	perform(client: ItemClient): Promise<TaskOutcome<Rows>>;
}

/** Reads what one item asks for. It may throw what an expression throws. */
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

/** Performs a task for each item: in a lane, as soon as one is free. */
export async function deliverTasks<Options extends RequestOptions>(
	readings: ReadonlyArray<ItemTask | FailedItem>,
	{ context, options, makeRequest }: Session<Options>,
): Promise<EachDelivery<Rows>> {
	const tasks = readings.map((reading, item) => toTask(reading, item, makeRequest));
	return await deliverEach(tasks, toRules(context, options), {
		clock: systemClock,
		random: Math.random,
		cancelled: getCancelSignal(context),
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
				// A bug in this node costs this item alone.
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
