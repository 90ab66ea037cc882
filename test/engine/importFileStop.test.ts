import { esoSuite } from '../support/engine/esoSuite';
import { fileItem, importParameters } from '../support/engine/fileItems';
import { replaceOpening, replaceStorage, storedFileItem } from '../support/engine/storedFile';

const eso = esoSuite();
afterEach(() => jest.restoreAllMocks());

/** Invalid Leads: Stop Before Anything Is Sent. */
const parameters = importParameters({ options: { invalidLeads: 'stop' } });
const asFile = { ...parameters, fileOptions: { rejectedRows: 'file' } };

const good = 'mobile\n+91 98190 00001\n';
const bad = 'mobile\n+91 98190 00001\n+91 98190 00001\nbad\nworse\n';
const page = '<html><body>';

const ADVICE =
	"Nothing was sent. Correct the rows, or set 'Invalid Leads' to Send to Rejected to send the others.";
const PAGE = 'The file is not CSV or JSON, but a web page (HTML).';

type Run = Awaited<ReturnType<typeof eso.run>>;

const getRejections = ({ rejected }: Run) => rejected.map(({ json }) => json.rejection);

describe('a file with rows that cannot be sent', () => {
	test('stops the workflow: the message counts them and names the first, which is no duplicate', async () => {
		const run = await eso.run({ items: [fileItem(bad)], parameters });
		expect(run.error).toMatchObject({
			message: expect.stringMatching(
				/^2 rows of the file cannot be sent; the first: 'mobile' holds "bad": .* \[item 0, line 4\]$/,
			),
			description: ADVICE,
		});
		expect(eso.emulator.requests).toEqual([]);
	});

	test('comes out under Continue, beside each of these rows; duplicates come out with the file alone', async () => {
		const run = await eso.run({
			items: [fileItem(good), fileItem(bad)],
			parameters,
			onError: 'continueRegularOutput',
		});
		const unsent = {
			code: 'not_sent',
			message: expect.stringMatching(/^Not sent: 2 rows of the file .* \[item 1, line 4\]$/),
			retryable: true,
		};
		expect(getRejections(run)).toEqual([
			expect.objectContaining({ code: 'invalid_contact_number', line: 4 }),
			expect.objectContaining({ code: 'invalid_contact_number', line: 5 }),
			unsent,
			unsent,
		]);
		expect(run.hints).toHaveLength(1);
		expect(run.hints[0]).toMatchObject({ type: 'warning', message: unsent.message });
		expect(eso.emulator.requests).toEqual([]);
	});

	test('says so as well if its rejected rows cannot be stored as a file', async () => {
		const item = await storedFileItem([Buffer.from(bad)]);
		replaceStorage(async () => await Promise.reject(new Error('the disk is full')));
		const run = await eso.run({ items: [item], parameters: asFile });
		expect(run.error?.description).toBe(
			`${ADVICE} The rejected rows could not be stored as a file: the disk is full. Set 'Rejected Rows' to As Items, then import the file again.`,
		);
	});
});

describe('a file that cannot be read', () => {
	test('stops the workflow before the file above it is sent', async () => {
		const run = await eso.run({ items: [fileItem(good), fileItem(page)], parameters });
		expect(run.error).toMatchObject({
			message: expect.stringContaining(PAGE),
			description: 'Nothing was sent.',
		});
		expect(eso.emulator.requests).toEqual([]);
	});

	test('comes out with its own reason under Continue, and the others with it as unsent', async () => {
		const run = await eso.run({
			items: [fileItem(good), fileItem(page)],
			parameters,
			onError: 'continueRegularOutput',
		});
		expect(getRejections(run)).toEqual([
			{
				code: 'not_sent',
				message: expect.stringMatching(
					/^Not sent: The file is not CSV or JSON, but a web page.*\[item 1\]$/,
				),
				retryable: true,
			},
			{ code: 'unreadable_file', message: expect.stringContaining(PAGE), retryable: false },
		]);
		expect(eso.emulator.requests).toEqual([]);
	});
});

test.each(['reject', 'stop'])(
	'a file that its storage never opens keeps no stopped execution, and is no failure (Invalid Leads: %s)',
	async (invalidLeads) => {
		const item = await storedFileItem([Buffer.from(good)]);
		let cancel = () => {};
		replaceOpening(async () => {
			setTimeout(() => cancel(), 20);
			return await new Promise<never>(() => {});
		});
		const run = await eso.run({
			items: [item],
			parameters: importParameters({ options: { invalidLeads } }),
			onStart: (cancelRun) => (cancel = cancelRun),
		});
		expect(run.status).toBe('canceled');
		// What n8n itself says of the execution, rather than the node of its file.
		expect(run.error?.name).toBe('ManualExecutionCancelledError');
		expect(eso.emulator.requests).toEqual([]);
	},
);
