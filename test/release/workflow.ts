import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod/v4';
import { root } from '../support/docs/pages';
import type { Sandbox } from '../support/docs/sandbox';

/** The workflow that publishes, in `.github/workflows`. */
export const PUBLISH = 'publish.yml';

const jobSchema = z.object({
	environment: z.string().optional(),
	permissions: z.record(z.string(), z.string()),
	steps: z.array(z.looseObject({ uses: z.string().optional(), run: z.string().optional() })),
});

/** What of the job that publishes decides what it may, and the commands that it runs. */
export interface PublishJob {
	environment: string | undefined;
	permissions: Readonly<Record<string, string>>;
	commands: string[];
}

/** Only GitHub and the public log of signatures can do this, neither of which is here. */
const SIGNING = ' --provenance';

/** Reads the workflow as it stands, but for `npm ci`, which is tried elsewhere, and the signature. */
export function readPublishJob(): PublishJob {
	const text = readFileSync(join(root, '.github/workflows', PUBLISH), 'utf8');
	const workflow = z.object({ jobs: z.object({ publish: jobSchema }) }).parse(parse(text));
	const { environment, permissions, steps } = workflow.jobs.publish;
	const commands = steps.flatMap(({ run }) => (run === undefined ? [] : run));
	if (!commands.some((command) => command.includes(SIGNING)))
		throw new Error(`${PUBLISH} publishes without a signature, which n8n demands`);
	return {
		environment,
		permissions,
		commands: commands
			.filter((command) => command !== 'npm ci')
			.map((command) => command.replace(SIGNING, '')),
	};
}

/** The first npm that can publish without a token. */
const TRUSTED_PUBLISHING = { major: 11, minor: 5, patch: 1 };

/**
 * The PATH of a runner. Where npm is older than the one that the workflow's Node brings, one that can just publish without a
 * token is put in front: the only download here.
 */
export function getRunnersPath({ folder }: Sandbox): string {
	const path = process.env.PATH ?? '';
	const version = execFileSync('npm', ['--version'], { encoding: 'utf8' });
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const needed = TRUSTED_PUBLISHING;
	if (major > needed.major || (major === needed.major && minor > needed.minor)) return path;
	const npm = `npm@${needed.major}.${needed.minor}.${needed.patch}`;
	const prefix = join(folder, 'npm');
	execFileSync('npm', ['install', '--prefix', prefix, npm], { cwd: folder, stdio: 'pipe' });
	return `${join(prefix, 'node_modules/.bin')}:${path}`;
}
