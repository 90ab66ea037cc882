import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import manifest from '../../package.json';
import { codeBlocks, readPage } from '../support/docs/pages';
import {
	checkOutCopy,
	linkModules,
	makeSandbox,
	type Sandbox,
	shellEnvironment,
} from '../support/docs/sandbox';
import { type Publisher, Registry } from './registry';
import { getRunnersPath, PUBLISH, readPublishJob } from './workflow';

/*
 * docs/releasing.md is followed from its first step to its last, in a copy of this repository: by a person at a shell, then by
 * the workflow, with a registry on this machine and a git repository beside the copy. Each test goes on where the last one ended.
 */

const { name } = manifest;
const page = readPage('docs/releasing.md');
const registry = new Registry();
let sandbox: Sandbox;
let clone: string;
/** What the checks that take minutes leave behind, when they run. */
let notes: string;
let runnersPath: string;

beforeAll(async () => {
	await registry.start();
	sandbox = makeSandbox();
	clone = checkOutCopy(sandbox);
	notes = join(sandbox.folder, 'notes');
	fillInPlaceholders();
	shortenChecks();
	runnersPath = getRunnersPath(sandbox);
}, 180_000);
afterAll(async () => {
	await registry.close();
	sandbox.remove();
});

function edit(path: string, change: (text: string) => string): void {
	const file = join(clone, path);
	writeFileSync(file, change(readFileSync(file, 'utf8')));
}

/** As the page tells the publisher. What was filled in before stays. */
function fillInPlaceholders(): void {
	edit('package.json', (text) => text.replace(/"email": ".+\.example"/, '"email": "eso@acme.dev"'));
	for (const path of [
		'package.json',
		'nodes/EsoLeads/EsoLeads.node.json',
		'credentials/EsoApi.credentials.ts',
	]) {
		edit(path, (text) => text.replaceAll('github.com/n8n-nodes-eso-leads/', 'github.com/acme/'));
	}
}

/** Lint, tests and scan are run by themselves where this is run: here they say that they were asked, and the tests build. */
function shortenChecks(): void {
	const scripts = {
		...manifest.scripts,
		lint: `echo lint >> ${notes}`,
		test: `gulp build -L && echo test >> ${notes}`,
		scan: `echo scan >> ${notes}`,
	};
	edit('package.json', (text) => JSON.stringify({ ...JSON.parse(text), scripts }, null, '\t'));
}

/** The checks that ran since this was asked last. */
function takeNotes(): string[] {
	const lines = existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : [];
	writeFileSync(notes, '');
	return lines.filter((line) => line !== '');
}

interface Ran {
	code: unknown;
	printed: string;
}

/** Runs a command at a person's shell, signing in on every page that it names. */
async function run(command: string, cwd = clone, more: NodeJS.ProcessEnv = {}): Promise<Ran> {
	const env = { ...shellEnvironment(sandbox), npm_config_registry: registry.url, ...more };
	const child = spawn('bash', ['-e', '-c', command], {
		cwd,
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const lines: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		createInterface(stream).on('line', (line) => {
			lines.push(line);
			if (line.startsWith(`${registry.url}login/`)) void fetch(line);
		});
	}
	const [code] = await once(child, 'close');
	return { code, printed: lines.join('\n') };
}

/** Runs a command that has to succeed. */
async function done(command: string, cwd?: string, more?: NodeJS.ProcessEnv): Promise<string> {
	const { code, printed } = await run(command, cwd, more);
	if (code !== 0) throw new Error(`${command} ended with ${code}:\n${printed}`);
	return printed;
}

/** The shell block of a page that has these words, but for `npm ci`, in whose place the modules are linked. */
function commandsWith(words: string, path = page.path): string {
	const block = codeBlocks([readPage(path)]).find(
		({ language, code }) => language === 'bash' && code.includes(words),
	);
	return block?.code.replace(/^npm ci$/m, '') ?? `echo "no block has: ${words}"; exit 1`;
}

/** `npm version … 1.2.3`, as the page has it. */
const [, numbering = '', nextVersion = ''] = /`(npm version .+ ([\d.]+))`/.exec(page.text) ?? [];

const versions = () =>
	registry.published
		.filter((one) => one.name === name)
		.map(({ version, by }) => `${version} by ${by}`);

test('a placeholder that is left stops the check before anything else is run', async () => {
	await done('npm pkg set author.email=a@b.example');
	const { code, printed } = await run('npm run release:check');
	expect(code).toBe(1);
	expect(printed).toContain('NOT READY  package.json: author.email');
	expect(takeNotes()).toEqual([]);
	await done('npm pkg set author.email=eso@acme.dev');
});

test('a lint that fails stops the release', async () => {
	await done('npm pkg set scripts.lint=false');
	const { code, printed } = await run(commandsWith('npm publish'));
	expect(code).toBe(1);
	expect(printed).toContain('NOT READY  npm run lint');
	expect(takeNotes()).toEqual([]);
	shortenChecks();
});

test('somebody who has not signed in publishes nothing', async () => {
	const { printed } = await run('npm publish --access public');
	expect(printed).toContain('ENEEDAUTH');
	expect(versions()).toEqual([]);
});

test('the first version: the commands of the page check it, sign in and publish it', async () => {
	const printed = await done(commandsWith('npm publish'));
	expect(printed).toContain('READY');
	expect(takeNotes()).toEqual(['lint', 'test', 'scan']);
	expect(versions()).toEqual([`${manifest.version} by person`]);
	// The dry run, and npm publish itself, list what goes out.
	expect(printed.match(/CHANGELOG\.md/g)).toHaveLength(2);
});

test("what was published is what README's command installs, and nothing else", async () => {
	// npm asks for the version of what it leaves out, too.
	const peer = { name: 'n8n-workflow', version: '2.41.0' };
	registry.published.push({ ...peer, by: 'person', manifest: peer, tarball: Buffer.of() });
	await done(commandsWith('npm install', 'README.md'));
	const modules = join(sandbox.home, '.n8n/nodes/node_modules');
	expect(readdirSync(modules).filter((one) => !one.startsWith('.'))).toEqual([name]);
	const node = 'dist/nodes/EsoLeads/EsoLeads.node.js';
	const installed = readFileSync(join(modules, name, node), 'utf8');
	expect(installed).toBe(readFileSync(join(clone, node), 'utf8'));
});

test('every further version: its number, its entry, its tag, as the page says', async () => {
	await done(numbering);
	edit('CHANGELOG.md', (text) => text.replace(/^## /m, `## [${nextVersion}] - 2026-12-01\n\n## `));
	await done('git commit --all --message="The next version"');
	await done(`git init --bare --initial-branch=main ${sandbox.folder}/github.git`);
	await done(`git remote add origin ${sandbox.folder}/github.git`);
	await done(commandsWith('git tag'));

	const pushed = await done(`git ls-remote origin | cut -f2`);
	expect(pushed.split('\n').sort()).toEqual([
		'HEAD',
		'refs/heads/main',
		`refs/tags/${nextVersion}`,
	]);
});

/** What the page tells to enter on npmjs.com. */
function trustedPublisher(): Publisher {
	const entry = /repository, the workflow `(.+?)`, the environment `(.+?)`/.exec(page.text) ?? [];
	const [, workflow = '', environment] = entry;
	return { repository: 'acme/eso-leads', workflow, environment };
}

/** The workflow for a tag that was pushed, or part of it, on a runner that has the commit and no token. */
async function runWorkflow(tag: string, select = (commands: string[]) => commands): Promise<Ran> {
	const { environment, permissions, commands } = readPublishJob();
	registry.running = { repository: 'acme/eso-leads', workflow: PUBLISH, environment };
	const folder = join(sandbox.folder, `runner-${randomUUID()}`);
	await done(`git clone --quiet --branch ${tag} ${sandbox.folder}/github.git ${folder}`);
	linkModules(folder);
	// actions/setup-node leaves such a file, and a word in place of the token.
	const settings = join(folder, '..', '.npmrc');
	writeFileSync(settings, `${registry.url.slice(5)}:_authToken=\${NODE_AUTH_TOKEN}\n`);
	return await run(select(commands).join('\n'), folder, {
		HOME: folder,
		PATH: runnersPath,
		npm_config_userconfig: settings,
		NODE_AUTH_TOKEN: 'XXXXX-XXXXX-XXXXX-XXXXX',
		CI: 'true',
		GITHUB_ACTIONS: 'true',
		GITHUB_REF_NAME: tag,
		...(permissions['id-token'] === 'write' && {
			ACTIONS_ID_TOKEN_REQUEST_URL: registry.identityUrl,
			ACTIONS_ID_TOKEN_REQUEST_TOKEN: registry.runnerSecret,
		}),
	});
}

test('the workflow publishes no tag that is not the version', async () => {
	await done('git tag 9.9.9 && git push --quiet origin 9.9.9');
	const { code, printed } = await runWorkflow('9.9.9');
	expect(code).toBe(1);
	expect(printed).toContain('NOT READY  The tag is 9.9.9');
	expect(takeNotes()).toEqual([]);
});

test('npm lets no workflow in that the package does not trust', async () => {
	registry.trusted = { ...trustedPublisher(), environment: 'another' };
	const { code, printed } = await runWorkflow(nextVersion, (commands) => commands.slice(-1));
	expect(code).toBe(1);
	expect(printed).toContain('E401');
	expect(versions()).toEqual([`${manifest.version} by person`]);
});

test('the workflow checks the tag and publishes it without a token', async () => {
	takeNotes();
	registry.trusted = trustedPublisher();
	await runWorkflow(nextVersion);
	expect(takeNotes()).toEqual(['lint', 'test', 'scan']);
	expect(versions()).toEqual([`${manifest.version} by person`, `${nextVersion} by workflow`]);
});
