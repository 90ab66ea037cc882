/** A process for one contender: it measures the time and the memory of each run that it is asked for. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTENDERS, type ContenderName } from './contenders';
import type { Target } from './peers';

export interface Order {
	contender: ContenderName;
	leads: number;
	target: Target;
}

export type Measurement =
	| { kind: 'measured'; ms: number; peakMb: number }
	| { kind: 'failed'; message: string };

const SAMPLE_MS = 10;

async function measure({ contender, leads, target }: Order): Promise<Measurement> {
	const run = await CONTENDERS[contender](leads, target);
	globalThis.gc?.();
	await sleep(50);
	const before = process.memoryUsage.rss();
	let peak = before;
	const sampling = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage.rss());
	}, SAMPLE_MS);
	const startedAt = performance.now();
	await run();
	const ms = performance.now() - startedAt;
	clearInterval(sampling);
	peak = Math.max(peak, process.memoryUsage.rss());
	return { kind: 'measured', ms, peakMb: (peak - before) / 1e6 };
}

process.on('message', (order: Order) => {
	void measure(order)
		.catch((error: unknown): Measurement => ({ kind: 'failed', message: String(error) }))
		.then((measurement) => process.send?.(measurement));
});
process.once('disconnect', () => process.exit());
