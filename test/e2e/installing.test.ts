import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import manifest from '../../package.json';
import { codeBlocks, readPage, root } from '../support/docs/pages';
import { installation } from './n8n/installation';
import { CURRENT } from './n8n/releases';
import { type Install, type N8nSettings, startN8n } from './n8n/server';
import { setUpOwner } from './n8n/session';

const Types = z.array(z.looseObject({ name: z.string(), displayName: z.string() }));

let folder: string;
/** What `npm publish` would send. */
let tarball: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'eso-tarball-'));
	execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
	tarball = join(folder, `${manifest.name}-${manifest.version}.tgz`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The commands of a page that install the package, as they stand there, but for the tarball in place of its name. */
function readCommands(page: string): string {
	const block = codeBlocks([readPage(page)]).find(
		({ language, code }) =>
			language === 'bash' && code.includes(`npm install`) && code.includes(manifest.name),
	);
	return (block?.code ?? 'exit 1').replaceAll(manifest.name, tarball);
}

function follow(page: string): Install {
	return (userFolder) => {
		// Somebody works with npm at home. Without --prefix, npm would take the home folder for the place that is meant.
		writeFileSync(join(userFolder, 'package.json'), '{}');
		// npm's own settings of this machine, but nobody's home.
		const userconfig = join(homedir(), '.npmrc');
		const env = { ...process.env, HOME: userFolder, npm_config_userconfig: userconfig };
		execFileSync('bash', ['-e', '-c', readCommands(page)], { cwd: userFolder, env, stdio: 'pipe' });
	};
}

/** The names that n8n knows the node by. */
async function namesOfTheNode(install: Install, settings: N8nSettings = {}): Promise<string[]> {
	const n8n = await startN8n(await installation(CURRENT, console.log), settings, install);
	try {
		const { get } = await setUpOwner(n8n.url);
		const types = Types.parse(await get('/types/nodes.json'));
		return types.filter(({ displayName }) => displayName === 'E-so Leads').map(({ name }) => name);
	} finally {
		await n8n.close();
	}
}

test("README's commands for npm give n8n the node", async () => {
	expect(await namesOfTheNode(follow('README.md'))).toEqual(['n8n-nodes-eso-leads.esoLeads']);
});

test('the commands for a custom extension give n8n the node, under the name that the page says', async () => {
	// The page mounts the folder; here n8n finds it where the commands made it.
	const extension = join('custom', 'node_modules', manifest.name);
	const settings = { N8N_CUSTOM_EXTENSIONS: extension };
	const [name = ''] = await namesOfTheNode(follow('docs/docker.md'), settings);
	expect(name).toBe('CUSTOM.esoLeads');
	expect(readPage('docs/docker.md').text).toContain(`\`${name}\``);
});
