import type { INode, Logger } from 'n8n-workflow';
import { startProgressLog } from '../../../../nodes/EsoLeads/operations/shared/bulkRun';
import { createVirtualClock } from '../../../support/delivery/virtualClock';
import { createBatch } from '../../../support/report/batchOutcomes';

const NEVER = new AbortController().signal;

function begin(seen: () => number) {
	const clock = createVirtualClock();
	const lines: string[] = [];
	const logger = { info: (line: string) => lines.push(line) } as unknown as Logger;
	const node = { name: 'Import customers' } as INode;
	const log = startProgressLog(
		{ logger, getNode: () => node },
		{ clock, random: () => 0, cancelled: NEVER, post: async () => await new Promise(() => {}) },
		seen,
	);
	return { clock, lines, log };
}

test('a run that takes long says in the log every ten seconds how far it has come', async () => {
	const { clock, lines, log } = begin(() => 12_500);
	await clock.pass(9_000);
	expect(lines).toEqual([]);
	log.settle(createBatch(['accepted', 'accepted', 'refused']));
	await clock.pass(2_000);
	expect(lines).toEqual([
		'Import customers: 2 of 12,500 leads read so far accepted in 1 batch; 0 waits for E-so',
	]);
	await clock.pass(20_000);
	expect(lines).toHaveLength(3);
	log.end();
	await clock.pass(60_000);
	expect(lines).toHaveLength(3);
});

test('what it waits for is in the line, also while it waits', async () => {
	const { clock, lines, log } = begin(() => 1);
	const waiting = log.ports.clock.wait(15_000, NEVER);
	await clock.pass(11_000);
	expect(lines[0]).toContain('1 wait for E-so, waiting now');
	await waiting;
	await log.ports.clock.wait(0, NEVER);
	await clock.pass(10_000);
	expect(lines[1]).toMatch(/1 wait for E-so$/);
	log.end();
});
