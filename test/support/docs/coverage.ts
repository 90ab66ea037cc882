/** Where a command of the documentation is run, or why no test can run it. */
export type Covered =
	/** A step of the script that judges a clean clone. */
	| { step: string }
	/** A test, by its file and words that stand in it. */
	| { test: string; words: string }
	| { notHere: string };

const installing = (words: string): Covered => ({ test: 'test/e2e/installing.test.ts', words });
const demo = (words: string): Covered => ({ test: 'test/docs/ownFile.test.ts', words });
const queue = (words: string): Covered => ({ test: 'test/e2e/n8n/queue.ts', words });
const DEV: Covered = { test: 'test/e2e/dev.test.ts', words: 'npm run dev starts an n8n' };
const releasing = (words: string): Covered => ({
	test: 'test/release/releasing.slow.test.ts',
	words,
});
const RELEASING = releasing("commandsWith('npm publish')");
const TAGGING = releasing("commandsWith('git tag')");
/** By CI, all folders at once. */
const PART_OF_TESTS: Covered = { step: 'npm test' };
const measuring = (words: string): Covered => ({
	test: 'test/docs/measuring.slow.test.ts',
	words,
});
const MUTATION = measuring('npm run test:mutation');

/** Every line of every shell block of the documentation. */
export const COMMANDS: Readonly<Record<string, Covered>> = {
	'npm ci && npm start': { step: "npm start'" },
	'npm start -- path/to/own.csv --country IN --phone-field Mobile': demo('path/to/own.csv'),
	'npm ci && npm run dev': DEV,
	'npm run dev': DEV,
	'npm ci && npm test': { step: "npm test'" },
	'npm ci': { step: 'npm ci' },
	'npm test': { step: 'npm test' },
	'npm run test:e2e -- --all': { step: 'npm run test:e2e -- --all' },
	'npx gulp build -L': { test: 'package.json', words: '"gulp build -L && ' },
	'npx jest test/unit/lead': PART_OF_TESTS,
	'npx gulp build -L && npx jest test/engine/<name>': PART_OF_TESTS,
	'npx jest test/engine/parameters -u': {
		notHere: 'It accepts whatever the node has now. The snapshot that it writes is compared.',
	},
	'npx prettier --write .': { notHere: 'It rewrites files. What it would change turns lint red.' },
	'bash .ci/run': { notHere: 'It is what runs the tests.' },
	'npm install --prefix ~/.n8n/nodes n8n-nodes-eso-leads --omit=peer':
		installing("follow('README.md')"),
	'npm ci && npm run build && npm pack': installing("'npm', ['pack'"),
	'npm install --prefix custom n8n-nodes-eso-leads --omit=peer': installing(
		"follow('docs/docker.md')",
	),
	'export EXECUTIONS_MODE=queue N8N_ENCRYPTION_KEY=…': queue('EXECUTIONS_MODE'),
	'export QUEUE_BULL_REDIS_HOST=… QUEUE_BULL_REDIS_PORT=6379': queue('QUEUE_BULL_REDIS_HOST'),
	'export DB_TYPE=postgresdb DB_POSTGRESDB_HOST=… DB_POSTGRESDB_DATABASE=… DB_POSTGRESDB_USER=… DB_POSTGRESDB_PASSWORD=…':
		queue('DB_POSTGRESDB_DATABASE'),
	'n8n start': { test: 'test/e2e/n8n/server.ts', words: "['start']" },
	'n8n worker --concurrency=10': { test: 'test/e2e/n8n/server.ts', words: "'worker'" },
	'npm run test:mutation -- report api': {
		notHere: 'It takes hours. The line below it is the same for one file, and is run.',
	},
	'npm run test:mutation -- delivery/verdict.ts': MUTATION,
	'npm run release:check': RELEASING,
	'npm login': RELEASING,
	'npm publish --access public': RELEASING,
	'npm publish --dry-run': { test: 'release/check.ts', words: "['publish', '--dry-run'" },
	'npm version --no-git-tag-version 1.2.3': releasing('done(numbering)'),
	'git tag 1.2.3': TAGGING,
	'git push origin main 1.2.3': TAGGING,
};

/** Scripts of package.json that the documentation names. */
export const SCRIPTS: Readonly<Record<string, Covered>> = {
	start: { step: "npm start'" },
	test: { step: 'npm test' },
	// The same command is the first half of the tests'.
	build: { test: 'package.json', words: '"test": "gulp build &&' },
	dev: DEV,
	lint: { step: 'npm run lint' },
	scan: { step: 'npm run scan' },
	emulator: { test: 'test/emulator/cli.test.ts', words: 'ends cleanly on Ctrl-C' },
	'test:slow': { step: 'npm run test:slow' },
	'test:faults': { test: 'jest.slow.config.js', words: 'test/faults' },
	'test:crash': { step: 'npm run test:crash' },
	'test:e2e': { step: 'npm run test:e2e' },
	'test:mutation': MUTATION,
	bench: measuring("measureQuickly('bench')"),
	'bench:files': measuring("'bench:files'"),
	'bench:numbers': measuring("'bench:numbers'"),
	'docs:messages': { test: 'test/docs/messages.test.ts', words: 'npm run docs:messages' },
	'docs:samples': { test: 'test/docs/samples.test.ts', words: 'npm run docs:samples' },
	pictures: { test: 'test/e2e/pictures.test.ts', words: 'npm run pictures takes every picture' },
	'release:check': RELEASING,
};
