import { CURRENT, PREVIOUS } from '../e2e/n8n/releases';
import { markedTables, readPage, readPages } from '../support/docs/pages';

const readme = readPage('README.md');
const performance = readPage('docs/performance.md');

test('README is a shop window: at most 1,500 words', () => {
	expect(readme.text.trim().split(/\s+/).length).toBeLessThanOrEqual(1_500);
});

test('a picture of the real editor stands before the first heading', () => {
	const firstHeading = readme.tokens.findIndex(
		(token) => token.type === 'heading' && token.depth === 2,
	);
	const image = readme.tokens.findIndex(({ type }) => type === 'image');
	expect(image).toBeGreaterThan(0);
	expect(image).toBeLessThan(firstHeading);
});

test('README names the versions of n8n that it was tested with', () => {
	for (const { version } of [CURRENT, PREVIOUS]) expect(readme.text).toContain(version);
});

test('the comparison has the figures of docs/performance.md', () => {
	const tables = markedTables([readme]).filter(({ marker }) => marker.startsWith('figures:'));
	expect(tables.length).toBeGreaterThan(0);
	for (const { marker, rows } of tables) {
		const leads = /^figures: in a real n8n, ([\d,]+) leads$/.exec(marker)?.[1];
		for (const [contender, time] of rows) {
			const begin = `| ${leads} | ${contender}`;
			const measured = realN8n().find((line) => line.startsWith(begin));
			expect(`${begin} ${measured?.split(' | ')[2]}`).toBe(`${begin} ${time}`);
		}
	}
});

function realN8n(): string[] {
	const section = performance.text.split('## In a real n8n')[1] ?? '';
	return section.split('\n## ')[0]?.split('\n') ?? [];
}

test('no page was left unfinished', () => {
	const unfinished = readPages().flatMap(({ path, text }) =>
		[...text.matchAll(/\bTODO\b|\| … *\||^\{\}$/gm)].map(([found]) => `${path}: ${found}`),
	);
	expect(unfinished).toEqual([]);
});
