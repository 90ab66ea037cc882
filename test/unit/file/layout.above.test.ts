import { findLayout } from '../../../nodes/EsoLeads/file/layout';
import { ANY_FORMAT, type FileNotes } from '../../../nodes/EsoLeads/file/rows';
import { MissingColumn } from '../../../nodes/EsoLeads/file/unreadable';
import { lookingFor, readFile, readRecords } from '../../support/file/readFile';

const asha = { Name: 'Asha', Mobile: '9819000001' };
const table = 'Name,Mobile\nAsha,9819000001';

/** The line of the header row that is found below these lines. */
async function findLine(above: string, below = table): Promise<number | undefined> {
	const notes: FileNotes = {};
	const rows = await readFile(`${above}\n${below}`, lookingFor('Mobile'), undefined, notes);
	expect(rows.at(-1)?.json).toMatchObject({ Mobile: '9819000001' });
	return notes.headerLine;
}

describe('what a program writes above a table is no lead', () => {
	test.each([
		['20261128'],
		['19991231'],
		['2026-11-28'],
		['2026-1-28'],
		['2026.11.8'],
		['28-11-2026'],
		['8.11.2026'],
		['28-1-2026'],
		['12'],
		['₹ 12.50'],
		['1 500'],
		['Tel 022 2345678'],
		['022 2345678 (shop)'],
		['123456'],
		['2026-11-28 10:30'],
	])('Exported,%s', async (cell) => {
		expect(await findLine(`Exported,${cell}`)).toBe(2);
	});

	test.each([
		['a comment that is indented', ' # by Tally, 2', 2],
		['a title whose quote is never closed', '"big list, 2026', 2],
		['a text over lines that looks like the header row', '"Columns:\nName,Mobile"', 3],
		['more lines than one', 'Contacts\n# by Tally, 2\n\nTotal,12', 5],
		['a title about sep=', 'Note sep=;', 2],
	])('%s', async (_, above, line) => {
		expect(await findLine(above)).toBe(line);
	});

	test.each(['Address 1,Mobile\nx,9819000001', '1st Name,Mobile\nx,9819000001'])(
		'and a name of a column may hold a digit: %j',
		async (below) => {
			expect(await findLine('Contacts', below)).toBe(2);
		},
	);

	test('a header row in the first line may hold any number', async () => {
		const file = 'Mobile,2026\n9819000001,x';
		expect(await readRecords(file, lookingFor('Mobile'))).toEqual([
			{ Mobile: '9819000001', 2026: 'x' },
		]);
	});

	test('the header row is looked for in sixty rows', async () => {
		expect(await findLine('# a\n'.repeat(59).trimEnd())).toBe(60);
		await expect(findLine('# a\n'.repeat(60).trimEnd())).rejects.toThrow(MissingColumn);
	});
});

describe('a lead above the header row would be lost, so that the file is refused', () => {
	test.each([
		['9819000001'],
		['+91 98190 00001'],
		['(022) 2345678'],
		['2345678'],
		['18001234'],
		['2012345678'],
		['022 2345-67-89'],
		['0222-34-56789'],
		['98190-12-1234'],
		['22-12-34567'],
		['098190.00001'],
	])('Ravi,%s', async (number) => {
		await expect(findLine(`Ravi,${number}`)).rejects.toMatchObject({ file: { line: 2 } });
	});

	test.each(['Asha #2,Pune', 'Asha#2,Pune', 'Contacts\nAsha,Pune', 'Asha,Pune\nContacts'])(
		'%j',
		async (above) => {
			await expect(findLine(above)).rejects.toThrow(MissingColumn);
		},
	);
});

test('of several names for the column one is enough', async () => {
	const format = (...contactNumberColumns: string[]) => ({
		contactNumberColumns,
		wantedColumns: contactNumberColumns,
	});
	expect(await readRecords(table, format('Phone', 'Mobile'))).toEqual([asha]);
	const repeated = 'Mobile,Mobile\n,9819000001';
	expect(await readRecords(repeated, format('Phone', 'Mobile_2'))).toHaveLength(1);
	const names = { ...format('phone', 'column_2'), hasHeader: false };
	expect(await readRecords('Asha,9819000001', names)).toHaveLength(1);
});

test('a column that is not there is told with what stands in the file, as far as it goes', async () => {
	await expect(readFile('Name,Mobile No.\nAsha', lookingFor('phone'))).rejects.toMatchObject({
		samples: [{ Name: 'Asha', 'Mobile No.': '' }],
		file: { kind: 'csv', line: undefined },
	});
});

test.each(['sep=;', 'sep=;\n\n', ',,\n,,\n'])('a table without rows has none: %j', async (file) => {
	expect(await readFile(file, lookingFor('Mobile'))).toEqual([]);
});

describe('the delimiter is told from the first rows', () => {
	test.each([
		['the one that gives rows the same number of columns', 'a, b;c\n1;2\n3;4', ['a, b', 'c']],
		['rather than the one that gives more columns', 'a,b,c;d\n1;2\n3;4', ['a,b,c', 'd']],
		['the one that gives more columns, if both fit', 'a, b;c;d\n1, 2;3;4', ['a, b', 'c', 'd']],
		['the other one where a tab only fills up', 'a,\tb\t\n1,\t"2"\t', ['a', 'b']],
		['the one that sep= names', 'sep=";"\na;b\n1,2;3', ['a', 'b']],
	])('%s', async (_, file, columns) => {
		const [record = {}] = await readRecords(file);
		expect(Object.keys(record)).toEqual(columns);
	});

	test('also of what follows the lines that are skipped', async () => {
		const file = 'Contacts of the whole shop\nsep=^\nName^Mobile\nAsha^9819000001';
		expect(await readRecords(file, { skipLines: 1 })).toEqual([asha]);
	});
});

test('empty cells beyond the first row of a file without a header row are no columns', async () => {
	expect(await readRecords('Ravi,1\nAsha,2,,', { hasHeader: false })).toEqual([
		{ column_1: 'Ravi', column_2: '1' },
		{ column_1: 'Asha', column_2: '2' },
	]);
});

describe('the beginning of a large file ends anywhere', () => {
	const format = { ...ANY_FORMAT, ...lookingFor('Mobile') };

	test('and a row that is cut off there says nothing', () => {
		const headless = { ...ANY_FORMAT, hasHeader: false };
		expect(findLayout('a,b\nc,d,e,f', false, headless)).toMatchObject({ width: 2 });
		expect(findLayout('a,b\nc,d,e,f', true, headless)).toMatchObject({ width: 4 });
		expect(findLayout('a,b\nc,d,e,f\n', false, headless)).toMatchObject({ width: 4 });
	});

	test('but the first row is read as far as it goes', () => {
		expect(findLayout('Name,Mobile', false, format)).toMatchObject({ line: 1, delimiter: ',' });
		expect(findLayout('Title\nName,Mobile\nA', false, format)).toMatchObject({ line: 2, at: 6 });
	});
});
