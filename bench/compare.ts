/**
 * Measures this node beside the workflows that people build, in the same engine against the same
 * emulator, and writes docs/performance.md with its picture. `--quick` measures a few cells and writes
 * nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartOf } from './chart';
import { compare, type Cell, type Plan } from './comparison';
import { hasPeers } from './peers';
import { reportOf, rowOf } from './report';

const isQuick = process.argv.includes('--quick');
const ROUNDS = 5;

/** `--most=100000` leaves out the larger sizes. */
const most = Number(process.argv.find((word) => word.startsWith('--most='))?.slice(7) ?? 1_000_000);

const plan: Plan = {
	latencies: isQuick ? [0, 100] : [0, 20, 100],
	sizes: (isQuick ? [10_000] : [1_000, 10_000, 100_000, 1_000_000])
		.filter((leads) => leads <= most)
		.map((leads) => ({ leads, rounds: ROUNDS })),
	contenders: hasPeers
		? ['floor', 'bulkCreate', 'importFile', 'expert', 'loop', 'single']
		: ['floor', 'bulkCreate', 'importFile'],
	takesPart(contender, leads, latencyMs) {
		// With a million leads and 100 ms the network alone takes 50 seconds a round.
		if (leads > 100_000 && latencyMs > 0) return false;
		// It takes several milliseconds a lead, and its requests all start at once.
		if (contender === 'single') return leads <= 1_000 && !isQuick;
		if (contender === 'loop') return leads <= 100_000;
		return contender !== 'expert' || leads <= 100_000;
	},
};

async function main(): Promise<void> {
	if (!hasPeers)
		process.stdout.write('No n8n is kept on this machine: its own nodes are left out.\n');
	const cells: Cell[] = [];
	await compare(plan, (measured) => {
		cells.push(...measured);
		process.stdout.write(`${measured.map(rowOf).join('\n')}\n`);
		if (!isQuick) writeReport(cells);
	});
}

/** After each step, since all of them take an hour. */
function writeReport(cells: readonly Cell[]): void {
	const docs = join(__dirname, '../docs');
	mkdirSync(join(docs, 'images'), { recursive: true });
	writeFileSync(join(docs, 'performance.md'), reportOf(cells));
	writeFileSync(join(docs, 'images/performance.svg'), chartOf(cells));
}

void main();
