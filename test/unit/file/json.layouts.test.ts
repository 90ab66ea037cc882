import { requireNumberField } from '../../../nodes/EsoLeads/file/json';
import type { FileRow } from '../../../nodes/EsoLeads/file/row';
import type { FileNotes } from '../../../nodes/EsoLeads/file/rows';
import { MissingColumn, UnreadableFile } from '../../../nodes/EsoLeads/file/unreadable';
import { lookingFor, readFile, readRecords } from '../../support/file/readFile';

/** The line of each row, negative if it could not be read. */
async function readLines(...file: Parameters<typeof readFile>): Promise<number[]> {
	return (await readFile(...file)).map(({ kind, line }) => (kind === 'record' ? line : -line));
}

describe('objects in a line each keep the lines of the file', () => {
	test.each([
		['behind empty lines', '{"mobile":1}\n\n{"mobile":2}', [1, 3]],
		['beside lines that cannot be read', '{"mobile":1}\n\nbroken', [1, -3]],
		['beside one that holds a list', '{"a":[{"mobile":9}]}\n\n{"mobile":2}', [1, 3]],
		['in a text sequence', '\x1e{"mobile":1}\n\n\x1e{"mobile":2}\n', [1, 3]],
		['with a comma and blanks behind each', '{"mobile":1}, \r\n{"mobile":2} ,\t\r\n', [1, 2]],
		['in a list whose beginning is missing', '{"mobile":1},\n{"mobile":2}\n]\n', [1, 2]],
		['also where a list begins between them', '{"mobile":1}\n[\n{"mobile":2}\n]', [1, 3]],
	])('%s', async (_, file, lines) => {
		expect(await readLines(file, lookingFor('mobile'))).toEqual(lines);
	});

	test.each([
		['above them a line that is broken', '{"name":\n{"name":"x"}\n', [-1, 2]],
		['broken lines on both sides', '{"name":\n{"name":"x"}\nbroken', [-1, 2, -3]],
		['only one of them, below empty lines', '\n\n{"name":"x"}', [3]],
	])('if no column is asked for, too: %s', async (_, file, lines) => {
		expect(await readLines(file)).toEqual(lines);
	});
});

describe('the list of leads is found', () => {
	test.each([
		['with an object a line, within an object', '{"data":[\n{"mobile":1},\n{"mobile":2}\n]}'],
		['behind a list of other things', '{"ids":[{"id":1}],"data":[{"Mobile":1},{"Mobile":2}]}'],
		['behind a text that looks like one', '{"note":"[{","data":[{"mobile":1},{"mobile":2}]}'],
	])('%s', async (_, file) => {
		expect(await readRecords(file, lookingFor('mobile'))).toEqual([{ mobile: 1 }, { mobile: 2 }]);
	});

	test('though its first object is broken', async () => {
		const file = '{"data":[{"mobile":},{"mobile":2}]}';
		expect(await readLines(file, lookingFor('mobile'))).toEqual([-1, 2]);
	});
});

describe('where no object has the field, the fields of those objects are named that may have been meant', () => {
	test.each([
		['of a list within an object', '{"data":[{"x":1}]}\n', ['x']],
		['of the list that has objects', '{"ids":[1,2],"data":[{"x":1}]}', ['x']],
		['not of a text that looks like a list', '{"note":"[{","data":[{"x":1}]}', ['x']],
		['of objects over lines', '{\n"x": 1\n}\n{\n"y": 2\n}\n', ['x', 'y']],
		['of objects side by side', '{"x":1,"l":[{"z":1}]} {"y":2}', ['x', 'l', 'y']],
		['of a single object', '{"x":1,"y":[1]}', ['x', 'y']],
		['of one with an empty list deep inside', '{"x":{"tags":[]},"y":1}', ['x', 'y']],
		['of what could be read', '[5,{"x":1}]', ['x']],
	])('%s', async (_, file, columns) => {
		await expect(readFile(file, lookingFor('mobile'))).rejects.toMatchObject({
			column: 'mobile',
			columns,
			file: { kind: 'json' },
		});
	});

	test('with the objects to judge them by, and no others', async () => {
		await expect(readFile('[5,{"x":1}]', lookingFor('mobile'))).rejects.toMatchObject({
			samples: [{ x: 1 }],
		});
	});

	test('but an empty list has no leads, and is no mistake', async () => {
		expect(await readFile('{\n"data": [],\n"total": 0\n}', lookingFor('mobile'))).toEqual([]);
	});

	test.each([
		['{\n"mobile": 1,\n"name":', /holds no objects.*in the middle of its JSON/],
		['[5]', /holds no objects.*not a JSON object/],
		['[{"mobile":}]', /holds no objects.*not valid JSON/],
	])('and %j is refused with why', async (file, reason) => {
		const reading = readFile(file, lookingFor('mobile'));
		await expect(reading).rejects.toThrow(UnreadableFile);
		await expect(reading).rejects.toThrow(reason);
		await expect(readFile(file, lookingFor('row'))).rejects.toThrow(reason);
	});
});

test('JSON in a cell does not make a table JSON', async () => {
	const file = 'Mobile,Note\n9819000001,{"a":1}';
	expect(await readRecords(file, lookingFor('Mobile'))).toEqual([
		{ Mobile: '9819000001', Note: '{"a":1}' },
	]);
});

describe('a field gets the name that the node uses, if only one field can be meant', () => {
	test.each<[string, string[], string[], object]>([
		['one that is written otherwise', ['mobile'], [], { mobile: 1 }],
		['one of several names', ['phone', 'mobile'], [], { mobile: 1 }],
		['but not one that is asked for itself', ['mobile'], ['Mobile'], { Mobile: 1 }],
	])('%s', async (_, contactNumberColumns, wantedColumns, record) => {
		const format = { contactNumberColumns, wantedColumns };
		expect(await readRecords('[{"Mobile":1}]', format)).toEqual([record]);
	});

	test('and the fields that a file has are those of its first objects', async () => {
		const notes: FileNotes = {};
		await readFile('[{"Mobile":1},{"x":1},5]', lookingFor('mobile'), undefined, notes);
		expect(notes.columns).toEqual(['mobile', 'x']);
	});

	test('but a field that has the name is not replaced', async () => {
		const file = '[{"mobile":1,"Mobile":2}]';
		expect(await readRecords(file, lookingFor('mobile'))).toEqual([{ mobile: 1, Mobile: 2 }]);
	});

	test('and where two can be meant, neither is', async () => {
		const reading = readFile('[{"MOBILE":1,"Mobile":2}]', lookingFor('mobile'));
		await expect(reading).rejects.toThrow(MissingColumn);
	});
});

describe('a field that no object has is noticed before the whole file is read', () => {
	const other: FileRow = { kind: 'record', line: 1, json: { x: 1 } };
	const lead: FileRow = { kind: 'record', line: 2, json: { mobile: 1 } };

	async function read(groups: FileRow[][]): Promise<number> {
		async function* arrive() {
			for (const group of groups) yield await Promise.resolve(group);
		}
		let count = 0;
		for await (const rows of requireNumberField(
			arrive(),
			{ contactNumberColumns: ['mobile'], wantedColumns: [] },
			{},
		))
			count += rows.length;
		return count;
	}
	const rows = (count: number) => Array<FileRow>(count).fill(other);

	test('a thousand objects are waited for', async () => {
		expect(await read([rows(600), rows(400), [lead], rows(5_000)])).toBe(6_001);
		await expect(read([rows(600), rows(401), [lead]])).rejects.toThrow(MissingColumn);
	});

	test('in as many parts of the file as fit into the memory', async () => {
		const parts = (count: number) => Array.from({ length: count }, () => rows(1));
		expect(await read([...parts(64), [lead]])).toBe(65);
		await expect(read([...parts(65), [lead]])).rejects.toThrow(MissingColumn);
	});

	test('and of a thousand fields the names are told', async () => {
		const json = Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`f${at}`, at]));
		const error: unknown = await read([[{ kind: 'record', line: 1, json }]]).catch(
			(thrown: unknown) => thrown,
		);
		expect(error instanceof MissingColumn && error.columns).toHaveLength(1_000);
	});
});

describe('a file is read as what it is, whatever it is called', () => {
	const called = { ...lookingFor('Mobile'), isJsonExpected: true };

	test('a table that is called JSON', async () => {
		const notes: FileNotes = {};
		const file = 'Name,Mobile\nAsha,9819000001';
		expect(await readFile(file, called, undefined, notes)).toHaveLength(1);
		expect(notes).toMatchObject({ kind: 'csv', isEmpty: false, delimiter: ',' });
	});

	test('JSON, or nothing at all', async () => {
		const notes: FileNotes = {};
		await readFile('[{"Mobile":1}]', lookingFor('Mobile'), undefined, notes);
		expect(notes).toMatchObject({ kind: 'json', isEmpty: false });
		await readFile(' \n ', lookingFor('Mobile'), undefined, notes);
		expect(notes).toMatchObject({ kind: 'csv', isEmpty: true });
	});

	test('and what is neither is told what it should have been', async () => {
		const file = 'Leads: {"Mobile":1}';
		await expect(readFile(file, called)).rejects.toThrow(
			/type says JSON, but it does not begin with a list/,
		);
		await expect(readFile(file, lookingFor('Mobile'))).rejects.toThrow(MissingColumn);
		await expect(readFile('<html>', called)).rejects.toThrow(/HTML/);
	});
});
