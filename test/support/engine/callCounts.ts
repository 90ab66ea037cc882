import { Session, type Profiler } from 'node:inspector/promises';

/** How often each function of the built node was called, by the place of its source: `delivery/retry.ts sendWithRetries 5120`. */
export type CallCounts = ReadonlyMap<string, number>;

/** Counts calls with V8's own means. */
export interface CallCounter {
	/** The calls that `work` leads to. */
	count(work: () => Promise<unknown>): Promise<CallCounts>;
	stop(): void;
}

/** What the bundler writes above the code of each source. */
const SOURCE_MARK = /^\/\/ nodes\/EsoLeads\/(.+\.ts)$/gm;

/** Begins to count. To be called before the built node is loaded: V8 knows nothing of functions that were compiled before. */
export async function createCallCounter(): Promise<CallCounter> {
	const session = new Session();
	session.connect();
	await session.post('Debugger.enable');
	await session.post('Profiler.enable');
	await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
	const take = async () => {
		const { result } = await session.post('Profiler.takePreciseCoverage');
		return result.find(({ url }) => url.endsWith('/dist/nodes/EsoLeads/EsoLeads.node.js'));
	};
	return {
		async count(work) {
			// Reading the counts sets them to nothing.
			await take();
			await work();
			const script = await take();
			if (script === undefined) throw new Error('The built node has not run');
			const { scriptId, functions } = script;
			const { scriptSource } = await session.post('Debugger.getScriptSource', { scriptId });
			return locate(functions, scriptSource);
		},
		stop: () => session.disconnect(),
	};
}

function locate(functions: readonly Profiler.FunctionCoverage[], source: string): CallCounts {
	const marks = [...source.matchAll(SOURCE_MARK)];
	const counts = new Map<string, number>();
	for (const { functionName, ranges } of functions) {
		const [{ startOffset = 0, count = 0 } = {}] = ranges;
		const mark = marks.findLast(({ index }) => index < startOffset);
		// What stands above the first mark is the bundler's own, and libraries.
		if (mark?.[1] === undefined || count === 0) continue;
		counts.set(`${mark[1]} ${functionName} ${startOffset}`, count);
	}
	return counts;
}
