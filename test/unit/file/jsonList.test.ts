import { readJsonList } from '../../../nodes/EsoLeads/file/jsonList';
import { createListFinder, findLists } from '../../../nodes/EsoLeads/file/jsonSearch';
import { MAX_ROW_CHARACTERS, type FileRow } from '../../../nodes/EsoLeads/file/row';
import { arrive, readFile } from '../../support/file/readFile';

async function collect(groups: AsyncIterable<readonly FileRow[]>): Promise<FileRow[]> {
	const rows: FileRow[] = [];
	for await (const group of groups) rows.push(...group);
	return rows;
}

/** A text in chunks of so many characters. */
function cut(text: string, size: number): string[] {
	return text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
}

/** What each row holds: the record, or the text of what is none. */
const show = (rows: readonly FileRow[]) =>
	rows.map(({ kind, json }) => (kind === 'record' ? json : json.row));

const SIZES = [1, 2, 5, 1_000];
const note = 'x'.repeat(3_000);

describe('a series of objects is read wherever its chunks end', () => {
	test.each<[string, string, unknown[]]>([
		['a list', '[{"a":1},{"b":{"c":[2]}}]', [{ a: 1 }, { b: { c: [2] } }]],
		['with blanks', ' [ {"a":1} , {"b":2}\n]\n', [{ a: 1 }, { b: 2 }]],
		['lists one after the other', '[{"a":1}]\n[{"b":2}][{"c":3}]', [{ a: 1 }, { b: 2 }, { c: 3 }]],
		['files that were joined', '[{"a":1}]\ufeff[{"b":2}]', [{ a: 1 }, { b: 2 }]],
		['objects beside lists', '{"a":1}[{"b":2}]{"c":3}', [{ a: 1 }, { b: 2 }, { c: 3 }]],
		[
			'with brackets and quotes in texts',
			'[{"a":"]}\\"["},{"":"\\\\"}]',
			[{ a: ']}"[' }, { '': '\\' }],
		],
		['with an empty name first', '[{"":1},{"b":2}]', [{ '': 1 }, { b: 2 }]],
		['with a long text', `[{"a":"${note}"},{"b":"${note}"}]`, [{ a: note }, { b: note }]],
		[
			'with values that are no objects',
			'[5,{"b":2}, "x" ,[1],null]',
			['5', { b: 2 }, '"x"', '[1]', 'null'],
		],
		['with two commas', '[{"a":1},,{"b":2},]', [{ a: 1 }, { b: 2 }]],
	])('%s', async (_, text, expected) => {
		for (const size of SIZES) {
			const rows = await collect(readJsonList(arrive(...cut(text, size))));
			expect(show(rows)).toEqual(expected);
			expect(rows.map(({ line }) => line)).toEqual(expected.map((_row, index) => index + 1));
		}
	});

	test.each([
		['[{"a":1},{"b":', '{"b":'],
		['[{"a":1},', ''],
		['[{"a":1}', ''],
	])('and %j says that it was cut off', async (text, rest) => {
		for (const size of SIZES) {
			expect(await collect(readJsonList(arrive(...cut(text, size))))).toEqual([
				{ kind: 'record', line: 1, json: { a: 1 } },
				{
					kind: 'malformed',
					line: 2,
					json: { row: rest },
					reason: expect.stringMatching(/ends in the middle of its JSON/),
				},
			]);
		}
	});
});

describe('what is no lead says why', () => {
	test.each([
		['[5]', /not a JSON object: write a lead as/],
		['[{"a":}]', /not valid JSON/],
		['[{"a":"\ufdd0"}]', /'Encoding'/],
	])('%j', async (text, reason) => {
		expect(await collect(readJsonList(arrive(text)))).toMatchObject([
			{ kind: 'malformed', reason: expect.stringMatching(reason) },
		]);
	});

	test('an object may be as long as a row, and no longer', async () => {
		const object = (length: number) => `{"a":"${'x'.repeat(length - 8)}"}`;
		const text = `[${object(MAX_ROW_CHARACTERS)},${object(MAX_ROW_CHARACTERS + 1)},{"b":2}]`;
		const rows = await collect(readJsonList(arrive(...cut(text, 400_000))));
		expect(rows).toMatchObject([
			{ kind: 'record' },
			{ kind: 'malformed', reason: expect.stringContaining('1,000,000 characters') },
			{ kind: 'record', json: { b: 2 } },
		]);
	});
});

describe('of an object all lists of one name are read', () => {
	/** The rows of the lists called like the first one that holds a lead. */
	async function read(text: string, size: number): Promise<FileRow[]> {
		const isLead = (json: object) => 'm' in json;
		const { ofLeads } = findLists(text, 0, isLead);
		if (ofLeads === undefined) throw new Error('There is no list of leads');
		const chunks = cut(text.slice(ofLeads.at), size);
		return await collect(readJsonList(arrive(...chunks), createListFinder(ofLeads, isLead)));
	}
	const pages = [
		{ page: 1, data: [{ m: 1 }] },
		{ page: 2, data: [{ m: 2 }, { m: 3 }] },
	];

	test.each<[string, string, unknown[]]>([
		['of an answer', '{"data":[{"m":1}],"meta":{"data":{"id":1}}}', [{ m: 1 }]],
		[
			'of several answers',
			pages.map((page) => JSON.stringify(page)).join('\n'),
			[{ m: 1 }, { m: 2 }, { m: 3 }],
		],
		[
			'over many lines',
			pages.map((page) => JSON.stringify(page, null, 2)).join('\n'),
			[{ m: 1 }, { m: 2 }, { m: 3 }],
		],
		[
			'behind much else',
			`{"note":"${note}","data":[{"m":1}]}{"data":[{"m":2}]}`,
			[{ m: 1 }, { m: 2 }],
		],
		[
			'of escaped names',
			'{"a\\"b":[{"m":1}]}{"b":[{"x":1}],"a\\"b":[{"m":2}]}',
			[{ m: 1 }, { m: 2 }],
		],
		['empty ones, too', '{"data":[{"m":1}]}{"data":[]}{"data":[{"m":2}]}', [{ m: 1 }, { m: 2 }]],
		[
			'not of texts that are called so',
			'{"data":[{"m":1}],"tags":["data",["a"],"data"]}',
			[{ m: 1 }],
		],
		['not beside broken objects', '{"data":[{"m":1}],"log":[{"x":}]}', [{ m: 1 }]],
		[
			'not beside lists of something else',
			'{"data":[{"m":1}],"log":[{"x":1},{"m":2}]}',
			[{ m: 1 }],
		],
	])('%s', async (_, text, expected) => {
		for (const size of SIZES) expect(show(await read(text, size))).toEqual(expected);
	});

	test.each([
		['a list', '{"data":[{"m":1}],"old":[{"m":2}]}', '{"m":2}'],
		['a list over lines', '{"data":[{"m":1}],\n"old": [\n {"m":2}\n]}', '{"m":2}'],
		[
			'a list of objects within objects',
			'{"data":[{"m":1}],"old":[{"x":{"y":{}},"m":2}]}',
			'{"x":{"y":{}},"m":2}',
		],
		['a list within a list', '{"data":[{"m":1}],"old":[[{"m":2}]]}', '{"m":2}'],
		['a list without a name', '{"data":[[{"m":1}],[{"m":2}]]}', '{"m":2}'],
		['the first of two', '{"data":[{"m":1}],"old":[{"m":2}],"dead":[{"m":3}]}', '{"m":2}'],
	])('but leads in %s of another name are not passed over in silence', async (_, text, first) => {
		for (const size of SIZES) {
			expect(await read(text, size)).toEqual([
				{ kind: 'record', line: 1, json: { m: 1 } },
				{
					kind: 'malformed',
					line: 2,
					json: { row: first },
					reason: expect.stringMatching(/outside the list/),
				},
			]);
		}
	});

	test('also where the file is cut off', async () => {
		const text = '{"data":[{"m":1}],"old":[{"m":2}],"data":[{"m":';
		for (const size of SIZES) {
			expect(await read(text, size)).toMatchObject([
				{ kind: 'record', line: 1 },
				{
					kind: 'malformed',
					line: 2,
					reason: expect.stringMatching(/ends in the middle of its JSON/),
				},
				{ kind: 'malformed', line: 3, reason: expect.stringMatching(/outside the list/) },
			]);
		}
	});
});

test('bytes that are no text cost their own object', async () => {
	const file = Buffer.concat([
		Buffer.from('[{"m":"é"},{"m":"'),
		Buffer.of(0xe9),
		Buffer.from('"}]'),
	]);
	expect(await readFile(file)).toMatchObject([
		{ kind: 'record', json: { m: 'é' } },
		{ kind: 'malformed', reason: expect.stringContaining("'Encoding'") },
	]);
});
