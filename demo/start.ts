import '../test/support/engine/n8nHome';
import { relative } from 'node:path';
import { UserError } from 'n8n-workflow';
import { version as engineVersion } from 'n8n-core/package.json';
import { builtPackage } from '../test/support/engine/builtPackage';
import { runWorkflow } from '../test/support/engine/runWorkflow';
import { type Emulator, startEmulator } from '../test/emulator/emulator';
import { type Command, readCommandLine, USAGE } from './commandLine';
import { type CsvRows, readCsv, requireColumn } from './csvRows';
import { exampleWorkflow, type ExampleWorkflow } from './exampleWorkflow';
import { type NodeOutput, readNodeOutput } from './nodeOutput';
import { createProgressLine } from './progress';
import { batchTable, rejectedTable } from './resultTables';
import { checkSums } from './sums';

/** Runs what the command line asks for. Returns the exit code: 1 if the run failed or its sums do not add up. */
async function main(args: string[]): Promise<number> {
	const command = readCommandLine(args);
	if (command === 'help') {
		console.log(USAGE);
		return 0;
	}
	const csv = await readCsv(command.csvPath);
	const workflow = exampleWorkflow(command);
	requireColumn(workflow.phoneField, '--phone-field', csv);
	if (workflow.countryCodeField !== '') {
		requireColumn(workflow.countryCodeField, '--country-code-field', csv);
	}
	const progress = createProgressLine(process.stdout);
	const emulator = await startEmulator({
		latencyMs: command.latencyMs,
		onSettled: progress.tell,
	});
	try {
		await announce(command.csvPath, csv, emulator);
		const output = await send(csv, workflow, emulator);
		progress.clear();
		show(output, csv, workflow, command);
		return judge(output, csv, emulator);
	} finally {
		await emulator.close();
	}
}

async function announce(csvPath: string, { rows }: CsvRows, emulator: Emulator): Promise<void> {
	const { packageJson } = await builtPackage();
	console.log(
		`${rows.length} rows of ${relative('', csvPath)} -> E-so Leads ${packageJson.version} in n8n-core ${engineVersion} ` +
			`-> emulator of the E-so API at ${emulator.url} (nothing leaves this machine)\n`,
	);
}

async function send(
	csv: CsvRows,
	workflow: ExampleWorkflow,
	emulator: Emulator,
): Promise<NodeOutput> {
	const run = await runWorkflow({
		workflow: workflow.file,
		items: csv.rows.map((json) => ({ json })),
		credentials: { esoApi: { accessToken: emulator.token, baseUrl: emulator.url } },
	});
	return readNodeOutput(run, workflow.nodeName);
}

function show(output: NodeOutput, csv: CsvRows, workflow: ExampleWorkflow, command: Command): void {
	const view = {
		phoneField: workflow.phoneField,
		nameField: csv.columns.find((column) => /\bname\b/i.test(column)),
		lines: csv.lines,
		showsAll: command.showsAll,
		// What a terminal of unknown width is likely to hold.
		lineWidth: process.stdout.columns ?? 150,
	};
	const sections = [
		output.batches.length > 0 ? ['Batches', ...batchTable(output.batches)] : [],
		output.rejected.length > 0 ? ['Rejected', ...rejectedTable(output.rejected, view)] : [],
		output.hints,
	];
	const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
	if (texts.length > 0) console.log(texts.join('\n\n'));
}

function judge(output: NodeOutput, csv: CsvRows, emulator: Emulator): number {
	if (output.failure !== undefined) {
		console.error(`The node stopped: ${output.failure}`);
		return 1;
	}
	const { hold, lines } = checkSums({
		itemsIn: csv.rows.length,
		accepted: output.batches.reduce((sum, batch) => sum + batch.accepted, 0),
		rejected: output.rejected.length,
		stored: emulator.store.size,
	});
	console.log(`\n${lines.join('\n')}`);
	return hold ? 0 : 1;
}

main(process.argv.slice(2)).then(
	(exitCode) => {
		process.exitCode = exitCode;
	},
	(error: unknown) => {
		console.error(error instanceof UserError ? error.message : error);
		process.exitCode = 2;
	},
);
