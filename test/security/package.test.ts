import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../support/engine/builtPackage';

const manifest: Record<string, unknown> = JSON.parse(
	readFileSync(join(packageRoot, 'package.json'), 'utf8'),
);

test.each(['dependencies', 'optionalDependencies', 'bundleDependencies', 'bundledDependencies'])(
	'installing the package brings no other package along (%s)',
	(key) => {
		expect(manifest).not.toHaveProperty(key);
	},
);

test('it needs no modules but n8n’s own', () => {
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	const code = [
		'dist/nodes/EsoLeads/EsoLeads.node.js',
		'dist/credentials/EsoApi.credentials.js',
		'index.js',
	].map((file) => readFileSync(join(packageRoot, file), 'utf8'));
	const required = code.join('\n').matchAll(/\b(?:require|import)\(\s*([^)]*?)\s*\)/g);
	const names = new Set(Array.from(required, ([, name = '']) => name.slice(1, -1)));
	expect([...names].filter((name) => !name.startsWith('./')).sort()).toEqual([
		'n8n-workflow',
		'zod/v4',
	]);
});

test.each(['preinstall', 'install', 'postinstall', 'prepare'])(
	'nothing runs when it is installed (%s)',
	(script) => {
		expect(manifest.scripts).not.toHaveProperty(script);
	},
);
