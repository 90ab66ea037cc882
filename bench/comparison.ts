import type { Measurement, Order } from './contenderProgram';
import { CONTENDER_NAMES, type ContenderName } from './contenders';
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
	/** The same by the older build's, where one is measured beside it. */
	toOld: number | undefined;
}

/** What is measured: every contender in turn, round after round, so that a busy minute hits all alike. */
export interface Plan {
	latencies: readonly number[];
	sizes: readonly number[];
	contenders: readonly ContenderName[];
	/** How often a contender is measured: what takes minutes once, what takes hours never. */
	rounds(contender: ContenderName, leads: number, latencyMs: number): number;
	/** The folder of an older checkout that is built, to be measured in turn with this one. */
	oldPackage: string | undefined;
}

/** What the older build is held against. */
const NEWER: Partial<Readonly<Record<ContenderName, ContenderName>>> = {
	oldBulkCreate: 'bulkCreate',
	oldImportFile: 'importFile',
};

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
			const runs = await measureRounds(entries, { leads, target }, emulator, plan.oldPackage);
			await emulator.end();
			tell(entries.map(({ contender }) => toCell(contender, latencyMs, leads, runs)));
		}
	}
}

/** Starts a process for a contender; the older ones take the older build. */
function startContender(
	contender: ContenderName,
	oldPackage: string | undefined,
): Child<Order, Measurement> {
	const isOld = contender in NEWER && oldPackage !== undefined;
	return startChild('contenderProgram.ts', [], isOld ? { ESO_PACKAGE: oldPackage } : {});
}

/** What a contender brings before it is measured: the engine and V8 set things up meanwhile. */
const WARM_UP_LEADS = 10_000;
/** The same for one that makes a request for each lead, which takes a minute otherwise. */
const SINGLE_WARM_UP_LEADS = 1_000;

/** Before memory is measured: enough to set things up, and too little to leave much behind. */
const MEMORY_WARM_UP_LEADS = 200;

type Run = { ms: number; peakMb: number; requests: number };
type Runs = ReadonlyMap<ContenderName, Run[]>;

async function measureRounds(
	entries: ReadonlyArray<{ contender: ContenderName; rounds: number }>,
	{ leads, target }: { leads: number; target: EmulatorReady },
	emulator: Child<object, EmulatorReady | Arrivals>,
	oldPackage: string | undefined,
): Promise<Runs> {
	// A process for each contender and size: what an earlier run left in memory would hide a peak.
	const processes = entries.map((entry) => ({
		...entry,
		child: startContender(entry.contender, oldPackage),
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
	for (const { contender } of entries) {
		const [first] = runs.get(contender) ?? [];
		if (first === undefined) continue;
		first.peakMb = await measureMemory({ contender, leads, target }, emulator, oldPackage);
	}
	return runs;
}

/** In a process of its own, since runs for the time leave memory behind in which the next one finds room. */
async function measureMemory(
	order: Order,
	emulator: Child<object, EmulatorReady | Arrivals>,
	oldPackage: string | undefined,
): Promise<number> {
	const child = startContender(order.contender, oldPackage);
	expectMeasured(await child.ask({ ...order, leads: MEMORY_WARM_UP_LEADS }));
	await emulator.ask({});
	const { peakMb } = expectMeasured(await child.ask(order));
	await child.end();
	await emulator.ask({});
	return peakMb;
}

function expectMeasured(measurement: Measurement): { ms: number; peakMb: number } {
	if (measurement.kind === 'failed') throw new Error(measurement.message);
	return measurement;
}

function toCell(contender: ContenderName, latencyMs: number, leads: number, all: Runs): Cell {
	const runs = all.get(contender) ?? [];
	const floors = all.get('floor') ?? [];
	const old = CONTENDER_NAMES.find((name) => NEWER[name] === contender);
	const olds = old && all.get(old);
	return {
		contender,
		latencyMs,
		leads,
		rounds: runs.length,
		ms: median(runs.map(({ ms }) => ms)),
		peakMb: runs[0]?.peakMb ?? NaN,
		requests: median(runs.map(({ requests }) => requests)),
		toFloor: median(runs.map(({ ms }, round) => ms / (floors[round]?.ms ?? NaN))),
		toOld: olds && median(runs.map(({ ms }, round) => ms / (olds[round]?.ms ?? NaN))),
	};
}
