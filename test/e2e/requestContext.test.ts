import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installation } from './n8n/installation';
import { releasesToTry } from './n8n/releases';

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'request-context-'));
	const bundle = ['--bundle', '--platform=node', '--format=cjs', '--external:n8n-workflow'];
	const zod = ['--external:zod', '--external:zod/v4'];
	const program = join(__dirname, 'programs/requestContext.ts');
	await run(process.execPath, [
		require.resolve('esbuild/bin/esbuild'),
		...[program, ...bundle, ...zod, `--outfile=${join(folder, 'program.cjs')}`],
	]);
});
afterAll(async () => await rm(folder, { recursive: true }));

const requests = {
	heard: ['Bearer given', 'Bearer given'],
	answered: { kind: 'answered', statusCode: 200, headers: {}, body: { success: true } },
	stopped: { kind: 'networkFailure', code: 'ERR_CANCELED', message: expect.any(String) },
};

test.each(releasesToTry())(
	'n8n $version: its own context serves requests and their end, and would with private fields; it has none yet',
	async (release) => {
		const { node, modules } = await installation(release, () => undefined);
		const { stdout } = await run(node, [join(folder, 'program.cjs'), modules], {
			env: { ...process.env, NODE_PATH: modules, N8N_USER_FOLDER: folder },
		});
		expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
			asItIs: requests,
			asPrivate: requests,
			// The day n8n has some, look whether its helpers still take the proxy that the transport calls them on.
			privateFields: [],
		});
	},
	600_000,
);
