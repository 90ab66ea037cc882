import { GCProfiler, setFlagsFromString } from 'node:v8';
import type { IRun } from 'n8n-workflow';
import { type EsoLeadsOptions, runEsoLeads } from '../support/engine/runNode';
import { liveBytes } from './heap';

/**
 * Bytes of live objects during a run, an item, beyond those that were there when the node had got its
 * input (with the engine's own copies of it) and had prepared nothing.
 */
export interface RunHeap {
	summary: string | undefined;
	/** When the last request begins: all leads are prepared, and there is no output yet. */
	atLastRequest: number;
	/** The most of some looks on the way there, and from there to the end, while the run is reported: part of the output is in it. */
	atMost: number;
	/** What becomes free when the run, which is over, lets go of its output. */
	output: number;
	/** In how many collections the most was looked for. */
	collections: number;
}

export type MeasuredOptions = Pick<EsoLeadsOptions, 'items' | 'parameters' | 'credentials'>;

/** How often the heap is looked at before the last request. */
const LOOKS = 16;

/**
 * Runs the node and measures its heap at points that the run itself reaches, since no clock knows when
 * the node needs most. n8n reads the credential once before the node prepares anything, and once more
 * before each request: that marks the first two points. From the last request on every collection of
 * V8's is made a full one, and tells how many bytes were live then. There is one for every few
 * megabytes that are allocated, where the process was started with a small --max-semi-space-size.
 *
 * @param requests how many the run will take.
 */
export async function measureRun(
	{ items, parameters = {}, credentials: { accessToken, baseUrl } }: MeasuredOptions,
	requests: number,
): Promise<RunHeap> {
	const profiler = new GCProfiler();
	let timesRead = 0;
	let input = NaN;
	let lastRequest = NaN;
	const onTheWay: number[] = [];
	const credentials = {
		baseUrl,
		get accessToken() {
			if (timesRead === 0) input = liveBytes();
			if (timesRead > 0 && timesRead % Math.ceil(requests / LOOKS) === 0)
				onTheWay.push(liveBytes());
			if (timesRead === requests) {
				lastRequest = liveBytes();
				setFlagsFromString('--gc-global');
				profiler.start();
			}
			timesRead += 1;
			return accessToken;
		},
	};
	const { summary, run } = await runForHint({ items, parameters, credentials });
	const { statistics } = profiler.stop();
	setFlagsFromString('--no-gc-global');
	const live = statistics.map(({ afterGC }) => afterGC.heapStatistics.usedHeapSize);
	const end = liveBytes();
	// Not what is left beyond the input: n8n's copies of that are free when a run is over, or are not.
	const { Trigger = [] } = run.data.resultData.runData;
	run.data.resultData.runData = { Trigger };
	const withoutOutput = liveBytes();
	const anItem = (bytes: number) => (bytes - input) / items.length;
	return {
		summary,
		atLastRequest: anItem(lastRequest),
		atMost: anItem(Math.max(lastRequest, ...onTheWay, ...live)),
		output: (end - withoutOutput) / items.length,
		collections: live.length,
	};
}

/** Of what the run gives, nothing but what is returned may hold the output. */
async function runForHint(options: MeasuredOptions): Promise<{ summary?: string; run: IRun }> {
	const { hints, run } = await runEsoLeads(options);
	return { run, ...(hints[0] && { summary: hints[0].message }) };
}
