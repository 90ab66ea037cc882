import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from '../programs/atExit';
import { freePorts } from '../programs/freePorts';
import { startProgram } from '../programs/program';
import { installPackage } from './communityPackage';
import { n8nEnvironment } from './environment';
import type { Installation } from './installation';

/** A running n8n process, with the package installed and a user folder of its own. */
export interface N8nProcess {
	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	url: string;
	userFolder: string;
	/** What n8n has written to its log so far. */
	readonly log: string;
	/** Ends it, and removes all that it has stored. SIGKILL ends it on the spot, as a power cut would. */
	close(signal?: NodeJS.Signals): Promise<void>;
}

/** What differs from one n8n to another, by the names of n8n's environment variables. */
export type N8nSettings = Readonly<Record<string, string>>;

/** Puts the package into a user folder. */
export type Install = (userFolder: string) => void;

/**
 * Starts an n8n with its editor on a free loopback port; `settings` come on top of those of every n8n here.
 * @param install how the package gets there; as n8n itself does it, unless another way is to be tried.
 */
export async function startN8n(
	installation: Installation,
	settings: N8nSettings = {},
	install: Install = installPackage,
): Promise<N8nProcess> {
	return await start(installation, ['start'], /Editor is now accessible via/, settings, install);
}

/** Starts a worker of queue mode that runs up to `concurrency` executions at the same time. */
export async function startWorker(
	installation: Installation,
	settings: N8nSettings,
	concurrency: number,
): Promise<N8nProcess> {
	const args = ['worker', `--concurrency=${concurrency}`];
	return await start(installation, args, /n8n worker is now ready/, settings, installPackage);
}

async function start(
	installation: Installation,
	args: readonly string[],
	readyLine: RegExp,
	settings: N8nSettings,
	install: Install,
): Promise<N8nProcess> {
	const userFolder = mkdtempSync(join(tmpdir(), 'eso-n8n-'));
	const removeUserFolder = () =>
		rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
	try {
		install(userFolder);
		const [port = 0, brokerPort = 0] = await freePorts(2);
		const program = await startProgram({
			name: `n8n ${installation.version} ${args[0]}`,
			command: installation.node,
			args: [installation.command, ...args],
			env: { ...n8nEnvironment(userFolder, { port, brokerPort }), ...settings },
			cwd: userFolder,
			readyLine,
		});
		const forget = atExit(removeUserFolder);
		return {
			url: `http://127.0.0.1:${port}`,
			userFolder,
			get log() {
				return program.printed;
			},
			async close(signal) {
				await program.stop(signal);
				forget();
				removeUserFolder();
			},
		};
	} catch (error) {
		removeUserFolder();
		throw error;
	}
}
