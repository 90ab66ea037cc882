import { Readable } from 'node:stream';
import { BINARY_ENCODING, type INodeExecutionData } from 'n8n-workflow';
import { getCodes, sumUp } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { fileItem, importParameters } from '../support/engine/fileItems';
import {
	breakStorage,
	readStored,
	replaceStorage,
	silenceStorage,
	storedFileItem,
	watchStorage,
	watchStoredFiles,
} from '../support/engine/storedFile';

const eso = esoSuite();
afterEach(() => jest.restoreAllMocks());
const asFile = importParameters({ fileOptions: { rejectedRows: 'file', maxRejectedItems: 1 } });

async function readText(item: INodeExecutionData | undefined): Promise<string> {
	const data = item?.binary?.data;
	if (data === undefined) return '';
	const bytes =
		data.id === undefined ? Buffer.from(data.data, BINARY_ENCODING) : await readStored(data.id);
	return bytes.toString();
}

const file = [
	'mobile;Name;Note',
	'+91 98190 00001;Asha;x',
	'8.19E+09;"Rao; Ravi";"two\nlines"',
	'+91 98190 00001;Again;',
	'+91 98190 00003;Many;a;b',
	'"+91 98190 00004;Open;c',
].join('\n');

test.each([
	['in memory', async () => fileItem(file)],
	['on disk', async () => await storedFileItem([Buffer.from(file)])],
])('all rejected rows come out in one file, the reason first (%s)', async (_, createItem) => {
	const run = await eso.run({ items: [await createItem()], parameters: asFile });
	expect(sumUp(run.batches, 'accepted')).toBe(1);
	expect(run.rejected).toHaveLength(1);
	const [item] = run.rejected;
	expect(item?.json).toEqual({
		file: 'leads.csv',
		rejectedRows: 4,
		rejections: { invalid_contact_number: 1, duplicate_contact_number: 1, malformed_row: 2 },
	});
	expect(item?.pairedItem).toEqual({ item: 0 });
	expect(item?.binary?.data).toMatchObject({
		fileName: 'leads-rejected.csv',
		mimeType: 'text/csv',
	});
	const [header, ...rows] = (await readText(item)).trimEnd().split('\r\n');
	expect(header).toBe(
		'\ufeffrejection_reason;rejection_code;rejection_line;rejection_text;mobile;Name;Note',
	);
	expect(rows).toEqual([
		expect.stringMatching(/;invalid_contact_number;3;;8\.19E\+09;"Rao; Ravi";"two\nlines"$/),
		expect.stringMatching(/;duplicate_contact_number;5;;\+91 98190 00001;Again;$/),
		expect.stringMatching(/;malformed_row;6;"\{""column_4"":""b""\}";\+91 98190 00003;Many;a$/),
		expect.stringMatching(/;malformed_row;7;"""\+91 98190 00004;Open;c";;;$/),
	]);
});

test('a file on disk is written as it grows: it is never in memory as a whole', async () => {
	const store = watchStorage();
	const item = await storedFileItem([Buffer.from(file)]);
	store.mockClear();
	await eso.run({ items: [item], parameters: asFile });
	expect(store).toHaveBeenCalledTimes(1);
	expect(store.mock.calls[0]?.[1]).toBeInstanceOf(Readable);
});

test('repaired in a spreadsheet, the file is imported as it is, and the reasons are not sent', async () => {
	const run = await eso.run({ items: [fileItem(file)], parameters: asFile });
	const repaired = (await readText(run.rejected[0])).replaceAll('8.19E+09', '+91 98190 00002');
	const again = await eso.run({
		items: [fileItem(repaired, { fileName: 'leads-rejected.csv' })],
		parameters: asFile,
	});
	expect(eso.emulator.store.get('9819000002')?.fields).toEqual({
		name: 'Rao; Ravi',
		note: 'two\nlines',
	});
	const [header] = (await readText(again.rejected[0])).split('\r\n');
	expect(header).toBe(
		'\ufeffrejection_reason;rejection_code;rejection_line;rejection_text;mobile;Name;Note',
	);
	expect(again.rejected[0]?.binary?.data?.fileName).toBe('leads-rejected.csv');
});

test('rows that E-so did not take are in the file, too, in the order of the original', async () => {
	eso.emulator.setFault(({ index }) =>
		index === 0 ? { kind: 'status', statusCode: 409, body: { message: 'no' } } : undefined,
	);
	const lines = Array.from({ length: 900 }, (_, row) =>
		row % 100 === 50 ? 'bad' : `+91 ${9_819_000_000 + row}`,
	);
	const run = await eso.run({
		items: [await storedFileItem([Buffer.from(['mobile', ...lines].join('\n'))])],
		parameters: { ...asFile, requestOptions: { concurrency: 1 } },
		onError: 'continueRegularOutput',
	});
	const rows = (await readText(run.rejected[0])).trimEnd().split('\r\n').slice(1);
	const places = rows.map((row) =>
		Number(/,(?:delivery_failed|invalid_contact_number),(\d+),/.exec(row)?.[1]),
	);
	expect(places).toHaveLength(509);
	expect(places).toEqual([...places].sort((a, b) => a - b));
	expect(sumUp(run.batches, 'accepted') + rows.length).toBe(900);
});

test('objects come out in columns, too, and fields without a column beside them', async () => {
	const json = JSON.stringify([
		{ mobile: '+91 98190 00001', tags: ['a'] },
		{ mobile: 'x', tags: ['a', 'b'], extra: 1 },
	]);
	const run = await eso.run({
		items: [fileItem(json, { fileName: 'leads.json' })],
		parameters: { ...asFile, options: { nestedFields: 'json' } },
	});
	const text = await readText(run.rejected[0]);
	expect(text).toContain('rejection_text,mobile,tags,extra\r\n');
	expect(text).toMatch(/,2,,x,"\[""a"",""b""\]",1\r\n$/);
});

test('a file of which every row is accepted adds nothing to Rejected', async () => {
	const run = await eso.run({
		items: [fileItem('mobile\n+91 98190 00001')],
		parameters: asFile,
	});
	expect(run.rejected).toEqual([]);
	expect(getCodes(run)).toEqual({});
});

describe('Stop Workflow', () => {
	const lines = Array.from({ length: 1_200 }, (_, row) =>
		row < 12 ? 'bad' : `+91 ${9_819_000_000 + row}`,
	);

	test('says how many rows were rejected before the row to resume at, and how to get them', async () => {
		eso.emulator.setFault(({ index }) =>
			index > 0 ? { kind: 'status', statusCode: 401, body: { message: 'expired' } } : undefined,
		);
		const run = await eso.run({
			items: [fileItem(['mobile', ...lines].join('\n'))],
			parameters: importParameters({ requestOptions: { concurrency: 1 } }),
		});
		expect(run.error?.description).toContain("set 'Start at Row' to 514");
		expect(run.error?.description).toMatch(/12 rows before that line were rejected.*'Check Only'/);
		eso.emulator.reset();
		const checked = await eso.run({
			items: [fileItem(['mobile', ...lines].join('\n'))],
			parameters: importParameters({ options: { checkOnly: true } }),
		});
		expect(checked.rejected).toHaveLength(12);
		expect(eso.emulator.requests).toHaveLength(0);
	});

	test('says that only a run that sends can show those that E-so refused', async () => {
		eso.emulator.setFault(({ leads }) => {
			const holds = (number: string) => leads.some((lead) => lead.contact_number === number);
			if (holds('9819000515')) return { kind: 'status', statusCode: 401 };
			return holds('9819000020') ? { kind: 'status', statusCode: 400 } : undefined;
		});
		const run = await eso.run({
			items: [fileItem(['mobile', ...lines.slice(0, 520)].join('\n'))],
			parameters: importParameters({ requestOptions: { concurrency: 1 } }),
		});
		expect(run.error?.description).toMatch(/13 rows before that line were rejected.*'On Error'/);
	});

	test('counts what was sent of the files before one that cannot be read', async () => {
		const run = await eso.run({
			items: [fileItem('mobile\n+91 98190 00001'), fileItem('<html><body>')],
			parameters: importParameters(),
		});
		expect(run.error?.message).toMatch(/web page.*\[item 1\]/);
		expect(run.error?.description).toBe('Before: 1 of 1 lead accepted in 1 batch.');
	});
});

describe('Stop Before Anything Is Sent checks all files first', () => {
	const parameters = importParameters({ options: { invalidLeads: 'stop' } });
	const items = [fileItem('mobile\n+91 98190 00001'), fileItem('<html><body>')];

	test('a file that cannot be read stops the run', async () => {
		const run = await eso.run({ items, parameters });
		expect(run.error?.message).toMatch(/web page.*\[item 1\]/);
		expect(eso.emulator.requests).toHaveLength(0);
	});

	test('under Continue as well, and nothing leaks to the first output', async () => {
		for (const broken of [items, [{ json: { a: 1 } }], [goneItem()]]) {
			const run = await eso.run({
				items: broken,
				parameters,
				onError: 'continueRegularOutput',
			});
			expect(run.status).toBe('success');
			expect(run.batches).toEqual([]);
			expect(run.rejected).toHaveLength(broken.length);
		}
		expect(eso.emulator.requests).toHaveLength(0);
	});
});

test.each(['reject', 'stop'])(
	'a storage that falls silent does not keep a stopped execution (Invalid Leads: %s)',
	async (invalidLeads) => {
		const item = await storedFileItem([Buffer.from('mobile\n+91 98190 00001\n')]);
		silenceStorage();
		const run = await eso.run({
			items: [item],
			parameters: importParameters({ options: { invalidLeads } }),
			onStart: (cancel) => setTimeout(cancel, 200),
		});
		expect(run.status).toBe('canceled');
		expect(eso.emulator.requests).toHaveLength(0);
	},
	20_000,
);

test('a file that breaks off in the check leaves no file of rejected rows open', async () => {
	const item = await storedFileItem([Buffer.from(file)]);
	breakStorage(`mobile\n${'nobody\n'.repeat(200_000)}`, 'the disk is gone');
	const countOpen = watchStoredFiles();
	const run = await eso.run({
		items: [item],
		parameters: { ...asFile, options: { invalidLeads: 'stop' } },
	});
	expect(run.error?.message).toContain('the disk is gone');
	for (let turn = 0; turn < 200 && countOpen() > 0; turn += 1)
		await new Promise((resolve) => setTimeout(resolve, 10));
	expect(countOpen()).toBe(0);
});

/** A file that n8n has deleted. */
function goneItem(): INodeExecutionData {
	const data = { data: 'filesystem-v2', mimeType: 'text/csv', id: 'filesystem-v2:gone/1' };
	return { json: {}, binary: { data } };
}

describe('a storage that does not take the file of rejected rows', () => {
	const isFull = async () => await Promise.reject(new Error('the disk is full'));

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'costs no accepted lead, and the file comes out with the reason (%s)',
		async (onError) => {
			const item = await storedFileItem([Buffer.from(file)]);
			replaceStorage(isFull);
			const run = await eso.run({ items: [item], parameters: asFile, onError });
			expect(run.status).toBe('success');
			expect(sumUp(run.batches, 'accepted')).toBe(1);
			expect(getCodes(run)).toEqual({ unreadable_file: 1 });
			expect(run.rejected[0]?.json.rejection).toEqual({
				code: 'unreadable_file',
				message:
					"The rejected rows could not be stored as a file: the disk is full. Set 'Rejected Rows' to As Items, then import the file again.",
				retryable: true,
			});
			expect(run.rejected[0]?.binary?.data?.id).toBe(item.binary?.data?.id);
		},
	);

	test('stops the workflow, and the message counts what was accepted', async () => {
		const item = await storedFileItem([Buffer.from(file)]);
		replaceStorage(isFull);
		const { error } = await eso.run({ items: [item], parameters: asFile });
		expect(error?.message).toMatch(
			/could not be stored as a file: the disk is full\. Set 'Rejected/,
		);
		expect(error?.description).toMatch(/^Before: 1 of 5 leads accepted/);
	});

	test.each(['reject', 'stop'])(
		'and falls silent keeps no stopped execution waiting (Invalid Leads: %s)',
		async (invalidLeads) => {
			const item = await storedFileItem([Buffer.from(file)]);
			let cancel = () => {};
			replaceStorage(async () => {
				setTimeout(() => cancel(), 50);
				return await new Promise<never>(() => {});
			});
			const run = await eso.run({
				items: [item],
				parameters: { ...asFile, options: { invalidLeads } },
				onStart: (cancelRun) => (cancel = cancelRun),
			});
			expect(run.status).toBe('canceled');
			expect(eso.emulator.requests).toHaveLength(invalidLeads === 'stop' ? 0 : 1);
		},
	);
});
