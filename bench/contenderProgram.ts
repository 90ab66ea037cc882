/** A process for one contender: it measures time, memory and stalls of each run that it is asked for. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTENDERS, type ContenderName } from './contenders';
import type { Target } from './peers';

export interface Order {
	contender: ContenderName;
	leads: number;
	target: Target;
}

export type Measurement =
	| {
			kind: 'measured';
			ms: number;
			/** The most memory above what the process had before the run, in 10^6 bytes. */
			peakMb: number;
			/** The longest stretch without a tick of the event loop. */
			stallMs: number;
	  }
	| { kind: 'failed'; message: string };

const SAMPLE_MS = 10;

/** How often the event loop is looked at; a loop that never stalls shows this much. */
const TICK_MS = 1;

async function measure({ contender, leads, target }: Order): Promise<Measurement> {
	const run = await CONTENDERS[contender](leads, target);
	globalThis.gc?.();
	await sleep(50);
	const before = process.memoryUsage.rss();
	let peak = before;
	const sampling = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage.rss());
	}, SAMPLE_MS);
	const delays = monitorEventLoopDelay({ resolution: TICK_MS });
	delays.enable();
	const startedAt = performance.now();
	await run();
	const ms = performance.now() - startedAt;
	// The loop has to come round once more, to see the last stretch.
	await sleep(TICK_MS);
	delays.disable();
	clearInterval(sampling);
	peak = Math.max(peak, process.memoryUsage.rss());
	const stallMs = Math.max(0, delays.max / 1e6 - TICK_MS);
	return { kind: 'measured', ms, peakMb: (peak - before) / 1e6, stallMs };
}

process.on('message', (order: Order) => {
	void measure(order)
		.catch((error: unknown): Measurement => ({ kind: 'failed', message: String(error) }))
		.then((measurement) => process.send?.(measurement));
});
process.once('disconnect', () => process.exit());
