import { MAX_ROW_CHARACTERS } from '../../../nodes/EsoLeads/file/row';
import { ANY_FORMAT, type FileFormat, readRows } from '../../../nodes/EsoLeads/file/rows';
import { readMalformedLines, readFile, readRecords } from '../../support/file/readFile';

const NDJSON = { kind: 'json' as const };

test.each(['', '\n', '\r\n\r\n', '\ufeff', 'name,city', 'name,city\n'])(
	'a file without rows gives none: %j',
	async (file) => {
		expect(await readFile(file)).toEqual([]);
		expect(await readFile(file, {}, 1)).toEqual([]);
	},
);

test('LF, CRLF and CR end a line, also mixed in one file; empty lines count as lines only', async () => {
	const file =
		'name,city\r\nAda,Agra\n\n\rBob,Pune\r\r\nCid,Goa\n\r\n"Dan\r\nDee",Diu\rEve\nFay,Una';
	for (const chunkCharacters of [1, 2, 3, 7, undefined]) {
		const rows = await readFile(file, {}, chunkCharacters);
		expect(rows.map(({ kind, line }) => [kind, line])).toEqual([
			['record', 2],
			['record', 5],
			['record', 7],
			['record', 9],
			['record', 11],
			['record', 12],
		]);
	}
});

test('a file of which no more is read is let go, though not all of it was read', async () => {
	let isLetGo = false;
	async function* bytes() {
		try {
			for (;;) yield Buffer.from('name,city\nAda,Agra\n'.repeat(10_000));
		} finally {
			isLetGo = true;
		}
	}
	for await (const rows of readRows(bytes(), ANY_FORMAT)) {
		expect(rows[0]?.json).toEqual({ name: 'Ada', city: 'Agra' });
		break;
	}
	expect(isLetGo).toBe(true);
});

test('the last row needs no line break', async () => {
	expect(await readRecords('name\nAda')).toEqual([{ name: 'Ada' }]);
});

test('no value of columns that share a name, or have none, is lost', async () => {
	expect(await readRecords('name, name ,,name_2,__proto__\na,b,c,d,e')).toEqual([
		{ name: 'a', name_3: 'b', column_3: 'c', name_2: 'd', column_5: 'e' },
	]);
});

test('without a header row the columns are numbered, and the first row is a row', async () => {
	expect(await readRecords('Ada,Agra\nBob,Pune', { hasHeader: false })).toEqual([
		{ column_1: 'Ada', column_2: 'Agra' },
		{ column_1: 'Bob', column_2: 'Pune' },
	]);
});

test.each([
	['comma', 'name,city\n"Rao; A",Pune\nAda,"a;b|c"'],
	['semicolon', 'name;city\n"Rao, A";Pune\nAda;"1,5"'],
	['tab', 'name\tcity\n"Rao, A"\tPune\nAda\t1,5;2'],
	['pipe', 'name|city\nRao, A|Pune\nAda|1,5;2'],
])('the delimiter is detected: %s', async (_, file) => {
	const records = await readRecords(file);
	expect(records.map((record) => Object.keys(record))).toEqual([
		['name', 'city'],
		['name', 'city'],
	]);
});

test('a delimiter of several characters can be chosen', async () => {
	expect(await readRecords('name||city\nRao|A||Pune', { delimiter: '||' })).toEqual([
		{ name: 'Rao|A', city: 'Pune' },
	]);
});

test('cells that a row lacks at its end are empty, and empty ones beyond the table do not count', async () => {
	const file = 'name,city,pin\nAda\nBob,Pune,,,\nCid,Goa,\nDan,Diu,,""," "\n';
	expect(await readRecords(file)).toEqual([
		{ name: 'Ada', city: '', pin: '' },
		{ name: 'Bob', city: 'Pune', pin: '' },
		{ name: 'Cid', city: 'Goa', pin: '' },
		{ name: 'Dan', city: 'Diu', pin: '' },
	]);
});

test('a cell too many costs its row only, which comes out with what it has', async () => {
	expect(await readFile('name,city\nCid,Goa,x,y\nBob,Pune\n')).toEqual([
		{
			kind: 'malformed',
			line: 2,
			json: { name: 'Cid', city: 'Goa', column_3: 'x', column_4: 'y' },
			reason: expect.stringMatching(/has 4 columns, and the file has 2 columns.*remove/),
		},
		{ kind: 'record', line: 3, json: { name: 'Bob', city: 'Pune' } },
	]);
});

describe('a quote that is not closed costs its own row, and never the rows after it', () => {
	const before = 'name,city\nAda,Agra\n';
	test.each([
		['at the end of the file', `${before}Bob,"Pune\n`, [3]],
		['before rows without quotes', `${before}Bob,"Pune\nCid,Goa\nDan,Diu\n`, [3]],
		['before a row with quotes', `${before}Bob,"Pune\nCid,Goa\nDan,"Diu"\n`, [3]],
		['twice', `${before}Bob,"Pune\nCid,"Goa\nDan,Diu\n`, [3, 4]],
		[
			'that is closed by the next row’s, with other columns',
			`${before}"Bob,Pune\nCid,"\nDan,Diu\n`,
			[3],
		],
		['that is alone in its line', `${before}"\nCid,Goa\n`, [3]],
		['with a quote within it', `${before}Bob,"Pu"n"e\nCid,Goa\n`, [3]],
		['before a backslash’s', `${before}Bob,"say \\"hi\\""\nCid,Goa\n`, [3]],
	])('%s', async (_, file, malformed) => {
		for (const chunkCharacters of [1, 5, undefined]) {
			expect(await readMalformedLines(file, {}, chunkCharacters)).toEqual(malformed);
		}
		const rows = await readFile(file);
		expect(rows.at(-1)?.line).toBe(file.trimEnd().split('\n').length);
	});
});

test('a quote in the middle of a text is part of the text', async () => {
	expect(await readRecords('name,size\nnail,5" long\nbolt,"3"" wide"\n')).toEqual([
		{ name: 'nail', size: '5" long' },
		{ name: 'bolt', size: '3" wide' },
	]);
});

test('a header row that cannot be read makes the file unreadable', async () => {
	await expect(readFile('name,"city\nAda,Agra\n')).rejects.toThrow('The header row in line 1');
	await expect(readFile(Buffer.from('na\xe9me,\xc3\xa9\nAda,x', 'latin1'))).rejects.toThrow(
		'header row',
	);
});

test('NUL bytes are text like any other', async () => {
	expect(await readRecords('name,city\nA\0da,Agra\nBob,Pune')).toEqual([
		{ name: 'A\0da', city: 'Agra' },
		{ name: 'Bob', city: 'Pune' },
	]);
});

test('NDJSON: a broken line, or one that holds no object, costs itself only', async () => {
	const file = '{"name":"Ada"}\r\n\n{"name":\n[1]\n"x"\nnull\n{"name":{"first":"Bob"},"n":1}';
	for (const chunkCharacters of [1, undefined]) {
		expect(await readMalformedLines(file, NDJSON, chunkCharacters)).toEqual([3, 4, 5, 6]);
	}
	expect((await readFile(file, NDJSON)).at(-1)).toEqual({
		kind: 'record',
		line: 7,
		json: { name: { first: 'Bob' }, n: 1 },
	});
});

describe('a line longer than a row can be', () => {
	/** A line is measured when it goes on in another chunk. */
	const long = 'x'.repeat(MAX_ROW_CHARACTERS + 200_000);

	test.each<[string, Partial<FileFormat>, string]>([
		['CSV', {}, `name\nAda\n${long}\r\nBob\n`],
		['NDJSON', NDJSON, `{}\n{}\n${long}\r\n{}\n`],
	])('costs itself only (%s), and comes out by its beginning', async (_, format, file) => {
		for (const chunkCharacters of [65_536, 99_991]) {
			const rows = await readFile(file, format, chunkCharacters);
			expect(rows.at(-2)).toMatchObject({
				kind: 'malformed',
				line: 3,
				reason: expect.stringContaining('1,000,000 characters'),
			});
			expect(String(rows.at(-2)?.json.row).length).toBeLessThan(1_000);
			expect(rows.at(-1)).toMatchObject({ kind: 'record', line: 4 });
		}
	});

	test('a row in quotes that never ends is given up there, and reading goes on with the next line', async () => {
		const lines = Array.from({ length: 120_000 }, (_, index) => `lead ${index}`).join('\n');
		const rows = await readFile(`name\n"open\n${lines}\n`, {}, 65_536);
		expect(rows[0]).toMatchObject({ kind: 'malformed', line: 2, json: { row: '"open' } });
		expect(rows).toHaveLength(120_001);
		expect(rows.at(-1)).toEqual({ kind: 'record', line: 120_002, json: { name: 'lead 119999' } });
	});
});
