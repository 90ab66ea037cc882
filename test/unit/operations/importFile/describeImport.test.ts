import { ANY_FORMAT } from '../../../../nodes/EsoLeads/file/rows';
import { MissingColumn, UnreadableFile } from '../../../../nodes/EsoLeads/file/unreadable';
import { toUnreadableFile } from '../../../../nodes/EsoLeads/operations/importFile/describeImport';

type Format = Partial<typeof ANY_FORMAT>;

const DETECTED: Format = { delimiter: undefined, encoding: undefined };

/** What a user reads of a file whose header row has other columns than `column`. */
function describeMissing(column: string, columns: readonly string[], format: Format = DETECTED) {
	const error = new MissingColumn(column, columns, [], { kind: 'csv' });
	const file = { name: 'leads.csv', format: { ...ANY_FORMAT, ...format } };
	return toUnreadableFile(error, file, undefined).message;
}

describe('a file without the column of the numbers', () => {
	test('is named, with its columns, and the one to choose instead', () => {
		const samples = [{ Name: 'Asha', Phone: '+91 98190 00001' }];
		const error = new MissingColumn('mobile', ['Name', 'Phone'], samples, { kind: 'csv' });
		const file = { name: 'leads.csv', format: ANY_FORMAT };
		expect(toUnreadableFile(error, file, undefined)).toEqual({
			code: 'unreadable_file',
			message:
				"'leads.csv' has no column 'mobile'. 'Phone' holds phone numbers in 1 of 1 rows: write it to 'Contact Number Column'. Its columns are 'Name', 'Phone'.",
			retryable: false,
		});
	});

	test('whose header is further down is told how many lines to skip', () => {
		const error = new MissingColumn('mobile', ['Title'], [], { kind: 'csv', line: 1_002 });
		const file = { name: 'leads.csv', format: ANY_FORMAT };
		expect(toUnreadableFile(error, file, undefined).message).toBe(
			"'leads.csv' has no column 'mobile'. Its columns are 'Title'. 'mobile' is in line 1,002: if that is the header row, set 'Skip Lines' to 1,001.",
		);
	});
});

describe('where the columns may have been read wrongly, the options to check are named', () => {
	const two = ['Name', 'Phone'];

	test.each<[string, string, readonly string[], Format, string | undefined]>([
		['none, where all was detected', 'mobile', two, DETECTED, undefined],
		['a chosen encoding', 'mobile', two, { encoding: 'utf-16le' }, "'Encoding'"],
		['a chosen delimiter', 'mobile', two, { delimiter: ';' }, "'Delimiter'"],
		['the delimiter of a single column', 'mobile', ['Name;Phone'], DETECTED, "'Delimiter'"],
		['skipped lines', 'mobile', two, { skipLines: 1 }, "'Skip Lines'"],
		['no header row, but a name', 'mobile', two, { hasHeader: false }, "'Header Row'"],
		[
			'all of them, in the order of the editor',
			'mobile',
			two,
			{ encoding: 'utf-8', delimiter: ';', skipLines: 2, hasHeader: false },
			"'Encoding', 'Delimiter', 'Skip Lines', 'Header Row'",
		],
	])('%s', (_, column, columns, format, options) => {
		const sentence = `If these are not the columns of the file, check ${options} in the file options.`;
		expect(describeMissing(column, columns, format)).toBe(
			[
				`'leads.csv' has no column '${column}'. Its columns are ${columns.map((name) => `'${name}'`).join(', ')}.`,
				...(options === undefined ? [] : [sentence]),
			].join(' '),
		);
	});

	test.each<[string, string, boolean]>([
		['column_3', 'the position of a column', false],
		['column_12', 'a position of two digits', false],
		['column_x', 'a name', true],
		['column_', 'a name without a position', true],
		['column_3a', 'a name that goes on', true],
		['my column_3', 'a name that only ends like a position', true],
	])('without a header row, %s is %s', (column, _, isToCheck) => {
		const message = describeMissing(column, ['column_1', 'column_2'], { hasHeader: false });
		expect(message.includes("'Header Row'")).toBe(isToCheck);
	});

	test.each<[string, boolean]>([
		['9819000001', true],
		['+919819000001', true],
		['+91 (981) 900-0001', true],
		['981-9000', true],
		['981900', false],
		['Phone 9819000001', false],
		['9819000001 (mobile)', false],
		['2026', false],
		['+91 98190 00001 98190 00002 98190', false],
	])('a column called %j is a lead in place of a header: %s', (column, isLead) => {
		const message = describeMissing('mobile', ['Asha', column]);
		expect(message.includes("'Header Row'")).toBe(isLead);
	});
});

describe('a file that cannot be read says why, and whether another try may help', () => {
	test.each<[string, unknown, string, boolean]>([
		[
			'is of another kind',
			new UnreadableFile('The file is not CSV or JSON, but XML.'),
			'The file is not CSV or JSON, but XML.',
			false,
		],
		[
			'lacks a column, and has no name',
			new MissingColumn('mobile', ['Name'], [], { kind: 'csv' }),
			"The file has no column 'mobile'.",
			false,
		],
		[
			'was not given by its storage',
			new Error('connect ETIMEDOUT'),
			'The file could not be read: connect ETIMEDOUT',
			true,
		],
		['was not given, in a word', 'NoSuchKey', 'The file could not be read: NoSuchKey', true],
	])('one that %s', (_, error, message, retryable) => {
		expect(toUnreadableFile(error, undefined, undefined)).toEqual({
			code: 'unreadable_file',
			message,
			retryable,
		});
	});
});
