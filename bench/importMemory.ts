/**
 * The memory that Import File needs for a million and for five million rows, above the idle engine, on
 * a day with faults.
 */
import { startChild } from './child';
import type { Measurement, Order } from './contenderProgram';
import type { EmulatorReady } from './emulatorProgram';

const MAX_MB = 250;
/** What remembering a number may take. */
const BYTES_A_NUMBER = 16;

async function main(): Promise<void> {
	for (const leads of [1_000_000, 5_000_000]) {
		const emulator = startChild<object, EmulatorReady>('emulatorProgram.ts', ['0', 'faulty']);
		const target = await emulator.listen();
		const contender = startChild<Order, Measurement>('contenderProgram.ts');
		const order: Order = { contender: 'importFaulty', leads: 10_000, target };
		await contender.ask(order);
		const measured = await contender.ask({ ...order, leads });
		await Promise.all([contender.end(), emulator.end()]);
		if (measured.kind === 'failed') throw new Error(measured.message);
		const { peakMb, ms } = measured;
		const numbersMb = (leads * BYTES_A_NUMBER) / 1e6;
		const isWithin = peakMb <= MAX_MB + numbersMb;
		process.stdout.write(
			`${leads.toLocaleString('en-US')} rows: ${Math.round(peakMb)} MB above the idle engine, of which at most ${numbersMb} MB are numbers; ${Math.round(ms / 1000)} s${isWithin ? '' : ' (too much)'}\n`,
		);
		if (!isWithin) process.exitCode = 1;
	}
}

void main();
