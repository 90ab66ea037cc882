/**
 * Measures the heap of a process in which the built node runs in the real engine: of one large run, or after each of many.
 * The emulator is elsewhere.
 */
import { leadItems } from '../support/engine/leadItems';
import { type EsoLeadsOptions, runEsoLeads } from '../support/engine/runNode';
import { liveBytes } from './heap';
import { measureRun, type RunHeap } from './measureRun';
import { messyItems } from './messyItems';

export type MemoryOrder = Pick<EsoLeadsOptions, 'credentials' | 'parameters'> &
	(
		| { kind: 'clean' | 'messy'; items: number; requests: number }
		| { kind: 'repeated'; items: number; runs: number }
	);

/** What the process says when it has measured: of repeated runs the live bytes after each. */
export type MemoryReport = { kind: 'run'; heap: RunHeap } | { kind: 'runs'; live: number[] };

async function measure(order: MemoryOrder): Promise<MemoryReport> {
	// n8n and V8 set things up in the first runs, and keep them.
	await measureRepeatedly(5, 1_000, order);
	if (order.kind === 'repeated')
		return { kind: 'runs', live: await measureRepeatedly(order.runs, order.items, order) };
	const items = order.kind === 'clean' ? leadItems(order.items) : messyItems(order.items);
	return { kind: 'run', heap: await measureRun({ ...order, items }, order.requests) };
}

async function measureRepeatedly(
	runs: number,
	items: number,
	{ credentials }: Pick<MemoryOrder, 'credentials'>,
): Promise<number[]> {
	const live: number[] = [];
	for (let run = 0; run < runs; run += 1) {
		await runEsoLeads({ items: messyItems(items), credentials });
		live.push(liveBytes());
	}
	return live;
}

process.once('message', (order: MemoryOrder) => {
	void measure(order).then((report) => {
		process.send?.(report);
		process.disconnect();
	});
});
// A test that is broken off leaves no process behind.
process.once('disconnect', () => process.exit());
