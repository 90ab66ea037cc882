import { cpus, loadavg } from 'node:os';
import type { Cell } from './comparison';
import type { ContenderName } from './contenders';
import { NODE_VERSION } from '../test/e2e/n8n/releases';
import { type FileCost, toFileTable } from './fileKinds';
import { describeRejected, type ImportMemory } from './importMemory';
import { type NumberCost, toNumberTable } from './numberKinds';
import { type LimitedRunCost, writeLimitedReport } from './rateLimits';
import type { ServerCell } from './server';
import { STALL_RUNS, type Stall } from './stalls';

/** All that the report is about, as far as it is measured. */
export interface Measured {
	cells: Cell[];
	serverCells: ServerCell[];
	memory: ImportMemory[];
	stalls: Stall[];
	numbers: NumberCost[];
	files: FileCost[];
	limits: LimitedRunCost[];
}

/** How the report calls the contenders. */
export const TITLES: Readonly<Record<ContenderName, string>> = {
	floor: 'Floor: a bare script that posts ready batches',
	bulkCreate: 'E-so Leads: Bulk Create',
	importFile: 'E-so Leads: Import File',
	importFaulty: 'E-so Leads: Import File, with faults',
	importRejected: 'E-so Leads: Import File, rejected rows in a file',
	oldBulkCreate: 'E-so Leads 0.1.0: Bulk Create',
	oldImportFile: 'E-so Leads 0.1.0: Import File',
	expressions: 'Bulk Create, parameters by expressions',
	refusedNumbers: 'Bulk Create, every number refused',
	updates: 'Update, parameters by expressions',
	expert: 'Code packs all → HTTP Request, all at once',
	loop: 'Loop Over Items (500) → Code → HTTP Request',
	single: 'HTTP Request for each lead',
};

const HEAD = `| latency | leads | contender | time | a lead | × floor | × 0.1.0 | requests | memory | rounds |
| --: | --: | :-- | --: | --: | --: | --: | --: | --: | --: |`;

/** A line of the table. */
export function toRow(cell: Cell): string {
	const { latencyMs, leads, contender, ms, toFloor, toOld, requests, peakMb, rounds } = cell;
	const columns = [
		`${latencyMs} ms`,
		leads.toLocaleString('en-US'),
		TITLES[contender],
		`${(ms / 1_000).toFixed(2)} s`,
		`${((ms / leads) * 1_000).toFixed(1)} µs`,
		toFloor.toFixed(2),
		toOld?.toFixed(2) ?? '',
		requests.toLocaleString('en-US'),
		`${Math.round(peakMb)} MB`,
		String(rounds),
	];
	return `| ${columns.join(' | ')} |`;
}

/** A line of the server's table. */
export function toServerRow(cell: ServerCell): string {
	const { leads, contender, ms, toFloor, toBulkCreate, requests, rounds } = cell;
	const columns = [
		leads.toLocaleString('en-US'),
		contender === 'nothing' ? 'The webhook alone' : TITLES[contender],
		`${(ms / 1_000).toFixed(2)} s`,
		toFloor.toFixed(2),
		toBulkCreate.toFixed(2),
		requests.toLocaleString('en-US'),
		String(rounds),
	];
	return `| ${columns.join(' | ')} |`;
}

const SERVER_HEAD = `| leads | contender | time | × floor | × Bulk Create | requests | rounds |
| --: | :-- | --: | --: | --: | --: | --: |`;

function writeServerReport(cells: readonly ServerCell[]): string {
	if (cells.length === 0) return '';
	return `
## In a real n8n

The same workflows in an n8n server (Node ${NODE_VERSION}) with its task runner, as people run them, at 100 ms latency. The leads arrive at a webhook
that answers when the last node is done; what the webhook takes by itself is part of every time.

${SERVER_HEAD}
${cells.map(toServerRow).join('\n')}
`;
}

/** A line of the memory's table. */
export function toMemoryRow(memory: ImportMemory): string {
	const columns = [
		memory.rows.toLocaleString('en-US'),
		describeRejected(memory),
		`${Math.round(memory.peakMb)} MB`,
		`${Math.round(memory.mostMb)} MB`,
		`${Math.round(memory.ms / 1_000)} s`,
	];
	return `| ${columns.join(' | ')} |`;
}

function writeMemoryReport(memory: readonly ImportMemory[]): string {
	if (memory.length === 0) return '';
	return `
## Import File's memory

Files of 36 bytes a row on n8n's disk, one request in fifty failing: the most that the process took above the idle
engine, and what it may take (250 MB, and 16 bytes for each number that is remembered). One run each.

| rows | rejected | memory | at most | time |
| --: | :-- | --: | --: | --: |
${memory.map(toMemoryRow).join('\n')}
`;
}

/** A line of the table of stalls. */
export function toStallRow({ contender, leads, stallMs, ms }: Stall): string {
	const columns = [
		TITLES[contender].replace('E-so Leads: ', ''),
		leads.toLocaleString('en-US'),
		`${Math.round(stallMs)} ms`,
		`${(ms / 1_000).toFixed(1)} s`,
	];
	return `| ${columns.join(' | ')} |`;
}

function writeStallReport(stalls: readonly Stall[]): string {
	if (stalls.length === 0) return '';
	return `
## How long n8n stands still

The longest stretch without a tick of the event loop (\`monitorEventLoopDelay\`) while a run goes on, the engine's own work
included; the shortest of ${STALL_RUNS} runs, since whatever else the machine does can only make it longer.

| run | items or rows | longest stretch | time |
| :-- | --: | --: | --: |
${stalls.map(toStallRow).join('\n')}
`;
}

function writeNumberReport(numbers: readonly NumberCost[]): string {
	if (numbers.length === 0) return '';
	return `
## Reading a number

By the kind of cell, all of them in turn: what a number takes, how many times as long as a plain one, and as libphonenumber-js alone
takes for a plain one. A readable kind may take four times as long as that, a refused one eleven times (\`npm run bench:numbers\`).

${toNumberTable(numbers)}
`;
}

function writeFileReport(files: readonly FileCost[]): string {
	if (files.length === 0) return '';
	return `
## Reading a file

By the kind of file, without sending: each may take twice the time of a file in quotes, and ten times the columns twenty times
as long (\`npm run bench:files\`).

${toFileTable(files)}
`;
}

/** docs/performance.md, from what was measured. */
export function toReport({
	cells,
	serverCells,
	memory,
	stalls,
	numbers,
	files,
	limits,
}: Measured): string {
	return `# Performance

Written by \`npm run bench\`; do not edit. Every contender brings the same leads to the same emulator, in n8n's own engine with
the real nodes, round after round in turn; the figures are medians of the rounds. _Floor_ is a bare script with four
lanes whose batches lie ready: what the network and the emulator cost. The node begins with four lanes and widens to ten. _× 0.1.0_ is
the time by that of version 0.1.0 in the same round. _Memory_ is the most that a process of its own took above what it
had before the run. The workflows around the HTTP Request take the last ten digits for the number, check nothing and report nothing; their
Code node runs inside the engine, where a server of n8n sends its items to a task runner and back: that is the second table. The
expert's workflow sends all its requests at once, so that it can be faster than four lanes: a rate limit would meet it.
_HTTP Request for each lead_ sends 50 at a time (_Batching_),
without which some connections break.

This time: Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), a load average of ${loadavg()[0]?.toFixed(1) ?? '?'} at the end. On a machine that others use,
the ratios tell more than the seconds.

## In the engine

![Time by the floor's](images/performance.svg)

${HEAD}
${cells.map(toRow).join('\n')}
${writeServerReport(serverCells)}${writeLimitedReport(limits)}${writeMemoryReport(memory)}${writeStallReport(stalls)}${writeNumberReport(numbers)}${writeFileReport(files)}`;
}
