/**
 * Measures this node beside the workflows that people build, in the same engine against the same
 * emulator, and writes docs/performance.md with its picture. `--quick` runs each of them once with 1,000 leads, to see that all
 * of it works, and writes nothing; `--old=FOLDER` measures the build of an older checkout in turn with this one, and `--stalls` only how long n8n
 * stands still.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawChart } from './chart';
import { compare, type Plan } from './comparison';
import { measureFiles, QUICK_MEGABYTES, toFileTable } from './fileKinds';
import { MEMORY_PLAN, measureImportMemory } from './importMemory';
import { measureNumbers, toNumberTable } from './numberKinds';
import { hasPeers } from './peers';
import { measureRateLimits, toLimitedRow } from './rateLimits';
import { toMemoryRow, toReport, toRow, toServerRow, toStallRow, type Measured } from './report';
import { compareInServer } from './server';
import { measureStall, STALL_PLAN, type Stall } from './stalls';

const isQuick = process.argv.includes('--quick');
const ROUNDS = isQuick ? 1 : 5;
/** Of the slow ones, which take minutes a round. */
const PEER_ROUNDS = 3;

/** `--most=100000` leaves out the larger sizes. */
const most = Number(process.argv.find((word) => word.startsWith('--most='))?.slice(7) ?? 1_000_000);

const oldPackage = process.argv.find((word) => word.startsWith('--old='))?.slice(6);

const sizes = (isQuick ? [1_000] : [1_000, 10_000, 100_000, 1_000_000]).filter(
	(leads) => leads <= most,
);

const plan: Plan = {
	latencies: isQuick ? [0] : [0, 100],
	sizes,
	oldPackage,
	contenders: [
		'floor',
		'bulkCreate',
		'importFile',
		...(oldPackage === undefined ? [] : (['oldBulkCreate', 'oldImportFile'] as const)),
		...(hasPeers ? (['expert', 'loop', 'single'] as const) : []),
	],
	rounds(contender, leads, latencyMs) {
		if (contender === 'single') {
			// It takes five milliseconds a lead.
			if (leads > 10_000) return 0;
			return leads > 1_000 ? 1 : ROUNDS;
		}
		const isPeer = contender === 'loop' || contender === 'expert';
		if (leads <= 100_000) return isPeer && leads > 10_000 ? PEER_ROUNDS : ROUNDS;
		// With a million leads the network alone takes 50 seconds a round at 100 ms, and the loop four minutes.
		if (latencyMs > 0) return isPeer ? 0 : 1;
		return isPeer || contender === 'importFile' || contender === 'oldImportFile' ? 1 : ROUNDS;
	},
};

/** Within a server: where most people are, and where it is over within minutes. */
const SERVER_LATENCY_MS = 100;
/** With 100,000 leads the loop alone takes two minutes a round. */
const toServerRounds = (leads: number) => (leads > 10_000 ? 1 : PEER_ROUNDS);
const serverSizes = [10_000, 100_000].filter((leads) => sizes.includes(leads));

async function main(): Promise<void> {
	if (!hasPeers)
		process.stdout.write(
			'No n8n is kept on this machine, which `npm run test:e2e` would get: its own nodes, and the server, are left out.\n',
		);
	const measured: Measured = {
		cells: [],
		serverCells: [],
		memory: [],
		stalls: [],
		numbers: [],
		files: [],
		limits: [],
	};
	const say = (lines: readonly string[]) => {
		process.stdout.write(`${lines.join('\n')}\n`);
		// After each step, since all of them take an hour.
		if (!isQuick) writeReport(measured);
	};
	if (process.argv.includes('--stalls')) return await measureStalls(({ row }) => console.log(row));
	measured.numbers = measureNumbers();
	say([toNumberTable(measured.numbers)]);
	measured.files = await measureFiles(isQuick ? QUICK_MEGABYTES : undefined);
	say([toFileTable(measured.files)]);
	await compare(plan, (cells) => {
		measured.cells.push(...cells);
		say(cells.map(toRow));
	});
	if (hasPeers && !isQuick)
		await compareInServer(SERVER_LATENCY_MS, serverSizes, toServerRounds, (cells) => {
			measured.serverCells.push(...cells);
			say(cells.map(toServerRow));
		});
	if (!isQuick)
		await measureRateLimits(oldPackage, (cost) => {
			measured.limits.push(cost);
			say([toLimitedRow(cost)]);
		});
	if (!isQuick)
		await measureStalls(({ stall, row }) => {
			measured.stalls.push(stall);
			say([row]);
		});
	for (const file of isQuick ? [] : MEMORY_PLAN) {
		const memory = await measureImportMemory(file);
		measured.memory.push(memory);
		say([toMemoryRow(memory)]);
	}
}

async function measureStalls(tell: (seen: { stall: Stall; row: string }) => void): Promise<void> {
	for (const planned of STALL_PLAN) {
		const stall = await measureStall(planned);
		if (stall !== undefined) tell({ stall, row: toStallRow(stall) });
	}
}

function writeReport(measured: Measured): void {
	const docs = join(__dirname, '../docs');
	mkdirSync(join(docs, 'images'), { recursive: true });
	writeFileSync(join(docs, 'performance.md'), toReport(measured));
	writeFileSync(join(docs, 'images/performance.svg'), drawChart(measured.cells));
}

void main();
