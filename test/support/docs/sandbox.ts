import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from './pages';

/** What does not belong to the repository. */
const LEFT_OUT = ['.git', 'node_modules', 'dist', 'reports', '.stryker-tmp'];

/** A place away from this repository, in which commands can do what they like. */
export interface Sandbox {
	folder: string;
	/** The home folder of all that runs here: npm's settings, its cache, its tokens. */
	home: string;
	remove(): void;
}

/** Makes an empty sandbox. */
export function makeSandbox(): Sandbox {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'eso-sandbox-')));
	const home = join(folder, 'home');
	mkdirSync(home);
	return { folder, home, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The environment of a person at a shell of the sandbox: of this process's own, which npm has filled, only the PATH. */
export function shellEnvironment({ home }: Sandbox): NodeJS.ProcessEnv {
	return {
		PATH: process.env.PATH,
		HOME: home,
		// git reads no settings of this machine, and knows who commits.
		GIT_CONFIG_GLOBAL: '/dev/null',
		GIT_CONFIG_SYSTEM: '/dev/null',
		GIT_AUTHOR_NAME: 'Asha Rao',
		GIT_AUTHOR_EMAIL: 'asha@acme.dev',
		GIT_COMMITTER_NAME: 'Asha Rao',
		GIT_COMMITTER_EMAIL: 'asha@acme.dev',
	};
}

/** Puts a copy of this repository, as it stands, into the sandbox, as the first commit of a repository of its own. */
export function checkOutCopy(sandbox: Sandbox): string {
	const folder = join(sandbox.folder, 'clone');
	cpSync(root, folder, {
		recursive: true,
		filter: (path) => path === root || !LEFT_OUT.includes(basename(path)),
	});
	const git = (...args: string[]) =>
		execFileSync('git', args, { cwd: folder, env: shellEnvironment(sandbox), stdio: 'pipe' });
	git('init', '--initial-branch=main');
	git('add', '--all');
	git('commit', '--message=What is about to be released');
	linkModules(folder);
	return folder;
}

/** In place of `npm ci`, which would download for minutes what is here already. */
export function linkModules(folder: string): void {
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}
