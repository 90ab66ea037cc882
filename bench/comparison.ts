import type { Measurement, Order } from './contenderProgram';
import type { ContenderName } from './contenders';
import { startChild, type Child } from './child';
import type { Arrivals, EmulatorReady } from './emulatorProgram';
import { median } from './median';

/** One contender with so many leads at one latency: medians of the rounds. */
export interface Cell {
	contender: ContenderName;
	latencyMs: number;
	leads: number;
	rounds: number;
	ms: number;
	peakMb: number;
	requests: number;
	/** Median over the rounds of the time by the floor's in the same round. */
	toFloor: number;
}

/** What is measured: every contender in turn, round after round, so that a busy minute hits all alike. */
export interface Plan {
	latencies: readonly number[];
	sizes: readonly number[];
	contenders: readonly ContenderName[];
	/** How often a contender is measured: what takes minutes once, what takes hours never. */
	rounds(contender: ContenderName, leads: number, latencyMs: number): number;
}

/** Measures everything, smallest first; `tell` hears of the cells of each size and latency. */
export async function compare(plan: Plan, tell: (cells: readonly Cell[]) => void): Promise<void> {
	for (const leads of plan.sizes) {
		for (const latencyMs of plan.latencies) {
			const entries = plan.contenders
				.map((contender) => ({ contender, rounds: plan.rounds(contender, leads, latencyMs) }))
				.filter(({ rounds }) => rounds > 0);
			if (entries.length === 0) continue;
			const emulator = startChild<object, EmulatorReady | Arrivals>('emulatorProgram.ts', [
				String(latencyMs),
			]);
			const target = (await emulator.listen()) as EmulatorReady;
			const runs = await measureRounds(entries, { leads, target }, emulator);
			await emulator.end();
			tell(entries.map(({ contender }) => cellOf(contender, latencyMs, leads, runs)));
		}
	}
}

/** What a contender brings before it is measured: the engine and V8 set things up meanwhile. */
const WARM_UP_LEADS = 10_000;
/** The same for one that makes a request for each lead, which takes a minute otherwise. */
const SINGLE_WARM_UP_LEADS = 1_000;

type Run = { ms: number; peakMb: number; requests: number };
type Runs = ReadonlyMap<ContenderName, Run[]>;

async function measureRounds(
	entries: ReadonlyArray<{ contender: ContenderName; rounds: number }>,
	{ leads, target }: { leads: number; target: EmulatorReady },
	emulator: Child<object, EmulatorReady | Arrivals>,
): Promise<Runs> {
	// A process for each contender and size: what an earlier run left in memory would hide a peak.
	const processes = entries.map((entry) => ({
		...entry,
		child: startChild<Order, Measurement>('contenderProgram.ts'),
	}));
	const runs = new Map<ContenderName, Run[]>(entries.map(({ contender }) => [contender, []]));
	for (const { contender, child } of processes) {
		const warmUp = contender === 'single' ? SINGLE_WARM_UP_LEADS : WARM_UP_LEADS;
		expectMeasured(await child.ask({ contender, leads: warmUp, target }));
	}
	await emulator.ask({});
	for (let round = 0; round < Math.max(...entries.map(({ rounds }) => rounds)); round += 1) {
		for (const { contender, child } of processes.filter(({ rounds }) => round < rounds)) {
			const measured = expectMeasured(await child.ask({ contender, leads, target }));
			const arrivals = (await emulator.ask({})) as Arrivals;
			if (arrivals.leads !== leads) {
				throw new Error(`${contender} brought ${arrivals.leads} of ${leads} leads`);
			}
			runs.get(contender)?.push({ ...measured, requests: arrivals.requests });
		}
	}
	await Promise.all(processes.map(({ child }) => child.end()));
	return runs;
}

function expectMeasured(measurement: Measurement): { ms: number; peakMb: number } {
	if (measurement.kind === 'failed') throw new Error(measurement.message);
	return measurement;
}

function cellOf(contender: ContenderName, latencyMs: number, leads: number, all: Runs): Cell {
	const runs = all.get(contender) ?? [];
	const floors = all.get('floor') ?? [];
	return {
		contender,
		latencyMs,
		leads,
		rounds: runs.length,
		ms: median(runs.map(({ ms }) => ms)),
		// The most of all runs: later ones, like the first after the warm-up, find memory that is already there.
		peakMb: Math.max(...runs.map(({ peakMb }) => peakMb)),
		requests: median(runs.map(({ requests }) => requests)),
		toFloor: median(runs.map(({ ms }, round) => ms / (floors[round]?.ms ?? NaN))),
	};
}
