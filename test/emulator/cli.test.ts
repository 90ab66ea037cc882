import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { leadWith } from './client';
import { startEmulator } from './emulator';

const CLI = path.join(__dirname, 'cli.ts');

interface Running {
	child: ChildProcess;
	/** Everything it has printed, both streams. */
	printed: () => string;
}

function run(...args: string[]): Running {
	const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args]);
	let text = '';
	child.stdout.on('data', (chunk) => (text += String(chunk)));
	child.stderr.on('data', (chunk) => (text += String(chunk)));
	return { child, printed: () => text };
}

async function printedMatch({ printed, child }: Running, pattern: RegExp): Promise<string> {
	while (child.exitCode === null) {
		const [, found] = pattern.exec(printed()) ?? [];
		if (found !== undefined) return found;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error(`it ended with: ${printed()}`);
}

it('serves, prints a line for each request, and ends cleanly on Ctrl-C', async () => {
	const running = run('--port', '0', '--token', 'mine', '--refuse', '8192829284');
	const exit = once(running.child, 'exit');
	try {
		const url = await printedMatch(running, /emulator at (http:\/\/127\.0\.0\.1:\d+) /);
		expect(running.printed()).toContain('Access token: mine');
		const response = await fetch(`${url}/api/v1/leads/bulk-create`, {
			method: 'POST',
			headers: { authorization: 'Bearer mine', 'content-type': 'application/json' },
			body: JSON.stringify({ data: [leadWith()] }),
		});
		expect(response.status).toBe(400);
		const line = await printedMatch(running, /(0 POST \S+ → 400 .*)\n/);
		expect(line).toMatch(/\(1 lead, \d+ bytes; data\[0\]: contact number is not allowed\)$/);
	} finally {
		running.child.kill('SIGINT');
	}
	expect(await exit).toEqual([0, null]);
});

it('says which port is taken, and fails', async () => {
	const other = await startEmulator();
	const { port } = new URL(other.url);
	const running = run('--port', port);
	const [code] = await once(running.child, 'exit');
	await other.close();
	expect(code).toBe(1);
	expect(running.printed()).toBe(
		`Port ${port} is taken by another program: choose another with --port.\n`,
	);
});

it('says what is wrong with its flags, and fails', async () => {
	const running = run('--fault', 'lightning:1');
	const [code] = await once(running.child, 'exit');
	expect(code).toBe(1);
	expect(running.printed()).toContain("knows no 'lightning'");
});
