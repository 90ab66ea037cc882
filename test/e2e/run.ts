/**
 * `npm run test:e2e`: gets what the tests need, then hands over to jest. `--all` tries every n8n, and queue mode. Any
 * other argument goes to jest.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CHROMIUM, POSTGRES, provide, REDIS } from './debian';
import { installation } from './n8n/installation';
import { releasesToTry } from './n8n/releases';

/** Our own flag; the tests read a variable. */
const ALL = '--all';

async function main(args: string[]): Promise<number> {
	if (args.includes(ALL)) process.env.E2E_ALL = 'true';
	const jestArgs = args.filter((arg) => arg !== ALL);
	const queue = process.env.E2E_ALL === 'true' ? [REDIS, POSTGRES] : [];
	provide([CHROMIUM, ...queue], console.log);
	for (const release of releasesToTry()) await installation(release, console.log);
	const jest = [require.resolve('jest/bin/jest'), '--config', join(__dirname, 'jest.config.mjs')];
	return spawnSync(process.execPath, [...jest, ...jestArgs], { stdio: 'inherit' }).status ?? 1;
}

main(process.argv.slice(2)).then(
	(exitCode) => {
		process.exitCode = exitCode;
	},
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 2;
	},
);
