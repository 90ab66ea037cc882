import { getCodes, getStatuses, sumUp } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { writeCsv, fileItem, importParameters } from '../support/engine/fileItems';
import { storedFileItem, watchOpenFiles } from '../support/engine/storedFile';

const eso = esoSuite();
afterEach(() => jest.restoreAllMocks());

/** The lines of the rows on Rejected, in their order. */
function getLines(rejected: ReadonlyArray<{ json: object }>): unknown[] {
	return rejected.map(({ json }) =>
		'rejection' in json && json.rejection instanceof Object && 'line' in json.rejection
			? json.rejection.line
			: undefined,
	);
}

describe('a run that E-so ends', () => {
	const items = [fileItem(writeCsv(2_000)), fileItem('mobile\n+91 98765 43210')];
	const parameters = importParameters({ requestOptions: { concurrency: 1 } });
	const expireAfterOne = () =>
		eso.emulator.setFault(({ index }) =>
			index > 0 ? { kind: 'status', statusCode: 401, body: { message: 'expired' } } : undefined,
		);

	test('closes the file, which was not read to its end', async () => {
		const item = await storedFileItem([Buffer.from(writeCsv(50_000))]);
		const openFiles = watchOpenFiles();
		expireAfterOne();
		const run = await eso.run({ items: [item], parameters });
		expect(run.error?.message).toMatch(/expired/i);
		expect(openFiles()).toBe(0);
	});

	test('Stop Workflow: throws once, and says at which row to continue', async () => {
		expireAfterOne();
		const run = await eso.run({ items, parameters });
		expect(run.error?.message).toMatch(
			/^Expired\. Stopped at batch 2 with 500 of [\d,]+ leads accepted\.$/,
		);
		expect(run.error?.description).toContain("set 'Start at Row' to 502");
		eso.emulator.setFault(undefined);
		const again = await eso.run({
			items: items.slice(0, 1),
			parameters: importParameters({ fileOptions: { startAtRow: 502 } }),
		});
		expect(again.batches[0]?.json.firstLine).toBe(502);
		expect(eso.emulator.store.size).toBe(2_000);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: every row of the file is rejected or accepted, and the other file comes out unsent',
		async (onError) => {
			expireAfterOne();
			const run = await eso.run({ items, parameters, onError });
			expect(run.status).toBe('success');
			expect(eso.emulator.requests).toHaveLength(2);
			const isSeparate = onError === 'continueErrorOutput';
			expect(getStatuses(run)).toEqual(
				isSeparate ? ['accepted'] : ['accepted', 'failed', 'notSent', 'notSent'],
			);
			expect(run.errorOutput).toHaveLength(isSeparate ? 3 : 0);
			expect(sumUp(run.batches, 'accepted')).toBe(500);
			expect(getCodes(run)).toEqual({ not_sent: 1_501 });
			expect(getLines(run.rejected).slice(0, -1)).toEqual(
				Array.from({ length: 1_500 }, (_, row) => row + 502),
			);
			expect(run.rejected.at(-1)).toMatchObject({ pairedItem: { item: 1 }, binary: { data: {} } });
		},
	);
});

test('a batch that fails costs its own rows only, under Continue', async () => {
	eso.emulator.setFault(({ index }) =>
		index === 1 ? { kind: 'status', statusCode: 409, body: { message: 'no' } } : undefined,
	);
	const run = await eso.run({
		items: [fileItem(writeCsv(1_500))],
		parameters: importParameters({ requestOptions: { concurrency: 1 } }),
		onError: 'continueRegularOutput',
	});
	expect(getStatuses(run)).toEqual(['accepted', 'failed', 'accepted']);
	expect(getCodes(run)).toEqual({ delivery_failed: 500 });
	expect(eso.emulator.store.size).toBe(1_000);
});

test('a stopped execution keeps what it has, and reads no further', async () => {
	let cancel = () => {};
	eso.emulator.setFault(({ index }) => {
		if (index !== 2) return undefined;
		setTimeout(() => cancel(), 100);
		return { kind: 'stallHeaders' };
	});
	const run = await eso.run({
		items: [fileItem(writeCsv(50_000).replace('\n', '\n123,Too short\n'))],
		parameters: importParameters({ requestOptions: { concurrency: 1 } }),
		onStart: (cancelRun) => {
			cancel = cancelRun;
		},
	});
	expect(run.status).toBe('canceled');
	expect(eso.emulator.requests).toHaveLength(3);
	expect(getCodes(run)).toMatchObject({ invalid_contact_number: 1, delivery_failed: 500 });
});

test('beyond Max Rejected Items rows are only counted, and a hint says how many', async () => {
	const bad = Array.from({ length: 30 }, (_, row) => `bad ${row}`);
	const run = await eso.run({
		items: [fileItem(['mobile', '+91 98765 43210', ...bad].join('\n'))],
		parameters: importParameters({ fileOptions: { maxRejectedItems: 10 } }),
	});
	expect(getLines(run.rejected)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
	expect(run.hints.map(({ message }) => message)).toEqual([
		expect.stringMatching(
			/^1 of 31 leads accepted in 1 batch; 30 rejected\. The reason for all: numbers that cannot be read\. The first: 'mobile' holds "bad 0": it is too short/,
		),
		"20 rejected rows were only counted, after the first 10 items: set 'Rejected Rows' to As a File to get all of them, or raise 'Max Rejected Items'.",
	]);
});

test('duplicates of a row that was not accepted may be sent again; of one that was, never', async () => {
	const file =
		'mobile,Name\n+91 98765 43210,refused\n098765 43210,again\n+91 98765 43211,x\n9876543211,y';
	const run = await eso.run({
		items: [fileItem(file)],
		parameters: {
			...importParameters({
				options: { duplicates: 'drop' },
				requestOptions: { batchSize: 1, concurrency: 1 },
			}),
			defaultCountry: 'IN',
		},
		onError: 'continueRegularOutput',
		onStart: () =>
			eso.emulator.setFault(({ index }) =>
				index === 0 ? { kind: 'status', statusCode: 409, body: { message: 'no' } } : undefined,
			),
	});
	expect(getLines(run.rejected)).toEqual([2, 3]);
	expect(run.hints[0]?.message).toMatch(
		/^1 of 4 leads accepted in 1 batch; 1 rejected, 1 duplicate, 1 duplicate dropped\. The reason: .*no/,
	);
});

describe('a file that cannot be read', () => {
	const zip = fileItem(Buffer.of(0x50, 0x4b, 3, 4, 20, 0), { fileName: 'leads.csv' });
	const withoutFile = { json: { name: 'Ada' } };
	const good = fileItem('mobile\n+91 98765 43210');

	test('stops the workflow, with the item and what to do', async () => {
		const run = await eso.run({ items: [good, zip], parameters: importParameters() });
		expect(run.error?.message).toMatch(/ZIP archive.*Save it as CSV.*\[item 1\]/);
	});

	test('comes out on Rejected under Continue, and the other files are sent', async () => {
		const run = await eso.run({
			items: [zip, withoutFile, good],
			parameters: importParameters(),
			onError: 'continueRegularOutput',
		});
		expect(run.status).toBe('success');
		expect(getCodes(run)).toEqual({ unreadable_file: 2 });
		expect(run.rejected.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(eso.emulator.store.size).toBe(1);
	});
});

describe('Invalid Leads: Stop Before Anything Is Sent', () => {
	const items = [fileItem('mobile,Name\n+91 98765 43210,Ada\nbad,Bob\n"y,Cid')];
	const parameters = importParameters({ options: { invalidLeads: 'stop' } });

	test('sends nothing and names the first bad line', async () => {
		const run = await eso.run({ items, parameters });
		expect(run.error?.message).toMatch(
			/^2 rows of the file cannot be sent; the first: .*\[item 0, line 3\]$/,
		);
		expect(eso.emulator.requests).toHaveLength(0);
	});

	test('under Continue the bad rows come out, and the file itself', async () => {
		const run = await eso.run({ items, parameters, onError: 'continueRegularOutput' });
		expect(getCodes(run)).toEqual({ invalid_contact_number: 1, malformed_row: 1, not_sent: 1 });
		expect(eso.emulator.requests).toHaveLength(0);
	});

	test('stopping the execution meanwhile sends nothing, and closes the file', async () => {
		const item = await storedFileItem([Buffer.from(writeCsv(50_000))]);
		const openFiles = watchOpenFiles();
		const run = await eso.run({
			items: [item],
			parameters,
			onStart: (cancel) => void setTimeout(cancel, 30),
		});
		expect(run.status).toBe('canceled');
		expect(openFiles()).toBe(0);
		expect(eso.emulator.requests).toHaveLength(0);
	});

	test('sends a file of which every row can be sent', async () => {
		const run = await eso.run({ items: [fileItem(writeCsv(1_200))], parameters });
		expect(run.error).toBeUndefined();
		expect(eso.emulator.store.size).toBe(1_200);
	});
});

test('NDJSON is known by its name, and its values keep their types', async () => {
	const ndjson =
		'{"mobile":"+91 98765 43210","age":41,"vip":true}\n{"mobile":919876543211}\n{broken\n';
	const run = await eso.run({
		items: [fileItem(ndjson, { fileName: 'leads.jsonl', mimeType: 'application/octet-stream' })],
		parameters: { ...importParameters(), defaultCountry: 'IN' },
	});
	expect(eso.emulator.store.get('9876543210')).toMatchObject({
		fields: { age: 41, vip: true },
	});
	expect(eso.emulator.store.size).toBe(2);
	expect(getCodes(run)).toEqual({ malformed_row: 1 });
});

test('a file that n8n keeps on disk is read from there', async () => {
	const item = await storedFileItem([Buffer.from(writeCsv(3_000))]);
	expect(item.binary?.data?.id).toMatch(/^filesystem/);
	const run = await eso.run({ items: [item], parameters: importParameters() });
	expect(run.hints[0]?.message).toBe('3,000 of 3,000 leads accepted in 6 batches');
	expect(eso.emulator.store.size).toBe(3_000);
});

test('an expression is evaluated once a file, not once a row', async () => {
	const run = await eso.run({
		items: [fileItem('mobile\n98765 43210\n98765 43211')],
		parameters: {
			...importParameters(),
			defaultCountry: '={{ $json.folder === "inbox" ? "IN" : "" }}',
		},
	});
	expect(run.rejected).toEqual([]);
	expect(eso.emulator.store.size).toBe(2);
});
