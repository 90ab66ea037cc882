import { EsoLeads } from '../../../../nodes/EsoLeads/EsoLeads.node';
import type { ItemFailure } from '../../../../nodes/EsoLeads/lead/refusals';
import {
	type Answer,
	executePerItem,
	type ItemTask,
	type TaskReader,
	toFailure,
} from '../../../../nodes/EsoLeads/operations/shared/perItem';
import { requestOptionSet } from '../../../../nodes/EsoLeads/operations/shared/requestOptions';
import { createFakeContext, type FakeNode } from '../../../support/operations/fakeContext';

/** A task that needs no request. */
function task(perform: ItemTask['perform']): ItemTask {
	return { kind: 'task', leads: [], perform };
}

const doNothing = task(async () => ({ kind: 'done', done: [] }));

async function execute(node: FakeNode, createReader: () => TaskReader) {
	const context = createFakeContext(node);
	const [items = []] = await executePerItem(context, { options: requestOptionSet, createReader });
	return items;
}

describe('while many items are read', () => {
	/** Each item takes a millisecond, as by an expression or two. */
	let now = 0;
	beforeEach(() => {
		now = 0;
		jest.spyOn(performance, 'now').mockImplementation(() => now);
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});

	test('n8n does not stand still: something else has its turn every 15 ms', async () => {
		let itemsSinceTurn = 0;
		let most = 0;
		let isReading = true;
		const takeTurn = () => {
			itemsSinceTurn = 0;
			if (isReading) setImmediate(takeTurn);
		};
		setImmediate(takeTurn);
		await execute({ items: 2_000 }, () => () => {
			now += 1;
			itemsSinceTurn += 1;
			most = Math.max(most, itemsSinceTurn);
			return doNothing;
		});
		isReading = false;
		expect(most).toBeGreaterThan(0);
		// A turn is missed where the wait ends before Node comes to what waits for its turn.
		expect(most).toBeLessThanOrEqual(45);
	});

	test('after Stop no expression is evaluated any more, and what was not read is not sent', async () => {
		const stopping = new AbortController();
		let read = 0;
		const items = await execute({ items: 500, cancelled: stopping.signal }, () => () => {
			now += 1;
			read += 1;
			if (read === 100) setImmediate(() => stopping.abort());
			return doNothing;
		});
		expect(read).toBeGreaterThanOrEqual(100);
		expect(read).toBeLessThanOrEqual(130);
		expect(items.map(({ json }) => json.error)).toEqual(
			Array(500 - read).fill('Not sent: the execution was canceled'),
		);
	});
});

test('an unforeseen exception at one item costs only that item', async () => {
	const items = await execute(
		{ items: 3, onError: 'continueRegularOutput' },
		() => (item) =>
			task(async () => {
				if (item === 1) throw new TypeError('x is undefined');
				return { kind: 'done', done: [{ item }] };
			}),
	);
	expect(items).toMatchObject([
		{ json: { item: 0 }, pairedItem: { item: 0 } },
		{ json: { error: expect.stringContaining('x is undefined') }, pairedItem: { item: 1 } },
		{ json: { item: 2 }, pairedItem: { item: 2 } },
	]);
});

test('an unforeseen exception means the same wherever it happens: delivery_failed, and to be sent again', async () => {
	const node: FakeNode = { items: 2, onError: 'continueRegularOutput' };
	const slip = () => {
		throw new TypeError('x is not a function');
	};
	const within = await execute(node, () => (item) => task(item === 0 ? slip : doNothing.perform));
	const context = createFakeContext({ ...node, parameters: { operation: 'delete' } });
	const [around = []] = await new EsoLeads().execute.call({
		...context,
		getExecutionCancelSignal: slip,
	});
	const called = { code: 'delivery_failed', retryable: true };
	expect(within).toMatchObject([{ json: { details: called }, pairedItem: { item: 0 } }]);
	expect(around).toMatchObject([{ json: { details: called } }, { json: { details: called } }]);
});

test.each<[unknown, string]>([
	[new Error('x is undefined'), 'x is undefined'],
	['x is undefined', 'The node lost track of this item'],
])('what is thrown unforeseen (%p) is told: %s', async (thrown, error) => {
	const [item] = await execute(
		{ items: 1, onError: 'continueRegularOutput' },
		() => () =>
			task(async () => {
				throw thrown;
			}),
	);
	expect(item?.json).toEqual({ error, details: { code: 'delivery_failed', retryable: true } });
});

test.each<[Exclude<Answer, { kind: 'accepted' }>, ItemFailure]>([
	[
		{ kind: 'notFound', statusCode: 404, message: 'Lead not found!' },
		{
			code: 'not_found',
			message: 'E-so has no lead: Lead not found!',
			retryable: false,
			statusCode: 404,
		},
	],
	[
		{ kind: 'refused', statusCode: 400, message: 'No!' },
		{ code: 'refused', message: 'E-so refused this: No!', retryable: false, statusCode: 400 },
	],
	[
		{
			kind: 'sendFailure',
			code: 'not_sent',
			statusCode: undefined,
			message: 'the execution was canceled',
			retryable: true,
		},
		{ code: 'not_sent', message: 'Not sent: the execution was canceled', retryable: true },
	],
	[
		{
			kind: 'sendFailure',
			code: 'delivery_failed',
			statusCode: 503,
			message: 'Service Unavailable',
			retryable: true,
		},
		{
			code: 'delivery_failed',
			message: 'No usable answer from E-so: Service Unavailable',
			retryable: true,
			statusCode: 503,
		},
	],
])('%j fails its item, with what E-so said and whether to run it again', (answer, failure) => {
	expect(toFailure(answer, 'lead')).toStrictEqual({ kind: 'failed', failure });
});
