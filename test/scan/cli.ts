import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { judgeContents } from './contents';
import { type Leg, scanFiles } from './leg';
import { filesNamedByManifest } from './manifest';
import { packAndUnpack } from './tarball';

// n8n's scan before publishing and without the network: the official command takes only a package that is on the registry, and
// exits with 0 even when it finds something.
const ROOT = path.join(__dirname, '..', '..');

async function main(): Promise<void> {
	const legs = [await scanFiles('sources', ROOT), ...(await tarballLegs())];
	for (const { name, passed, details } of legs) {
		process.stdout.write(`${passed ? 'PASS' : 'FAIL'} ${name}\n`);
		if (details !== '') process.stdout.write(`${indented(details)}\n`);
	}
	if (legs.some(({ passed }) => !passed)) process.exitCode = 1;
}

async function tarballLegs(): Promise<Leg[]> {
	if (!existsSync(path.join(ROOT, 'dist'))) {
		const details = 'there is no dist folder: build the package first (npm run build)';
		return [
			{ name: 'tarball', passed: false, details },
			{ name: 'contents', passed: false, details },
		];
	}
	const temporary = mkdtempSync(path.join(tmpdir(), 'eso-leads-scan-'));
	try {
		const tarball = packAndUnpack(ROOT, temporary);
		return [
			await scanFiles('tarball', tarball.dir, ['**/*.js', 'package.json']),
			judgeContents(tarball, filesNamedByManifest(ROOT)),
		];
	} finally {
		rmSync(temporary, { recursive: true, force: true });
	}
}

function indented(text: string): string {
	return text.trim().replace(/^(?=.)/gm, '  ');
}

void main();
