import type { FileNotes } from '../../../../nodes/EsoLeads/file/rows';
import type { RejectionCode } from '../../../../nodes/EsoLeads/lead/refusals';
import {
	createRejectedFile,
	createRejectedItems,
} from '../../../../nodes/EsoLeads/operations/importFile/rejectedRows';
import type { RejectedRow } from '../../../../nodes/EsoLeads/operations/importFile/rowLedger';

function createRow(line: number, json: RejectedRow['json'], code: RejectionCode = 'malformed_row') {
	return { line, json, rejection: { code, message: 'No', retryable: false, line } };
}

/** A storage that keeps what is written. */
function createStorage() {
	const chunks: Buffer[] = [];
	const names: string[] = [];
	return {
		names,
		chunks,
		text: () => Buffer.concat(chunks).toString(),
		store: async (written: AsyncIterable<Buffer>, name: string) => {
			names.push(name);
			for await (const chunk of written) chunks.push(chunk);
			return { data: '', mimeType: 'text/csv' };
		},
	};
}

const NOTES: FileNotes = { columns: ['mobile', 'Name'], delimiter: ';' };

describe('rejected rows as items', () => {
	test('have their columns and their reason, and are linked to the item of the file', async () => {
		const rejected = createRejectedItems(10);
		rejected.add(createRow(3, { mobile: 'x' }));
		expect(await rejected.end(2)).toEqual([
			{
				json: {
					rejection: { code: 'malformed_row', message: 'No', retryable: false, line: 3 },
					mobile: 'x',
				},
				pairedItem: { item: 2 },
			},
		]);
		expect(rejected.describe()).toEqual([]);
	});

	test('are only counted beyond the limit, with those that wait counted in', async () => {
		const rejected = createRejectedItems(2);
		expect([0, 1, 2].map((waiting) => rejected.isFull(waiting))).toEqual([false, false, true]);
		for (const line of [2, 3, 4]) rejected.add(createRow(line, {}));
		expect(rejected.isFull(0)).toBe(true);
		expect(await rejected.end(0)).toHaveLength(2);
		expect(rejected.describe()).toEqual([
			expect.stringMatching(/^1 rejected row was only counted, after the first 2 items: set/),
		]);
	});
});

describe('rejected rows as a file', () => {
	test('are counted by their reasons, in a file that is named after the original', async () => {
		const storage = createStorage();
		const rejected = createRejectedFile('leads.csv', NOTES, storage.store);
		expect(rejected.isFull(1_000_000)).toBe(false);
		rejected.add(createRow(3, { mobile: 'x', Name: 'Ada' }, 'invalid_contact_number'));
		rejected.add(createRow(4, { mobile: 'y', Name: '' }, 'invalid_contact_number'));
		rejected.add(createRow(5, { row: '"z' }));
		expect(await rejected.end(1)).toEqual([
			{
				json: {
					file: 'leads.csv',
					rejectedRows: 3,
					rejections: { invalid_contact_number: 2, malformed_row: 1 },
				},
				binary: { data: { data: '', mimeType: 'text/csv' } },
				pairedItem: { item: 1 },
			},
		]);
		expect(storage.names).toEqual(['leads-rejected.csv']);
		expect(storage.text()).toBe(
			[
				'\ufeffrejection_reason;rejection_code;rejection_line;rejection_text;mobile;Name',
				'No;invalid_contact_number;3;;x;Ada',
				'No;invalid_contact_number;4;;y;',
				'No;malformed_row;5;"""z";;',
				'',
			].join('\r\n'),
		);
		expect(rejected.describe()).toEqual([
			'3 rejected rows came out in a file. Correct it, then import it again.',
		]);
	});

	test('are no file if there are none, and nothing is stored', async () => {
		const storage = createStorage();
		const rejected = createRejectedFile('leads.csv', NOTES, storage.store);
		expect(await rejected.end(0)).toEqual([]);
		expect(storage.names).toEqual([]);
		expect(rejected.describe()).toEqual([]);
	});

	test('are written while more come in, so that a million of them fill no memory', async () => {
		const storage = createStorage();
		const rejected = createRejectedFile('leads.csv', NOTES, storage.store);
		const long = 'x'.repeat(200_000);
		for (const line of [2, 3]) rejected.add(createRow(line, { mobile: long, Name: '' }));
		await new Promise((resolve) => setImmediate(resolve));
		expect(storage.chunks).toHaveLength(1);
		rejected.add(createRow(4, { mobile: 'last', Name: '' }));
		await rejected.end(0);
		expect(storage.text().split('\r\n')).toHaveLength(5);
		expect(storage.text()).toMatch(/;4;;last;\r\n$/);
	});

	test.each([
		['leads.csv', 'leads-rejected.csv'],
		['leads-rejected.csv', 'leads-rejected.csv'],
		['leads', 'leads-rejected.csv'],
		['export.2026.xlsx.csv', 'export.2026.xlsx-rejected.csv'],
		['v1.a-long-ending', 'v1.a-long-ending-rejected.csv'],
	])('%s becomes %s', async (name, expected) => {
		const storage = createStorage();
		const rejected = createRejectedFile(name, NOTES, storage.store);
		rejected.add(createRow(2, {}));
		await rejected.end(0);
		expect(storage.names).toEqual([expected]);
	});
});

describe('a row in a file of rejected rows', () => {
	const write = async (json: RejectedRow['json'], notes: FileNotes = { columns: ['a', 'b'] }) => {
		const storage = createStorage();
		const rejected = createRejectedFile('leads.csv', notes, storage.store);
		rejected.add(createRow(7, json));
		await rejected.end(0);
		const [, ...lines] = storage.text().split(/(?<=\r\n)/);
		return lines.join('').replace('No,malformed_row,7,', '');
	};

	test.each([
		['say "x"', '"say ""x"""'],
		['two\nlines', '"two\nlines"'],
		['two\rlines', '"two\rlines"'],
		[' before', '" before"'],
		['after ', '"after "'],
		['in between', 'in between'],
		['1,5', '"1,5"'],
		['', ''],
	])('keeps a text as it is: %j', async (text, cell) => {
		expect(await write({ a: text, b: '' })).toBe(`,${cell},\r\n`);
	});

	test('keeps the delimiter of the original, and quotes a text that holds it', async () => {
		expect(await write({ a: 'x;y', b: 'z' }, { columns: ['a', 'b'], delimiter: ';' })).toBe(
			'No;malformed_row;7;;"x;y";z\r\n',
		);
	});

	test('holds the values of JSON as they read in a cell', async () => {
		expect(await write({ a: null, b: 5 })).toBe(',,5\r\n');
		expect(await write({ a: true, b: [1] })).toBe(',true,[1]\r\n');
		expect(await write({ a: { c: 1 }, b: '' })).toBe(',"{""c"":1}",\r\n');
	});

	test('has what stands in no column beside the reason: its text as it is, fields with their names', async () => {
		expect(await write({ row: 'x y' })).toBe('x y,,\r\n');
		expect(await write({ row: 'x', extra: 'y' })).toBe('"{""row"":""x"",""extra"":""y""}",,\r\n');
		expect(await write({ a: '1', b: '2', extra: 3 })).toBe('"{""extra"":3}",1,2\r\n');
	});

	test('loses the reason of an earlier rejection', async () => {
		const columns = ['rejection_reason', 'rejection_code', 'rejection_line', 'rejection_text', 'a'];
		const json = { rejection_reason: 'Old', rejection_code: 'old', a: '1' };
		expect(await write(json, { columns })).toBe(',1\r\n');
	});

	test('has only the reason if the file has no columns', async () => {
		expect(await write({}, {})).toBe('\r\n');
	});
});
