import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
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
	child.once(
		'exit',
		atExit(() => child.kill('SIGKILL')),
	);
	const lines: string[] = [];
	try {
		await new Promise<void>((resolve, reject) => {
			const late = () => reject(new Error(`it is not ready after ${READY_SECONDS} s`));
			const timer = setTimeout(late, READY_SECONDS * 1000);
			child.once('error', reject);
			child.once('exit', (code, signal) => reject(new Error(`it ended with ${signal ?? code}`)));
			for (const stream of [child.stdout, child.stderr]) {
				createInterface(stream).on('line', (line) => {
					lines.push(line);
					if (!readyLine.test(line)) return;
					clearTimeout(timer);
					resolve();
				});
			}
		});
	} catch (cause) {
		await stopped(child, 'SIGKILL');
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new Error(`${name}: ${reason}\n${lines.slice(-50).join('\n')}`, { cause });
	}
	return {
		get printed() {
			return lines.join('\n');
		},
		stop: async (signal = 'SIGTERM') => await stopped(child, signal),
	};
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
