import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod/v4';

const github = join(__dirname, '../../../.github');
const read = (path: string) => readFileSync(join(github, path), 'utf8');

const stepSchema = z.looseObject({
	uses: z.string().optional(),
	run: z.string().optional(),
	with: z.record(z.string(), z.unknown()).optional(),
});
const jobSchema = z.looseObject({
	if: z.string().optional(),
	'timeout-minutes': z.number(),
	permissions: z.record(z.string(), z.string()).optional(),
	strategy: z
		.object({ matrix: z.object({ node: z.array(z.number()) }) })
		.partial()
		.optional(),
	steps: z.array(stepSchema),
});
const workflowSchema = z.looseObject({
	permissions: z.record(z.string(), z.string()),
	concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.unknown() }),
	jobs: z.record(z.string(), jobSchema),
});

const files = readdirSync(join(github, 'workflows')).map((name) => {
	const text = read(`workflows/${name}`);
	return { ...workflowSchema.parse(parse(text)), name, text };
});
const getWorkflow = (name: string) => {
	const file = files.find((one) => one.name === name);
	if (file === undefined) throw new Error(`There is no ${name}`);
	return file;
};
const commandsOf = (job: z.infer<typeof jobSchema> | undefined) =>
	job?.steps.flatMap(({ run }) => run ?? []) ?? [];

describe.each(files)('the workflow $name', ({ text, permissions, jobs }) => {
	test('names each action by a commit, with its version beside it', () => {
		const used = text.match(/uses: .+/g) ?? [];
		expect(used.length).toBeGreaterThan(0);
		for (const line of used)
			expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	test('may only read, but for what publishing needs', () => {
		const granted = [permissions, ...Object.values(jobs).map((job) => job.permissions ?? {})];
		const writes = granted.flatMap((one) =>
			Object.entries(one).flatMap(([name, right]) => (right === 'read' ? [] : [name])),
		);
		expect(writes).toEqual('publish' in jobs ? ['id-token'] : []);
	});

	test('leaves no token behind in the checkout', () => {
		const checkouts = Object.values(jobs)
			.flatMap(({ steps }) => steps)
			.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
		expect(checkouts.length).toBeGreaterThan(0);
		for (const checkout of checkouts) expect(checkout.with?.['persist-credentials']).toBe(false);
	});
});

test('lint, tests and scan run on every Node that README names', () => {
	const { quick } = getWorkflow('ci.yml').jobs;
	const readme = readFileSync(join(github, '../README.md'), 'utf8');
	const named = /use Node\.js (\d+), (\d+) or (\d+)\./.exec(readme)?.slice(1).map(Number);
	expect(quick?.strategy?.matrix?.node).toEqual(named);
	expect(commandsOf(quick)).toEqual(
		expect.arrayContaining(['npm ci', 'npm run lint', 'npm test', 'npm run scan']),
	);
});

test('no pull request installs two n8n', () => {
	const jobs = Object.values(getWorkflow('ci.yml').jobs);
	const [whole, ...others] = jobs.filter((job) => commandsOf(job).includes('bash .ci/run'));
	expect([whole?.if, others]).toEqual(["github.event_name == 'push'", []]);
	const quick = jobs.filter((job) => job !== whole).flatMap(commandsOf);
	expect(quick.filter((command) => command.includes('e2e'))).toEqual([]);
});

test('a version is published with a signature, by a Node whose npm needs no token, and after its check', () => {
	const { publish } = getWorkflow('publish.yml').jobs;
	const node = publish?.steps.find(({ uses }) => uses?.startsWith('actions/setup-node@'))?.with;
	expect(node?.['node-version']).toBeGreaterThanOrEqual(24);
	expect(commandsOf(publish)).toEqual([
		'npm ci',
		'npm run release:check -- --tag "$GITHUB_REF_NAME"',
		'npm publish --provenance --access public',
	]);
});

const formSchema = z.object({
	name: z.string(),
	description: z.string(),
	labels: z.array(z.string()),
	body: z.array(
		z.looseObject({
			type: z.enum(['markdown', 'textarea', 'input', 'dropdown', 'checkboxes']),
			id: z.string().optional(),
			attributes: z.looseObject({ label: z.string().optional() }),
		}),
	),
});

test('issue forms are forms that GitHub shows: each field has an id of its own and a label', () => {
	const forms = readdirSync(join(github, 'ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');
	expect(forms.length).toBeGreaterThan(0);
	for (const name of forms) {
		const { body } = formSchema.parse(parse(read(`ISSUE_TEMPLATE/${name}`)));
		const fields = body.filter(({ type }) => type !== 'markdown');
		expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
		for (const { attributes } of fields) expect(attributes.label).toBeDefined();
	}
});

test('dependencies and actions are raised by Dependabot', () => {
	const updates = z
		.object({ updates: z.array(z.looseObject({ 'package-ecosystem': z.string() })) })
		.parse(parse(read('dependabot.yml'))).updates;
	expect(updates.map((one) => one['package-ecosystem'])).toEqual(['npm', 'github-actions']);
	for (const path of ['pull_request_template.md', '../CODE_OF_CONDUCT.md', '../SECURITY.md'])
		expect(existsSync(join(github, path))).toBe(true);
});
