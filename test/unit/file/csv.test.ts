import { MAX_ROW_CHARACTERS } from '../../../nodes/EsoLeads/file/row';
import type { FileNotes } from '../../../nodes/EsoLeads/file/rows';
import { lookingFor, readMalformedLines, readFile, readRecords } from '../../support/file/readFile';

describe('blanks beside quotes and around texts do not count', () => {
	test.each([
		['behind delimiters', 'Name,Mobile,City\nA, "8192829201", "Pune, MH"'],
		['around all cells', ' Name , Mobile , City \n A , 8192829201 , "Pune, MH" '],
		['around quoted names', '"Name" ,"Mobile" , "City"\n"A" ,"8192829201" ,"Pune, MH"'],
		[
			'no-break and wide ones',
			'Name,Mobile,City\n\u00a0A\u00a0,\u30008192829201,\u00a0"Pune, MH"\u00a0',
		],
		['tabs', 'Name,Mobile,City\nA\t,\t8192829201,\t"Pune, MH"\t'],
	])('%s', async (_, file) => {
		expect(await readRecords(file, lookingFor('Mobile'))).toEqual([
			{ Name: 'A', Mobile: '8192829201', City: 'Pune, MH' },
		]);
	});

	test('but those within quotes do, and a tab is no blank where it is the delimiter', async () => {
		expect(await readRecords('Name,City\n" A ",x')).toEqual([{ Name: ' A ', City: 'x' }]);
		expect(await readRecords('Name\tCity\tPin\n\tPune\t')).toEqual([
			{ Name: '', City: 'Pune', Pin: '' },
		]);
	});
});

describe('quotes that neither open nor close a cell are text', () => {
	test.each([
		['"Raju" Sharma'],
		['Asha "A" Rao'],
		['"Raju" "RJ" Sharma'],
		['5" nail'],
		['Dwayne "The Rock" Johnson'],
		['"Raju"Sharma'],
	])('%s', async (name) => {
		const file = `Name,Mobile\n${name},8192829201\nRavi,8192829202`;
		for (const chunkCharacters of [1, undefined]) {
			const records = await readRecords(file, lookingFor('Mobile'), chunkCharacters);
			expect(records).toEqual([
				{ Name: name, Mobile: '8192829201' },
				{ Name: 'Ravi', Mobile: '8192829202' },
			]);
		}
	});
});

describe('text within a quoted cell is never a row of its own', () => {
	test.each([
		[
			'a note with a number, in a row with a comma too many',
			'Mobile,Name,Note\n9849012399,Rao, Asha,"alt numbers:\n9849012388,Brother,home"\n9849012377,Ravi,x',
			[2],
		],
		[
			'in a row that lacks its last column',
			'Mobile,Name,Note\n9849012399,"Asha\n9849012388"\n9849012377,Ravi,x',
			[2],
		],
		[
			'over many lines',
			`Mobile,Name\n9849012399,Asha,"${'9849012388,B\n'.repeat(50)}"\n9849012377,Ravi`,
			[2],
		],
		[
			'before more text of the cell',
			'Mobile,Name,Note\n9849012399,"alt:\n9849012388,Brother,home" x,Pune\n9849012377,Ravi,x',
			[2],
		],
		[
			'before more text, and another text over two lines',
			'Mobile,Name\n9849012399,"a\n9849012388,B" x,"c\n9849012366,D"\n9849012377,Ravi',
			[2],
		],
		[
			'before quotes that do not pair up',
			'Mobile,Name\n9849012399,"a\n9849012388,B" x,"c" "d"e\n9849012377,Ravi',
			[2],
		],
		[
			'behind quotes with a backslash',
			'Mobile,Name\n9849012399,"alt: \\"Raju\\"\n9849012388,Brother,home"\n9849012377,Ravi',
			[2],
		],
		[
			'before quotes with a backslash',
			'Mobile,Name\n9849012399,"alt:\n9849012388,\\"Raju\\""\n9849012377,Ravi',
			[2],
		],
	])('%s', async (_, file, malformed) => {
		for (const chunkCharacters of [1, 11, undefined]) {
			const rows = await readFile(file, lookingFor('Mobile'), chunkCharacters);
			expect(rows.flatMap((row) => (row.kind === 'malformed' ? [row.line] : []))).toEqual(
				malformed,
			);
			expect(rows).toHaveLength(2);
			expect(rows.at(-1)?.json.Mobile).toBe('9849012377');
		}
	});
});

test('quotes with a backslash stay refused, row by row', async () => {
	const file = [
		'Name,Mobile',
		'"say \\"hi\\"",8192829201',
		'"a \\", b",8192829202',
		'"C:\\",8192829203',
		'Ravi,8192829204',
		'"C:\\" drive,8192829205',
		'Asha,8192829206',
		'"C:\\" drive,8192829207',
		'"Asha",8192829208',
	].join('\n');
	for (const chunkCharacters of [1, 5, undefined]) {
		const lines = await readMalformedLines(file, lookingFor('Mobile'), chunkCharacters);
		expect(lines).toEqual([2, 3, 6, 8]);
	}
});

test('rows that hold nothing are skipped, and lines are still counted', async () => {
	const file = 'Name,Mobile\n,\n   \n" ",""\n\t,\u00a0\nRavi,8192829204\n,,,,\n\x1a\0\0\0\0';
	const rows = await readFile(file, lookingFor('Mobile'));
	expect(rows).toEqual([{ kind: 'record', line: 6, json: { Name: 'Ravi', Mobile: '8192829204' } }]);
});

test('what pads the end of a file is not part of its last cell', async () => {
	const file = 'Name,Mobile\nRavi,8192829204\x1a\0\0\0';
	expect(await readRecords(file)).toEqual([{ Name: 'Ravi', Mobile: '8192829204' }]);
});

test('a column without a name is there only where it has a value', async () => {
	expect(await readRecords('Name,,Mobile,\nRavi,,1,\nAsha,x,2,')).toEqual([
		{ Name: 'Ravi', Mobile: '1' },
		{ Name: 'Asha', column_2: 'x', Mobile: '2' },
	]);
});

test('a file without a header row has as many columns as its widest rows', async () => {
	const file = 'Ravi,1\nAsha,2,Pune\nBob,3';
	const notes: FileNotes = {};
	expect(await readRecords(file, { hasHeader: false }, undefined, notes)).toEqual([
		{ column_1: 'Ravi', column_2: '1', column_3: '' },
		{ column_1: 'Asha', column_2: '2', column_3: 'Pune' },
		{ column_1: 'Bob', column_2: '3', column_3: '' },
	]);
	expect(notes.columns).toEqual(['column_1', 'column_2', 'column_3']);
});

test.each([
	[
		'cells too many, though the first of them is empty',
		'Cid,Goa,,y',
		{ column_4: 'y' },
		/has 4 columns, .* 2 columns\. .*delimiter/,
	],
	['a cell too many', 'Cid,Goa,y', { column_3: 'y' }, /has 3 columns, .* 2 columns/],
	[
		'a cell too few, in a row over lines',
		'"Cid\nGoa"',
		{ name: 'Cid\nGoa', column_2: '' },
		/has 1 column, .* 2 columns\. .*next lines/,
	],
])('a row with %s is refused, and shows all that it holds', async (_, row, json, reason) => {
	const [read, last] = await readFile(`name,column_2\n${row}\nBob,Pune`);
	expect(read).toMatchObject({
		kind: 'malformed',
		line: 2,
		json,
		reason: expect.stringMatching(reason),
	});
	expect(last).toMatchObject({ kind: 'record', json: { name: 'Bob', column_2: 'Pune' } });
});

test('a cell too many keeps its value where a column has its name', async () => {
	const [read] = await readFile('name,column_3\nCid,Goa,y');
	expect(read?.json).toEqual({ name: 'Cid', column_3: 'Goa', column_3_surplus: 'y' });
});

test('a row whose quotes do not pair up is shown as it stands in the file, and with what to do', async () => {
	const rows = await readFile('name,city\nAda,Agra\n"say \\"hi\\"",Diu\nBob,"Pune\nCid,Goa');
	expect(rows.slice(1, 3)).toEqual([
		{
			kind: 'malformed',
			line: 3,
			json: { row: '"say \\"hi\\"",Diu' },
			reason: expect.stringMatching(/do not pair up.*twice/),
		},
		{
			kind: 'malformed',
			line: 4,
			json: { row: 'Bob,"Pune' },
			reason: expect.stringMatching(/do not pair up/),
		},
	]);
});

test('the limit of a row counts characters, in whichever script', async () => {
	const hindi = 'क'.repeat(420_001);
	const file = `Name,Mobile\n"${hindi}",1\n"${hindi}\n${hindi}",2\n`;
	expect(await readRecords(file, lookingFor('Mobile'))).toHaveLength(2);
	const long = `Name,Mobile\n"${'क\n'.repeat(MAX_ROW_CHARACTERS / 2 + 70_000)}",1\nRavi,2\n`;
	expect((await readFile(long, lookingFor('Mobile')))[0]?.kind).toBe('malformed');
});
