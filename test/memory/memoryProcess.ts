import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { CompiledProgram } from '../crash/program';
import type { MemoryOrder, MemoryReport } from './memoryProgram';

/** Collections come often, so that the peak of a run is not missed. */
const OFTEN = ['--expose-gc', '--max-semi-space-size=2'];

/**
 * V8 compiles code, and throws it away, when it sees fit; without that the heap is the same after each
 * run to a few kilobytes.
 */
const STEADY = [
	'--expose-gc',
	'--no-opt',
	'--no-sparkplug',
	'--no-lazy-feedback-allocation',
	'--no-flush-bytecode',
];

/** Measures in a process of its own, where nothing but n8n, the node and the items is on the heap. */
export async function measureInProcess(
	{ file, env }: CompiledProgram,
	order: MemoryOrder,
): Promise<MemoryReport> {
	const execArgv = order.kind === 'repeated' ? STEADY : OFTEN;
	const child = fork(file, { env, execArgv });
	let report: MemoryReport | undefined;
	child.once('message', (message: MemoryReport) => {
		report = message;
	});
	child.send(order);
	await once(child, 'exit');
	if (report === undefined) throw new Error('The process ended without a report');
	return report;
}
