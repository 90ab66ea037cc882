import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type N8nRelease, NODE_VERSION } from './releases';

const run = promisify(execFile);

/** An n8n on this machine, with the Node that runs it. */
export interface Installation {
	version: string;
	/** Its `node_modules`. */
	modules: string;
	/** The Node executable. */
	node: string;
	/** n8n's command, to be run by that Node. */
	command: string;
}

const cacheFolder = join(
	process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
	'n8n-nodes-eso-leads',
);

/** The release, where it is in the cache already. */
export function cachedInstallation({ version }: N8nRelease): Installation | undefined {
	const folder = getFolder(version);
	return existsSync(folder) ? installedIn(folder, version) : undefined;
}

function getFolder(version: string): string {
	return join(cacheFolder, `n8n-${version}-node-${NODE_VERSION}`);
}

/**
 * The release, installed into the user's cache folder unless it is there already; `say` hears what is downloaded.
 * A folder bears the release's name only when all is in it, so that an interrupted installation leaves nothing half done.
 * @throws Error with what npm printed.
 */
export async function installation(
	release: N8nRelease,
	say: (line: string) => void,
): Promise<Installation> {
	const cached = cachedInstallation(release);
	if (cached !== undefined) return cached;
	const folder = getFolder(release.version);
	say(`Downloading n8n ${release.version} and Node ${NODE_VERSION} into ${folder}:`);
	say('about 500 MB from the npm registry, 2 to 3 GB on disk, 3 to 10 minutes, once.');
	await install(release, folder);
	return installedIn(folder, release.version);
}

async function install(release: N8nRelease, folder: string): Promise<void> {
	await removeAbandoned();
	const unfinished = `${folder}.${process.pid}.unfinished`;
	await mkdir(unfinished, { recursive: true });
	const dependencies = { n8n: release.version, [nodePackage]: NODE_VERSION };
	const manifest = { private: true, dependencies, overrides: release.overrides };
	await writeFile(join(unfinished, 'package.json'), JSON.stringify(manifest));
	// Some dependencies' install scripts need compilers or addresses of their own. n8n runs without them, but for its database.
	await npm(unfinished, 'install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund');
	await npm(unfinished, 'rebuild', 'sqlite3', '--ignore-scripts=false');
	await rename(unfinished, folder);
}

/** What the npm package `node` installs by a script. */
const nodePackage = `node-${process.platform}-${process.arch}`;

async function npm(cwd: string, ...args: string[]): Promise<void> {
	await run('npm', ['--loglevel=error', ...args], { cwd, maxBuffer: 100_000_000 });
}

/** Removes what installers left behind that are no longer alive. */
async function removeAbandoned(): Promise<void> {
	await mkdir(cacheFolder, { recursive: true });
	for (const name of await readdir(cacheFolder)) {
		const owner = /\.(\d+)\.unfinished$/.exec(name)?.[1];
		if (owner === undefined || isAlive(Number(owner))) continue;
		await rm(join(cacheFolder, name), { recursive: true });
	}
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

function installedIn(folder: string, version: string): Installation {
	const modules = join(folder, 'node_modules');
	return {
		version,
		modules,
		node: join(modules, nodePackage, 'bin', 'node'),
		command: join(modules, 'n8n', 'bin', 'n8n'),
	};
}
