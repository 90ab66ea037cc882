import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { esoSuite } from '../support/engine/esoSuite';
import { fileItem, importParameters } from '../support/engine/fileItems';
import { breakStorage, storedFileItem } from '../support/engine/storedFile';
import { getCodes } from '../support/engine/itemsByOutcome';

const eso = esoSuite();
afterEach(() => jest.restoreAllMocks());

const good = (index: number) => `+91 98${String(19_000_000 + index)}`;
const warning = (message: string) => ({ message, type: 'warning' });

type Run = Awaited<ReturnType<typeof eso.run>>;

/** The hints of a run, the warnings marked. */
function getHints({ hints }: Run): unknown[] {
	return hints.map(({ message, type }) => (type === 'warning' ? warning(message) : message));
}

/** The reason of each item on Rejected. */
function getRejections({ rejected }: Run): unknown[] {
	return rejected.map(({ json }) => json.rejection);
}

describe('a hint names the encoding of a file, if it is not what people expect', () => {
	const names = `mobile,Name\n${good(1)},José\n`;
	const utf16 = Buffer.from(`\ufeff${names}`, 'utf16le');
	const latin1 = Buffer.from(names, 'latin1');
	const LATIN = 'Western European (Windows-1252)';

	test.each<[string, string | Uint8Array, string, string[]]>([
		['UTF-8, detected', names, 'detect', []],
		['UTF-8, chosen', names, 'utf-8', []],
		['plain letters', `mobile\n${good(1)}`, 'detect', []],
		['UTF-16, by its mark', utf16, 'detect', ["'leads.csv' was read as UTF-16 Little Endian."]],
		[
			'a guess',
			latin1,
			'detect',
			[
				`'leads.csv' is not UTF-8: judging by its letters, it was read as ${LATIN}. If names are garbled, choose its 'Encoding'.`,
			],
		],
		['a choice', latin1, 'windows-1252', [`'leads.csv' was read as ${LATIN}.`]],
		[
			'a mark against the choice',
			`\ufeff${names}`,
			'windows-1252',
			["'leads.csv' is plainly UTF-8, so 'Encoding' was not used."],
		],
	])('%s', async (_, file, encoding, hints) => {
		const run = await eso.run({
			items: [fileItem(file)],
			parameters: importParameters({ fileOptions: { encoding } }),
		});
		expect(getHints(run)).toEqual(['1 of 1 lead accepted in 1 batch', ...hints]);
	});
});

test.each<[string, string, INodeParameters, string]>([
	['an empty file', '', { encoding: 'windows-1252' }, "'leads.csv' is empty."],
	[
		'a header row alone',
		'mobile\n',
		{ fileFormat: 'csv' },
		"'leads.csv' has no rows below its header row.",
	],
])('%s is one warning, whatever was chosen for it', async (_, file, fileOptions, message) => {
	const parameters = importParameters({ fileOptions });
	const run = await eso.run({ items: [fileItem(file)], parameters });
	expect(getHints(run)).toEqual([warning(message)]);
});

describe('a file that its storage does not give to the end', () => {
	const broken = {
		code: 'unreadable_file',
		message: 'The file could not be read: the connection was lost',
		retryable: true,
	};

	test('is on Rejected, to be imported again, and the rows before that are sent', async () => {
		const item = await storedFileItem([Buffer.from('mobile\n')]);
		const rows = Array.from({ length: 5_000 }, (_, row) => `${good(row)}\n`).join('');
		breakStorage(`mobile\n${rows}`, 'the connection was lost');
		const run = await eso.run({
			items: [item],
			parameters: importParameters(),
			onError: 'continueRegularOutput',
		});
		const count = eso.emulator.store.size;
		expect(count).toBeGreaterThan(4_000);
		const figure = count.toLocaleString('en-US');
		expect(getHints(run)).toEqual([
			expect.stringContaining(`${figure} of ${figure} leads accepted`),
			warning(broken.message),
		]);
		expect(getRejections(run)).toEqual([broken]);
		expect(run.rejected[0]?.binary).toEqual(item.binary);
	});

	test('nor begins with a row, is one warning', async () => {
		const item = await storedFileItem([Buffer.from('mobile\n')]);
		breakStorage('', 'the connection was lost');
		const run = await eso.run({
			items: [item],
			parameters: importParameters(),
			onError: 'continueRegularOutput',
		});
		expect(getHints(run)).toEqual([warning(broken.message)]);
		expect(getRejections(run)).toEqual([broken]);
	});
});

describe('several files', () => {
	const first = fileItem(`mobile\n${good(1)}\n${good(1)}\nbad\n`);
	const second = fileItem(`mobile\n${good(2)}\n${good(2)}\n${good(3)}\nbad\nworse`);
	const page = fileItem('<html><body>', { fileName: 'page.csv' });
	const withoutFile: INodeExecutionData = { json: {} };

	test('are numbered in the hints, each with its own figures', async () => {
		const run = await eso.run({
			items: [
				fileItem(`mobile\n${good(1)}\n`),
				withoutFile,
				fileItem(Buffer.from(`\ufeffmobile\n${good(2)}\n`, 'utf16le')),
			],
			parameters: importParameters(),
			onError: 'continueRegularOutput',
		});
		expect(getHints(run)).toEqual([
			'File 1: 1 of 1 lead accepted in 1 batch',
			warning(
				'File 2: The item holds no file. Put a node before this one that reads or downloads it.',
			),
			'File 3: 1 of 1 lead accepted in 1 batch',
			"File 3: 'leads.csv' was read as UTF-16 Little Endian.",
		]);
		expect(run.rejected.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});

	test.each([
		['reject', 'Before: 3 of 8 leads accepted in 2 batches; 3 rejected, 2 duplicates.'],
		['drop', 'Before: 3 of 8 leads accepted in 2 batches; 3 rejected, 2 duplicates dropped.'],
	])(
		'of which one cannot be read: the message counts what became of the others (duplicates: %s)',
		async (duplicates, description) => {
			const run = await eso.run({
				items: [first, second, page],
				parameters: importParameters({ options: { duplicates } }),
			});
			expect(run.error).toMatchObject({
				message: expect.stringContaining('[item 2]'),
				description,
			});
		},
	);

	test('after one at which E-so ended the run come out unsent, and say why', async () => {
		eso.emulator.setFault(() => ({
			kind: 'status',
			statusCode: 401,
			body: { message: 'expired' },
		}));
		const run = await eso.run({
			items: [first, page, withoutFile],
			parameters: importParameters(),
			onError: 'continueRegularOutput',
		});
		const unsent = {
			code: 'not_sent',
			message: expect.stringMatching(/^Not sent: expired/),
			retryable: true,
		};
		expect(getRejections(run).slice(-2)).toEqual([unsent, unsent]);
		expect(getHints(run)).toEqual([warning(expect.stringMatching(/^File 1: 0 of 3 leads/))]);
	});
});

describe('a file without the column of the numbers names the one that most likely holds them', () => {
	// As long as phone numbers, but none of India.
	const file = 'Code,Whom\n3000000001,9819000001\n3000000002,9819000002\n';

	test.each<[string, string, string]>([
		['in the default country', 'IN', 'Whom'],
		['in that of an expression', '={{ "IN" }}', 'Whom'],
		['without a country', '', 'Code'],
		['where an expression gives no country', '={{ "Nowhere" }}', 'Code'],
		['where an expression has no value', '={{ $("Gone").item }}', 'Code'],
	])('%s', async (_, defaultCountry, column) => {
		const run = await eso.run({
			items: [fileItem(file)],
			parameters: { ...importParameters(), defaultCountry },
		});
		expect(run.error?.message).toContain(`'${column}' holds phone numbers in 2 of 2 rows`);
	});
});

test('settings that cannot be used send nothing, and every file comes out with that', async () => {
	const run = await eso.run({
		items: [fileItem('mobile\n1'), fileItem('mobile\n2')],
		parameters: importParameters({ fileOptions: { startAtRow: 0 } }),
		onError: 'continueRegularOutput',
	});
	expect(getCodes(run)).toEqual({ not_sent: 2 });
	expect(getHints(run)).toEqual([
		warning(
			"Not sent: 'Start at Row' cannot be used: it must be a whole number from 1 to 4000000000",
		),
	]);
	expect(eso.emulator.requests).toEqual([]);
});
