import { startChild } from './child';
import type { Measurement, Order } from './contenderProgram';
import type { ContenderName } from './contenders';
import type { EmulatorReady } from './emulatorProgram';

/** The longest stretch without a tick of the event loop in a run. */
export interface Stall {
	contender: ContenderName;
	/** Items or rows. */
	leads: number;
	stallMs: number;
	ms: number;
}

/** What can keep n8n from everything else it does: many items, many rows, expressions, refusals. */
export const STALL_PLAN: ReadonlyArray<Pick<Stall, 'contender' | 'leads'>> = [
	{ contender: 'bulkCreate', leads: 100_000 },
	{ contender: 'expressions', leads: 30_000 },
	{ contender: 'refusedNumbers', leads: 100_000 },
	{ contender: 'importFile', leads: 1_000_000 },
	{ contender: 'updates', leads: 30_000 },
];

/** A stretch is the node's only if it comes again: of several runs the one with the shortest counts. */
export const STALL_RUNS = 3;

const WARM_UP_LEADS = 2_000;

/** Measures one run, after a short one that sets the engine up. @throws Error when the run fails. */
export async function measureStall({ contender, leads }: Pick<Stall, 'contender' | 'leads'>) {
	const emulator = startChild<object, EmulatorReady>('emulatorProgram.ts', ['0']);
	const target = await emulator.listen();
	const child = startChild<Order, Measurement>('contenderProgram.ts');
	const ask = async (count: number) => {
		const measured = await child.ask({ contender, leads: count, target });
		await emulator.ask({});
		if (measured.kind === 'failed') throw new Error(measured.message);
		return measured;
	};
	await ask(WARM_UP_LEADS);
	let shortest: Stall | undefined;
	for (let run = 0; run < STALL_RUNS; run += 1) {
		const { stallMs, ms } = await ask(leads);
		if (shortest === undefined || stallMs < shortest.stallMs)
			shortest = { contender, leads, stallMs, ms };
	}
	await Promise.all([child.end(), emulator.end()]);
	return shortest;
}
