import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import { waitFor } from '../waiting';
import { atExit } from './atExit';

export interface Program extends Pick<SpawnOptions, 'env' | 'cwd' | 'uid' | 'gid'> {
	/** What to call it in messages. */
	name: string;
	command: string;
	args: readonly string[];
	/** It prints a line like this when it is ready. */
	readyLine: RegExp;
}

/** A program that runs until it is stopped. */
export interface RunningProgram {
	/** All that it has printed so far. */
	readonly printed: string;
	/** Asks it to end, and resolves when it is gone. SIGKILL ends it on the spot, as a power cut would. */
	stop(signal?: NodeJS.Signals): Promise<void>;
}

const READY_SECONDS = 240;
/** n8n gives running executions 30 seconds to end. */
const STOP_SECONDS = 40;

/**
 * Starts a program, and resolves when it is ready. It does not outlive this process.
 * @throws Error with the last that it printed, if it ends before, or is not ready in four minutes.
 */
export async function startProgram(program: Program): Promise<RunningProgram> {
	const { name, command, args, readyLine, ...options } = program;
	const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	const forget = atExit(() => child.kill('SIGKILL'));
	child.once('close', forget);
	const lines: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		createInterface(stream).on('line', (line) => lines.push(line));
	}
	try {
		await untilReady(child, () => lines.some((line) => readyLine.test(line)));
	} catch (cause) {
		await stopped(child, 'SIGKILL');
		throw new Error(`${name} did not start:\n${lines.slice(-50).join('\n')}`, { cause });
	}
	return {
		get printed() {
			return lines.join('\n');
		},
		stop: async (signal = 'SIGTERM') => await stopped(child, signal),
	};
}

async function untilReady(child: ChildProcess, isReady: () => boolean): Promise<void> {
	let failure: Error | undefined;
	child.once('error', (error) => {
		failure = error;
	});
	await waitFor('a program to be ready', READY_SECONDS, async () => {
		if (failure !== undefined) throw failure;
		if (hasEnded(child)) throw new Error(`It ended with ${child.signalCode ?? child.exitCode}`);
		return isReady() || undefined;
	});
}

async function stopped(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.pid === undefined || hasEnded(child)) return;
	await new Promise<void>((resolve) => {
		const impatient = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
		child.once('exit', () => {
			clearTimeout(impatient);
			resolve();
		});
		child.kill(signal);
	});
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
	return exitCode !== null || signalCode !== null;
}
