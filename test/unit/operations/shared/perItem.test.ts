import {
	executePerItem,
	type ItemTask,
	type TaskReader,
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

test('n8n does not stand still while many items are read: something else has its turn every 100 of them', async () => {
	let itemsSinceTurn = 0;
	let most = 0;
	let isReading = true;
	const takeTurn = () => {
		itemsSinceTurn = 0;
		if (isReading) setImmediate(takeTurn);
	};
	setImmediate(takeTurn);
	await execute({ items: 2_000 }, () => () => {
		itemsSinceTurn += 1;
		most = Math.max(most, itemsSinceTurn);
		return doNothing;
	});
	isReading = false;
	expect(most).toBeGreaterThan(0);
	expect(most).toBeLessThanOrEqual(200);
});

test('what surprises the node at one item costs that item alone', async () => {
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

describe('what surprises the node before anything is sent', () => {
	const createReader = () => {
		throw new TypeError('x is undefined');
	};

	test('comes out at every item where the node continues', async () => {
		const items = await execute({ items: 2, onError: 'continueRegularOutput' }, createReader);
		expect(items).toMatchObject([
			{ json: { error: 'x is undefined' }, pairedItem: { item: 0 } },
			{ json: { error: 'x is undefined' }, pairedItem: { item: 1 } },
		]);
	});

	test('is thrown where the workflow stops', async () => {
		await expect(execute({ items: 2 }, createReader)).rejects.toThrow('x is undefined');
	});
});
