import type { FileNotes } from '../../../nodes/EsoLeads/file/rows';
import { MissingColumn, UnreadableFile } from '../../../nodes/EsoLeads/file/unreadable';
import { lookingFor, readFile, readRecords } from '../../support/file/readFile';

const asha = { Name: 'Asha', Mobile: '9819000001' };

describe('the header row is found by the column that is looked for', () => {
	test.each([
		['in the first line', 'Name,Mobile\nAsha,9819000001', undefined],
		['below a title', 'Contacts of the shop\nName,Mobile\nAsha,9819000001', 2],
		[
			'below comments and an empty line',
			'# exported\n# by Tally\n\nName,Mobile\nAsha,9819000001',
			4,
		],
		['below a date of the same width', 'Exported,2026-11-28\nName,Mobile\nAsha,9819000001', 2],
		['below a padded title', 'Contacts,\n,\nName,Mobile\nAsha,9819000001', 3],
		['below a title with a stray quote', 'The "big list\nName,Mobile\nAsha,9819000001', 2],
		['below sep=, which is no row', 'sep=,\nName,Mobile\nAsha,9819000001', undefined],
		['below empty lines', '\n\n,,\nName,Mobile\nAsha,9819000001', undefined],
		['below sep= and a title', 'sep=,\nContacts\nName,Mobile\nAsha,9819000001', 3],
		['below comments as wide', '# by X, Y\n// 1, 2\nName,Mobile\nAsha,9819000001', 3],
		['below the number of the shop', '022 2345678\nName,Mobile\nAsha,9819000001', 2],
	])('%s', async (_, file, headerLine) => {
		const notes: FileNotes = {};
		const records = await readFile(file, lookingFor('Mobile'), undefined, notes);
		expect(records.map(({ json }) => json)).toEqual([asha]);
		expect(notes.headerLine).toBe(headerLine);
	});

	test('and rows keep the lines that they have in the file', async () => {
		const file = 'Title\n\nName,Mobile\nAsha,9819000001\nRavi,9819000002';
		const rows = await readFile(file, lookingFor('mobile'), 1);
		expect(rows.map(({ line }) => line)).toEqual([4, 5]);
	});

	test('but a row that holds that word is not taken for it', async () => {
		const reading = readFile('name,type,number\nAsha,phone,9819000001', lookingFor('phone'));
		await expect(reading).rejects.toThrow(MissingColumn);
		const alike = readFile('kind,device,note\nAsha,phone,hello', lookingFor('phone'));
		await expect(alike).rejects.toThrow(MissingColumn);
	});
});

describe('a header row is not looked for below rows of leads, which would be lost', () => {
	test.each(['Asha,9819000001\nName,Mobile\nRavi,9819000002', '9819000001\nMobile\n9819000002'])(
		'%j',
		async (file) => {
			const reading = readFile(file, lookingFor('Mobile'));
			await expect(reading).rejects.toMatchObject({ file: { line: 2 } });
		},
	);
});

test('Skip Lines skips lines, whatever they hold', async () => {
	const file = 'Mobile,Mobile\n"\nName,Mobile\nAsha,9819000001';
	expect(await readRecords(file, { ...lookingFor('Mobile'), skipLines: 2 })).toEqual([asha]);
	expect(await readRecords(file, { skipLines: 2 })).toEqual([asha]);
});

describe("Excel's sep= line is obeyed", () => {
	test.each([
		['sep=;\r\nName;Mobile\r\nAsha;9819000001', ';'],
		['\ufeffsep=;\nName;Mobile\nAsha;9819000001', ';'],
		['SEP=\t\nName\tMobile\nAsha\t9819000001', 'tab'],
		['"sep=|"\nName|Mobile\nAsha|9819000001', '|'],
		['sep=;;\nName;Mobile\nAsha;9819000001', 'as a spreadsheet saved it again'],
		['sep=^\nName^Mobile\nAsha^9819000001', 'a delimiter that nothing else would find'],
	])('%j', async (file) => {
		expect(await readRecords(file, lookingFor('Mobile'))).toEqual([asha]);
		expect(await readRecords(file)).toEqual([asha]);
		expect(await readRecords(file, { hasHeader: false })).toHaveLength(2);
	});
});

describe('the column that is looked for decides between delimiters', () => {
	test.each([
		['Mobile;Name (first, last, middle);Amount\n9819000001;Asha, R, K;5', 'Mobile'],
		['Name, first|Mobile\nAsha, R|9819000001\nRavi, K|9819000002', 'Mobile'],
		['Name,\tMobile\t\nAsha,\t"9819000001"\t', 'Mobile'],
		['a,b,c;Mobile\n1,2,3;9819000001\n1,2,3;9819000002', 'mobile'],
	])('%j', async (file, column) => {
		const [first] = await readRecords(file, lookingFor(column));
		expect(first).toMatchObject({ [column]: '9819000001' });
	});
});

describe('a column that is not there stops the run before anything is read', () => {
	test('and lists those that there are, with rows to judge them by', async () => {
		const error: unknown = await readFile(
			'Name,Mobile No.\nAsha,9819000001',
			lookingFor('phone'),
		).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(MissingColumn);
		expect(error).toMatchObject({
			column: 'phone',
			columns: ['Name', 'Mobile No.'],
			samples: [{ Name: 'Asha', 'Mobile No.': '9819000001' }],
		});
	});

	test('but a name that the message lists for a column will do', async () => {
		const repeated = 'Name,Mobile,Mobile\nAsha,,9819000001';
		expect(await readRecords(repeated, lookingFor('Mobile_2'))).toEqual([
			{ Name: 'Asha', Mobile: '', Mobile_2: '9819000001' },
		]);
		const nameless = 'Name,,City\nAsha,9819000001,Pune';
		expect(await readRecords(nameless, lookingFor('column_2'))).toEqual([
			{ Name: 'Asha', column_2: '9819000001', City: 'Pune' },
		]);
	});

	test('also in a file without a header row', async () => {
		const file = 'Asha,9819000001\nRavi,9819000002,x';
		const format = { hasHeader: false };
		expect(await readFile(file, { ...lookingFor('column_3'), ...format })).toHaveLength(2);
		const reading = readFile(file, { ...lookingFor('column_4'), ...format });
		await expect(reading).rejects.toThrow(MissingColumn);
	});
});

describe('a text that is no table is called by its name', () => {
	test.each([
		['<!DOCTYPE html>\n<html><body><table><tr><td>1</td></tr></table>', 'web page (HTML)'],
		['\n<table border=1><tr><td>Mobile</td></tr></table>', 'web page (HTML)'],
		['<?xml version="1.0"?><contacts/>', 'XML'],
		['<contacts><c phone="1"/></contacts>', 'XML'],
		['{\\rtf1\\ansi Hello}', 'RTF'],
		['BEGIN:VCARD\nVERSION:3.0\nTEL:9819000001\nEND:VCARD', 'vCard'],
		['[server]\nhost = 1\n', 'INI'],
		['---\n- name: Asha\n  mobile: 1\n', 'YAML'],
		['| Name | Phone |\n|---|---|\n| A | 1 |\n', 'Markdown'],
		['From me@example.com Mon\nSubject: x\n', 'e-mail'],
		['BEGIN:VCALENDAR\nEND:VCALENDAR', '.ics'],
		['-- dump\nINSERT INTO leads VALUES (1);', 'SQL'],
	])('%j', async (file, name) => {
		const reading = readFile(file, lookingFor('mobile'));
		await expect(reading).rejects.toThrow(UnreadableFile);
		await expect(reading).rejects.toThrow(name);
	});

	test.each([
		['HTML', '<pre>\nMobile,Name\n9819000001,Asha\n</pre>'],
		['RTF', '{\\rtf1\\ansi\nMobile,Name\\par\n9819000001,Asha\\par\n}'],
		['XML', '<?xml version="1.0"?>\nMobile,Name\n9819000001,Asha'],
	])('also where a line of it looks like a header row (%s)', async (name, file) => {
		await expect(readFile(file, lookingFor('Mobile'))).rejects.toThrow(name);
	});

	test.each([
		['HTML', '<p>Contacts</p>\n9819000001'],
		['XML', '<a>\n<b>9819000001</b></a>'],
		['RTF', '{\\rtf1\n9819000001'],
		['SQL', '--\n-- dump\n--\n\nSET timeout = 0;\nCOPY a (b) FROM stdin;\n9819000001\n'],
		['YAML', '- mobile: 9819000001\n'],
	])('also without a header row (%s)', async (name, file) => {
		const format = { ...lookingFor('column_1'), hasHeader: false };
		await expect(readFile(file, format)).rejects.toThrow(name);
	});

	test('a column may be called like a tag', async () => {
		expect(await readRecords('<name>,mobile\nAsha,1', lookingFor('mobile'))).toHaveLength(1);
	});
});
