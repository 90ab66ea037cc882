import { startChild } from './child';
import type { Measurement, Order } from './contenderProgram';
import type { EmulatorReady } from './emulatorProgram';

/** What Import File took for a file of so many rows. */
export interface ImportMemory {
	rows: number;
	/** The most above the idle engine, in 10^6 bytes. */
	peakMb: number;
	/** The most that is allowed: 250 MB and what remembering the numbers may take. */
	mostMb: number;
	ms: number;
}

export const MEMORY_ROWS = [1_000_000, 5_000_000] as const;

const MAX_MB = 250;
const BYTES_A_NUMBER = 16;

/**
 * Imports a file of so many rows on a day on which one request in fifty fails, and one row in fifty is bad, after a short one
 * that sets the engine up.
 * @throws Error when the counts do not add up.
 */
export async function measureImportMemory(rows: number): Promise<ImportMemory> {
	const emulator = startChild<object, EmulatorReady>('emulatorProgram.ts', ['0', 'faulty']);
	const target = await emulator.listen();
	const contender = startChild<Order, Measurement>('contenderProgram.ts');
	const order: Order = { contender: 'importFaulty', leads: 10_000, target };
	await contender.ask(order);
	const measured = await contender.ask({ ...order, leads: rows });
	await Promise.all([contender.end(), emulator.end()]);
	if (measured.kind === 'failed') throw new Error(measured.message);
	return { ...measured, rows, mostMb: MAX_MB + (rows * BYTES_A_NUMBER) / 1e6 };
}
