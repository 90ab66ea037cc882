import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPage, root } from '../support/docs/pages';

const readme = readPage('README.md').text;

/** What `npm start` does once the node is built. */
function start(...args: string[]): string {
	const program = [require.resolve('tsx/cli'), 'demo/start.ts', ...args];
	return execFileSync(process.execPath, program, { cwd: root, encoding: 'utf8' });
}

test('npm start shows as many rows as README says', () => {
	const rows = /^([\d,]+) rows of /.exec(start())?.[1]?.replace(/\B(?=(\d{3})+$)/, ',');
	expect(readme).toContain(`${rows} rows`);
});

test("npm start -- path/to/own.csv takes a file of one's own, with the flags that README shows", () => {
	const folder = mkdtempSync(join(tmpdir(), 'eso-own-'));
	try {
		const path = join(folder, 'own.csv');
		writeFileSync(path, 'Mobile,Name\n81928-29284,Patel\n98490 9223,Asha\n');
		const flags = /^npm start -- path\/to\/own\.csv (.+)$/m.exec(readme)?.[1] ?? '';
		const printed = start(path, ...flags.split(' '));
		expect(printed).toContain('2 rows of ');
		expect(printed).toContain('1 of 2 leads accepted');
	} finally {
		rmSync(folder, { recursive: true });
	}
});
