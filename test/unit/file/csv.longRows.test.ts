import { MAX_ROW_CHARACTERS } from '../../../nodes/EsoLeads/file/row';
import { readChunks } from '../../support/file/readFile';

/** A row is measured when it goes on in another chunk. */
const long = 'x'.repeat(MAX_ROW_CHARACTERS + 1);
const tooLong = { kind: 'malformed', reason: expect.stringContaining('1,000,000 characters') };
const unpaired = { kind: 'malformed', reason: expect.stringContaining('do not pair up') };
const bob = { kind: 'record', json: { name: 'Bob', city: 'Pune' } };

/** Lines of a thousand characters, more than a row may have together. */
const lines = `${'x'.repeat(999)}\n`.repeat(MAX_ROW_CHARACTERS / 1_000 + 1);

describe('a row of CSV that is too long', () => {
	test('costs itself only, and is shown by its beginning', async () => {
		const rows = await readChunks(['name,city\nAda,Agra\n', long, 'y,Goa\nBob,Pune\n']);
		expect(rows).toMatchObject([
			{ line: 2 },
			{ ...tooLong, line: 3, json: { row: `${long.slice(0, 500)}…` } },
			{ ...bob, line: 4 },
		]);
	});

	test('ends a row before it whose quotes are open', async () => {
		const rows = await readChunks(['name,city\n"Ada,Agra\n', long, '\nBob,Pune\n']);
		expect(rows).toMatchObject([
			{ ...unpaired, line: 2, json: { row: '"Ada,Agra' } },
			{ ...tooLong, line: 3 },
			{ ...bob, line: 4 },
		]);
	});

	test('makes the file unreadable as its header row', async () => {
		await expect(readChunks([long, '\nBob,Pune\n'])).rejects.toThrow(
			/header row in line 1 .*1,000,000 characters/,
		);
	});
});

describe('quotes that stay open', () => {
	test('are given up where the row is too long, and each line after them is a row', async () => {
		const rows = await readChunks(['name,city\n"Ada\n', lines, 'Bob,Pune\n']);
		expect(rows).toHaveLength(1_003);
		expect(rows[0]).toMatchObject({ ...unpaired, line: 2, json: { row: '"Ada' } });
		expect(rows[1]).toMatchObject({ kind: 'record', line: 3, json: { name: 'x'.repeat(999) } });
		expect(rows.at(-1)).toMatchObject({ ...bob, line: 1_004 });
	});

	test('are given up at the end of the file', async () => {
		const rows = await readChunks(['name,city\n', '"Ada\n', 'Bob,Pune\n']);
		expect(rows).toMatchObject([
			{ ...unpaired, line: 2 },
			{ ...bob, line: 3 },
		]);
	});

	test.each([
		['in a short row, however much stands before it', [`${lines}"Bob`, '\nRao",Pune\n'], 1_001],
		['in a row of just the length that is allowed', [`"${long.slice(3)}\n`, 'Rao",Pune\n'], 0],
		['chunk by chunk', ['"', 'B', 'ob', '\n', 'Rao"', ',Pu', 'ne\n'], 0],
	])('are waited for %s', async (_, chunks, before) => {
		const rows = await readChunks(['name,city\n', ...chunks, 'Bob,Pune']);
		expect(rows).toHaveLength(before + 2);
		expect(rows[before]).toMatchObject({
			kind: 'record',
			line: before + 2,
			json: { name: expect.stringMatching(/^(?:Bob|x+)\nRao$/), city: 'Pune' },
		});
		expect(rows.at(-1)).toMatchObject({ ...bob, line: before + 4 });
	});
});
