import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod/v4';
import manifest from '../../package.json';
import { Registry } from '../release/registry';
import { codeBlocks, readPages, root } from '../support/docs/pages';
import { COMPOSE, provide } from './debian';
import { type Installation, installation } from './n8n/installation';
import { CURRENT } from './n8n/releases';
import { startN8n } from './n8n/server';
import { setUpOwner } from './n8n/session';
import { standInForNpmjs } from './programs/npmjs';

/*
 * The samples for Docker without Docker: compose reads them, n8n knows every variable in them, and an n8n outside of a container
 * is started with the environment that they give.
 */

const samples = codeBlocks(readPages()).filter(({ language }) => language === 'yaml');

const composeSchema = z.object({
	services: z.object({ n8n: z.object({ environment: z.record(z.string(), z.string()) }) }),
});

/** A sample that is no whole file is what the page says to add to the service. */
function toComposeFile(sample: string): string {
	if (sample.startsWith('services:')) return sample;
	const lines = ['image: n8n', ...sample.split('\n')].map((line) => `    ${line}`);
	return ['services:', '  n8n:', ...lines, ''].join('\n');
}

const testWithAll = process.env.E2E_ALL === 'true' ? test : test.skip;

testWithAll('docker compose accepts every compose sample of the pages', () => {
	provide([COMPOSE], console.log);
	const folder = mkdtempSync(join(tmpdir(), 'eso-compose-'));
	try {
		expect(samples.length).toBeGreaterThan(2);
		for (const { code } of samples) {
			writeFileSync(join(folder, 'docker-compose.yml'), toComposeFile(code));
			const printed = execFileSync(COMPOSE.program, ['config'], { cwd: folder, encoding: 'utf8' });
			const { environment } = composeSchema.parse(parse(printed)).services.n8n;
			const written = composeSchema.parse(parse(toComposeFile(code))).services.n8n.environment;
			expect(environment).toEqual(written);
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
});

/** All of n8n's own code. */
function readN8n({ modules }: Installation): string {
	const packages = [
		'n8n',
		'n8n-core',
		...readdirSync(join(modules, '@n8n')).map((one) => `@n8n/${one}`),
	];
	return packages
		.flatMap((name) => {
			const folder = join(modules, name, 'dist');
			try {
				return readdirSync(folder, { recursive: true, encoding: 'utf8' })
					.filter((file) => file.endsWith('.js') && !file.includes('node_modules'))
					.map((file) => readFileSync(join(folder, file), 'utf8'));
			} catch {
				return [];
			}
		})
		.join('\n');
}

test('n8n reads every environment variable that the pages name', async () => {
	const named = readPages().flatMap(
		({ text }) => text.match(/\b(?:N8N|DB|QUEUE|EXECUTIONS)_[A-Z0-9_]+\b/g) ?? [],
	);
	expect(named.length).toBeGreaterThan(10);
	const source = readN8n(await installation(CURRENT, console.log));
	const isRead = (name: string) => new RegExp(`['"\`.]${name}\\b`).test(source);
	expect([...new Set(named)].filter((name) => !isRead(name))).toEqual([]);
});

/** The package as the registry would have it. */
function publishTo(registry: Registry): void {
	const folder = mkdtempSync(join(tmpdir(), 'eso-tarball-'));
	execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
		cwd: root,
		stdio: 'pipe',
	});
	const { name, version } = manifest;
	const tarball = readFileSync(join(folder, `${name}-${version}.tgz`));
	registry.published.push({ name, version, by: 'person', manifest: { ...manifest }, tarball });
	rmSync(folder, { recursive: true });
}

const Types = z.array(z.looseObject({ name: z.string(), displayName: z.string() }));

test("an n8n with the environment of README's compose file has the node from its first start", async () => {
	const file = samples.find(({ page, code }) => page === 'README.md' && code.includes('services:'));
	const { environment } = composeSchema.parse(parse(file?.code ?? '')).services.n8n;
	const registry = new Registry();
	await registry.start();
	publishTo(registry);
	const npmjs = await standInForNpmjs(registry);
	const release = await installation(CURRENT, console.log);
	const n8n = await startN8n(release, { ...environment, ...npmjs.env }, () => {});
	try {
		const { get } = await setUpOwner(n8n.url);
		const types = Types.parse(await get('/types/nodes.json'));
		const names = types.filter(({ displayName }) => displayName === 'E-so Leads');
		expect(names.map(({ name }) => name)).toEqual(['n8n-nodes-eso-leads.esoLeads']);
	} finally {
		await n8n.close();
		await npmjs.close();
		await registry.close();
	}
});
