/** Prints the memory that Import File takes, and fails where it is too much. */
import { describeRejected, MEMORY_PLAN, measureImportMemory } from './importMemory';

async function main(): Promise<void> {
	for (const file of MEMORY_PLAN) {
		const { peakMb, mostMb, ms } = await measureImportMemory(file);
		const isWithin = peakMb <= mostMb;
		process.stdout.write(
			`${file.rows.toLocaleString('en-US')} rows, rejected ${describeRejected(file)}: ${Math.round(peakMb)} MB above the idle engine of at most ${mostMb} MB; ${Math.round(ms / 1000)} s${isWithin ? '' : ' (too much)'}\n`,
		);
		if (!isWithin) process.exitCode = 1;
	}
}

void main();
