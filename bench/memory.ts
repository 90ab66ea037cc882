/** Prints the memory that Import File takes, and fails where it is too much. `--quick` takes files of 20,000 rows. */
import { describeRejected, MEMORY_PLAN, measureImportMemory } from './importMemory';

const isQuick = process.argv.includes('--quick');
const plan = isQuick ? MEMORY_PLAN.map((file) => ({ ...file, rows: 20_000 })) : MEMORY_PLAN;

async function main(): Promise<void> {
	for (const file of plan) {
		const { peakMb, mostMb, ms } = await measureImportMemory(file);
		const isWithin = peakMb <= mostMb;
		process.stdout.write(
			`${file.rows.toLocaleString('en-US')} rows, rejected ${describeRejected(file)}: ${Math.round(peakMb)} MB above the idle engine of at most ${mostMb} MB; ${Math.round(ms / 1000)} s${isWithin ? '' : ' (too much)'}\n`,
		);
		if (!isWithin) process.exitCode = 1;
	}
}

void main();
