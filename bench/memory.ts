/** Prints the memory that Import File takes, and fails where it is too much. */
import { MEMORY_ROWS, measureImportMemory } from './importMemory';

async function main(): Promise<void> {
	for (const rows of MEMORY_ROWS) {
		const { peakMb, mostMb, ms } = await measureImportMemory(rows);
		const isWithin = peakMb <= mostMb;
		process.stdout.write(
			`${rows.toLocaleString('en-US')} rows: ${Math.round(peakMb)} MB above the idle engine of at most ${mostMb} MB; ${Math.round(ms / 1000)} s${isWithin ? '' : ' (too much)'}\n`,
		);
		if (!isWithin) process.exitCode = 1;
	}
}

void main();
