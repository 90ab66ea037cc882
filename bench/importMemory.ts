import { startChild } from './child';
import type { Measurement, Order } from './contenderProgram';
import type { EmulatorReady } from './emulatorProgram';

/** A file whose import is measured. */
export interface ImportedFile {
	rows: number;
	/** One row in fifty is rejected, and the first 10,000 come out as items; or one in five, all of them in a file. */
	contender: 'importFaulty' | 'importRejected';
}

/** What Import File took for a file. */
export interface ImportMemory extends ImportedFile {
	/** The most above the idle engine, in 10^6 bytes. */
	peakMb: number;
	/** The most that is allowed: 250 MB and what remembering the numbers may take. */
	mostMb: number;
	ms: number;
}

export const MEMORY_PLAN: readonly ImportedFile[] = [
	{ rows: 1_000_000, contender: 'importFaulty' },
	{ rows: 5_000_000, contender: 'importFaulty' },
	{ rows: 5_000_000, contender: 'importRejected' },
];

const MAX_MB = 250;
const BYTES_A_NUMBER = 16;

/**
 * Imports a file on a day on which one request in fifty fails, after a short one that sets the engine up.
 * @throws Error when the counts do not add up.
 */
export async function measureImportMemory(file: ImportedFile): Promise<ImportMemory> {
	const { rows, contender } = file;
	const emulator = startChild<object, EmulatorReady>('emulatorProgram.ts', ['0', 'faulty']);
	const target = await emulator.listen();
	const child = startChild<Order, Measurement>('contenderProgram.ts');
	const order: Order = { contender, leads: 10_000, target };
	await child.ask(order);
	const measured = await child.ask({ ...order, leads: rows });
	await Promise.all([child.end(), emulator.end()]);
	if (measured.kind === 'failed') throw new Error(measured.message);
	return { ...measured, ...file, mostMb: MAX_MB + (rows * BYTES_A_NUMBER) / 1e6 };
}

/** How the bad rows of a file come out. */
export function describeRejected({ rows, contender }: ImportedFile): string {
	return contender === 'importFaulty'
		? `${(rows / 50).toLocaleString('en-US')}, 10,000 as items`
		: `${(rows / 5).toLocaleString('en-US')}, all in a file`;
}
