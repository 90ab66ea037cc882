import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json';
import { COMMANDS, SCRIPTS } from '../support/docs/coverage';
import { codeBlocks, readPages, root } from '../support/docs/pages';

const pages = readPages();

/** The commands of the pages' shell blocks, one a line, and those within a sentence. */
const inBlocks = codeBlocks(pages)
	.filter(({ language }) => language === 'bash')
	.flatMap(({ page, code }) => code.split('\n').map((line) => ({ page, line: withoutNote(line) })))
	.filter(({ line }) => line !== '');

/** What a shell would run: a program that the pages know, and something behind it. */
const COMMAND =
	/^(?:npm|npx|n8n|node|git|bash|docker|docker-compose|sudo|apt-get|mkdir|cd|curl|export) /;

/** A script by its bare name: see below. */
const SCRIPT_ALONE = /^npm (?:run )?[a-z0-9:]+$/;

const inSentences = pages.flatMap(({ path, tokens }) =>
	tokens.flatMap((token) =>
		token.type === 'codespan' && COMMAND.test(token.text) && !SCRIPT_ALONE.test(token.text)
			? [{ page: path, line: String(token.text).replaceAll('&amp;', '&') }]
			: [],
	),
);
const lines = [...inBlocks, ...inSentences];

function withoutNote(line: string): string {
	return line.replace(/(^|\s)#.*$/, '').trim();
}

test('every command in the documentation, in a block or in a sentence, is run by a test or by CI, or a reason is given why not', () => {
	expect(lines.length).toBeGreaterThan(10);
	expect(lines.filter(({ line }) => !Object.hasOwn(COMMANDS, line))).toEqual([]);
});

test('no command counts as covered unless the documentation has it', () => {
	const written = new Set(lines.map(({ line }) => line));
	expect(Object.keys(COMMANDS).filter((command) => !written.has(command))).toEqual([]);
});

/** Scripts of package.json wherever they are named: in shell blocks and in running text. */
const scripts = pages.flatMap(({ tokens }) =>
	tokens.flatMap((token) => {
		if (token.type !== 'code' && token.type !== 'codespan') return [];
		const named = [...String(token.text).matchAll(/\bnpm (?:run )?([a-z][a-z0-9:]*)/g)];
		return named.map(([, script = '']) => script);
	}),
);

/** These are npm's own commands, not the package's. */
const NPMS_OWN = ['audit', 'ci', 'install', 'login', 'pack', 'publish', 'version'];

test('every script that the documentation names exists, and is run by a test or by CI, or a reason is given why not', () => {
	const named = [...new Set(scripts)].filter((script) => !NPMS_OWN.includes(script));
	expect(named.filter((script) => !Object.hasOwn(manifest.scripts, script))).toEqual([]);
	expect(named.filter((script) => !Object.hasOwn(SCRIPTS, script))).toEqual([]);
});

test.each(Object.entries({ ...COMMANDS, ...SCRIPTS }))(
	'%s is covered where the list says so',
	(_, covered) => {
		if ('notHere' in covered) return;
		const path = 'step' in covered ? '.ci/run' : covered.test;
		expect(existsSync(join(root, path))).toBe(true);
		const words = 'step' in covered ? covered.step : covered.words;
		expect(readFileSync(join(root, path), 'utf8')).toContain(words);
	},
);
