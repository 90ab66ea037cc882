import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod/v4';
import { packAndUnpack } from '../../scan/tarball';

const packageRoot = resolve(__dirname, '../../..');

/** What n8n passes to npm when it installs a community package. */
const NPM_FLAGS = [
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

const Manifest = z.looseObject({ name: z.string(), version: z.string() });

/**
 * Installs the built package into an n8n user folder, as n8n itself does: the packed tarball is unpacked and loses its dev
 * and peer dependencies, and npm installs what is left. n8n's own button takes tarballs from the public registry only (another
 * needs a licence), and so can try only what is published already.
 */
export function installPackage(userFolder: string): void {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	mkdirSync(nodesFolder, { recursive: true });
	const { name, version } = readManifest(packageRoot);
	const folder = join(nodesFolder, 'node_modules', name);
	mkdirSync(dirname(folder), { recursive: true });
	unpackInto(folder);

	const published = readManifest(folder);
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete published[kind];
	}
	writeJson(join(folder, 'package.json'), published);
	execFileSync('npm', ['install', ...NPM_FLAGS], { cwd: folder, stdio: 'pipe' });
	writeJson(join(nodesFolder, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [name]: version },
	});
}

function unpackInto(folder: string): void {
	const temporary = mkdtempSync(`${folder}-`);
	renameSync(packAndUnpack(packageRoot, temporary).dir, folder);
	rmSync(temporary, { recursive: true });
}

function readManifest(folder: string): z.infer<typeof Manifest> {
	return Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
}

function writeJson(path: string, value: unknown): void {
	writeFileSync(path, JSON.stringify(value, null, 2));
}
