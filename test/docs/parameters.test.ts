import { markedTables, readPage, readPages } from '../support/docs/pages';
import { operations, getOptions, getParameters } from '../support/docs/parameters';

const tables = markedTables(readPages());

/** The rows of all tables about the same thing: a page may group them. */
function readRows(marker: string): string[][] {
	return tables.filter((table) => table.marker === marker).flatMap(({ rows }) => rows);
}

/** As words of their own: "JSON" is not named by "NDJSON". */
function names(row: readonly string[] | undefined, choice: string): boolean {
	const inWords = ` ${(row ?? []).join(' ').replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
	return inWords.includes(` ${choice.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `);
}

test('README names every operation, and links to the page that describes it', async () => {
	const lines = readPage('README.md').text.split('\n');
	const line = lines.find((one) => one.startsWith('- **Operations:**')) ?? '';
	const named = [...line.matchAll(/\[(.+?)\]/g)].flatMap(([, text = '']) => text.split(', '));
	expect(named.sort()).toEqual((await operations()).map(({ name }) => name).sort());
});

test('the documentation has a section or a page for every operation', async () => {
	const headings = readPages().flatMap(({ text }) => text.match(/^##? .+$/gm) ?? []);
	const described = new Set(headings.map((heading) => heading.replace(/^##? /, '')));
	const undescribed = (await operations()).filter(({ name }) => !described.has(name));
	expect(undescribed).toEqual([]);
});

test('the list on top of the page of single leads names each of its sections', () => {
	const { text } = readPage('docs/single-leads.md');
	const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
	const listed = [...text.matchAll(/^- \[(.+)\]\(#.+\)$/gm)].map(([, title]) => title);
	expect(listed).toEqual(sections);
});

test('the documentation has a table of parameters for every operation', async () => {
	for (const { value } of await operations()) {
		const parameters = await getParameters(value);
		const rows = readRows(`parameters: ${value}`);
		expect({ [value]: rows.map(([label]) => label) }).toEqual({
			[value]: parameters.map(({ label }) => label),
		});
	}
});

test('the tables of parameters have the defaults and all choices of the editor', async () => {
	for (const { value } of await operations()) {
		for (const parameter of await getParameters(value)) {
			const row = readRows(`parameters: ${value}`).find(([label]) => label === parameter.label);
			expect([parameter.label, row?.[1]]).toEqual([parameter.label, parameter.default]);
			const unnamed = parameter.choices.filter((choice) => !names(row, choice));
			expect({ [parameter.label]: unnamed }).toEqual({ [parameter.label]: [] });
		}
	}
});

test.each(['options', 'requestOptions', 'fileOptions'])(
	'the table of %s lists each option with its default, its choices and the operations that have it',
	async (collection) => {
		const options = await getOptions(collection);
		const all = (await operations()).map(({ name }) => name);
		const rows = readRows(`options: ${collection}`);
		expect(rows.map(([label, value, offered]) => ({ label, value, offered }))).toEqual(
			options.map(({ label, default: value, operations: offered }) => ({
				label,
				value,
				offered: offered.length === all.length ? 'all' : offered.join(', '),
			})),
		);
		const unnamed = options.flatMap(({ label, choices }) =>
			choices.filter((choice) => !rows.some((row) => row[0] === label && names(row, choice))),
		);
		expect(unnamed).toEqual([]);
	},
);

test('every table of parameters is about something that the node has', async () => {
	const known = [
		...(await operations()).map(({ value }) => `parameters: ${value}`),
		...['options', 'requestOptions', 'fileOptions'].map((name) => `options: ${name}`),
	];
	const about = tables
		.map(({ marker }) => marker)
		.filter((text) => /^(?:parameters|options):/.test(text));
	expect(about.filter((marker) => !known.includes(marker))).toEqual([]);
});
