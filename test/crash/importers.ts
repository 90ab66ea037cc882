import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ImportNews, ImportOrder, ImportReport } from './importProgram';
import type { CompiledProgram } from './program';

/** A process that has loaded n8n and can import once. */
export interface Importer {
	/** Gives the order; resolves when the process is gone. */
	run(order: ImportOrder): Promise<ImportEnd>;
	/** Ends the process on the spot, as a power cut would: nothing in it gets to clean up. */
	kill(): void;
}

export interface ImportEnd {
	/** Absent where the process did not live to give it. */
	report: ImportReport | undefined;
	/** What killed the process. */
	signal: NodeJS.Signals | null;
}

interface Started {
	child: ChildProcess;
	/** False where the process ended instead. */
	loaded: Promise<boolean>;
}

/** Each takes seconds to load n8n: these are started while others import. */
const STARTED_AHEAD = 2;

/** A line of `count` importers, each a process of its own. */
export class Importers {
	private readonly waiting: Started[] = [];

	constructor(
		private readonly program: CompiledProgram,
		private count: number,
	) {
		for (let ahead = 0; ahead < STARTED_AHEAD; ahead += 1) this.startOne();
	}

	/** The next importer, loaded. */
	async next(): Promise<Importer> {
		const started = this.waiting.shift();
		this.startOne();
		if (started === undefined || !(await started.loaded)) throw new Error('No importer came up');
		const { child } = started;
		return { kill: () => child.kill('SIGKILL'), run: async (order) => await runIn(child, order) };
	}

	/** Ends those that nobody asked for. */
	close(): void {
		for (const { child } of this.waiting) child.kill('SIGKILL');
	}

	private startOne(): void {
		if (this.count === 0) return;
		this.count -= 1;
		const { file, env } = this.program;
		const child = spawn(process.execPath, [file], {
			env,
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		});
		const loaded = new Promise<boolean>((resolve) => {
			child.once('message', () => resolve(true));
			child.once('exit', () => resolve(false));
		});
		this.waiting.push({ child, loaded });
	}
}

async function runIn(child: ChildProcess, order: ImportOrder): Promise<ImportEnd> {
	let report: ImportReport | undefined;
	child.on('message', (news: ImportNews) => {
		if (news.kind === 'ended') report = news;
	});
	const exit = once(child, 'close');
	child.send(order);
	const [, signal] = await exit;
	return { report, signal };
}
