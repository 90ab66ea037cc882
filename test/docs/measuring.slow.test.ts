import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json';
import { codeBlocks, readPage, root } from '../support/docs/pages';
import { type Scores, toTable } from '../mutation/scores';
import { checkOutCopy, makeSandbox, shellEnvironment } from '../support/docs/sandbox';

const MINUTES = 60_000;

type Measuring = 'bench' | `bench:${'memory' | 'files' | 'numbers' | 'preparing'}`;

/** What `npm run <name> -- --quick` does once the node is built. */
function measureQuickly(name: Measuring): string {
	const program = manifest.scripts[name].split('tsx ').at(-1) ?? '';
	const command = [require.resolve('tsx/cli'), program, '--quick'];
	const options = { cwd: root, encoding: 'utf8' } as const;
	const { stdout, stderr } = spawnSync(process.execPath, command, options);
	// Whether it is fast is not asked here: a busy machine may be slow. What goes wrong is printed.
	expect(stderr).toBe('');
	expect(stdout).not.toMatch(/NaN|undefined/);
	return stdout;
}

const rowsOf = (printed: string, pattern: RegExp) => printed.match(pattern) ?? [];

test(
	'npm run bench brings leads by each way, every one of them, and its quick run leaves the page alone',
	() => {
		const page = () => readFileSync(join(root, 'docs/performance.md'), 'utf8');
		const before = page();
		const printed = measureQuickly('bench');
		expect(printed).toContain('| 0 ms | 1,000 | E-so Leads: Bulk Create |');
		expect(printed).toContain('| 0 ms | 1,000 | E-so Leads: Import File |');
		expect(page()).toBe(before);
	},
	5 * MINUTES,
);

test.each([
	['bench:numbers', /^\| .+ \| (?:read|refused) \| \d+\.\d\d \|/gm, 40],
	['bench:files', /^\| .+ \| [\d,]+ \| \d+ ms \|/gm, 10],
	['bench:preparing', /^ratio: +\d+\.\d\d/gm, 1],
	['bench:memory', /^20,000 rows, .+ MB above the idle engine/gm, 3],
] as const)(
	'npm run %s measures every kind that it knows',
	(name, row, least) => {
		expect(rowsOf(measureQuickly(name), row).length).toBeGreaterThanOrEqual(least);
	},
	5 * MINUTES,
);

test(
	'npm run test:mutation breaks the file that it is given, and writes into the page what the tests noticed',
	() => {
		const block = codeBlocks([readPage('docs/mutation-testing.md')])[0]?.code ?? '';
		const [, command = '', file = ''] = /^(npm run test:mutation -- (\w+\/\S+))/m.exec(block) ?? [];
		const sandbox = makeSandbox();
		try {
			// It writes into the repository, and builds.
			const clone = checkOutCopy(sandbox);
			const env = shellEnvironment(sandbox);
			const { stdout } = spawnSync('bash', ['-c', command], { cwd: clone, env, encoding: 'utf8' });
			const [, count = ''] = /: (\d+) mutants in/.exec(stdout) ?? [];
			expect(Number(count)).toBeGreaterThan(5);
			const read = (path: string) => readFileSync(join(clone, path), 'utf8');
			const scores: Scores = JSON.parse(read('docs/mutation-scores.json'));
			expect(scores[file]?.mutants).toBe(Number(count));
			expect(scores[file]?.noticed).toBeGreaterThan(0);
			expect(read('docs/mutation-testing.md')).toContain(toTable(scores));
		} finally {
			sandbox.remove();
		}
	},
	10 * MINUTES,
);
