import { CURRENT } from './n8n/releases';
import { startProgram } from './programs/program';

test('npm run dev starts an n8n, and says where it is and how to sign in', async () => {
	const program = await startProgram({
		name: 'npm run dev',
		command: process.execPath,
		args: [require.resolve('tsx/cli'), 'demo/dev.ts'],
		readyLine: /Ctrl-C ends it all/,
	});
	try {
		expect(program.printed).toContain(`n8n ${CURRENT.version}`);
		const address = /^n8n +(http:\S+)$/m.exec(program.printed)?.[1] ?? '';
		const page = await fetch(address);
		expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('n8n')]);
		expect(program.printed).toMatch(/sign in as .+@.+, password /);
	} finally {
		await program.stop('SIGINT');
	}
});
