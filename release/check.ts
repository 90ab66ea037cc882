/**
 * `npm run release:check -- --tag 1.2.3`: whether this checkout may be published as that version. First what takes no time
 * (version, changelog, placeholders), then lint, test, scan and a dry run of the publishing. Without `--tag` the version of
 * package.json is taken, for a rehearsal.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findReleaseProblems } from './readiness';

const ROOT = join(__dirname, '..');

const LINKING = ['nodes/EsoLeads/EsoLeads.node.json', 'credentials/EsoApi.credentials.ts'];

/** What has to succeed before a version goes out. `publish --dry-run` packs what `publish` would. */
const STEPS = [
	['run', 'lint'],
	['test'],
	['run', 'scan'],
	['publish', '--dry-run', '--ignore-scripts'],
] as const;

function read(path: string): string {
	return readFileSync(join(ROOT, path), 'utf8');
}

function main(): number {
	const { values } = parseArgs({ options: { tag: { type: 'string' } } });
	const manifest: unknown = JSON.parse(read('package.json'));
	const linking = Object.fromEntries(LINKING.map((path) => [path, read(path)]));
	const changelog = read('CHANGELOG.md');
	const problems = findReleaseProblems({ tag: values.tag, manifest, changelog, linking });
	for (const problem of problems) console.error(`NOT READY  ${problem}`);
	if (problems.length > 0) return 1;
	for (const step of STEPS) {
		const { status } = spawnSync('npm', [...step], { cwd: ROOT, stdio: 'inherit' });
		if (status !== 0) {
			console.error(`NOT READY  npm ${step.join(' ')} did not succeed`);
			return 1;
		}
	}
	console.log('READY');
	return 0;
}

process.exitCode = main();
