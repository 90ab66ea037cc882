import { getCodes, sumUp } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { fileItem, importParameters } from '../support/engine/fileItems';

const eso = esoSuite();
const good = (index: number) => `+91 98${String(19_000_000 + index)}`;

interface Kind {
	name: string;
	file: string | Uint8Array;
	/** Rows in the file; of these are accepted. */
	rows: number;
	accepted: number;
	fileName?: string;
	fileOptions?: object;
}

const KINDS: readonly Kind[] = [
	{
		name: 'a JSON list in one line, with a value that is no lead',
		file: JSON.stringify([{ mobile: good(1) }, 5, { mobile: good(2) }, { mobile: '' }]),
		rows: 4,
		accepted: 2,
		fileName: 'leads.json',
	},
	{
		name: 'a JSON answer that holds the list',
		file: JSON.stringify({ status: 200, data: [{ mobile: good(1) }, { mobile: 'x' }] }),
		rows: 2,
		accepted: 1,
	},
	{
		name: 'a header that is written otherwise, below a title',
		file: `My contacts\n\n\ufeffMOBILE ,Name\n${good(1)},A\n${good(2)},B\nx,C\n`,
		rows: 3,
		accepted: 2,
	},
	{
		name: 'a note with a number within a row of the wrong width',
		file: `mobile,Name,Note\n${good(1)},Rao, Asha,"alt:\n${good(2)},Brother,home"\n${good(3)},R,x\n`,
		rows: 2,
		accepted: 1,
	},
	{
		name: 'blanks beside quotes, quoted words and ragged rows',
		file: `Name, "mobile" ,City\n"Raju" Sharma, "${good(1)}" ,"Pune, MH"\nA,${good(2)}\nB,${good(3)},C,,,\nD,${good(4)},E,F\n,,,\n`,
		rows: 4,
		accepted: 3,
	},
	{
		name: 'an old encoding with a byte that is nothing in it',
		file: Buffer.from(`mobile,Name\n${good(1)},Jos\xe9\n${good(2)},A\x81\n`, 'latin1'),
		rows: 2,
		accepted: 1,
		fileOptions: { encoding: 'windows-1252' },
	},
	{
		name: "Excel's sep= line and semicolons",
		file: `sep=;\r\nmobile;Name (first, last)\r\n${good(1)};A, B\r\n${good(2)};"open\r\n`,
		rows: 2,
		accepted: 1,
	},
];

test.each(KINDS)(
	'every row is accepted or rejected: $name',
	async ({ file, rows, accepted, fileName = 'leads.csv', fileOptions = {} }) => {
		const run = await eso.run({
			items: [fileItem(file, { fileName })],
			parameters: importParameters({ fileOptions: { ...fileOptions } }),
		});
		expect(run.error).toBeUndefined();
		expect(sumUp(run.batches, 'accepted')).toBe(accepted);
		expect(run.rejected).toHaveLength(rows - accepted);
		expect(eso.emulator.store.size).toBe(accepted);
	},
);

test('names arrive as they were written, and empty cells not at all', async () => {
	const file = Buffer.from('Name,mobile,City,,\nПетров Иван,+91 9819000001,,,x\n', 'utf8');
	const cyrillic = Buffer.concat([
		Buffer.from('Name,mobile,City,,\n'),
		Buffer.from('cfe5f2f0eee220c8e2e0ed', 'hex'),
		Buffer.from(',+91 9819000001,,,x\n'),
	]);
	for (const content of [file, cyrillic]) {
		await eso.run({ items: [fileItem(content)], parameters: importParameters() });
		expect(eso.emulator.store.get('9819000001')?.fields).toEqual({
			name: 'Петров Иван',
			column_5: 'x',
		});
	}
});

describe('columns that the parameters name are found as a person would find them', () => {
	const parameters = importParameters({
		customFields: 'selected',
		customFieldNames: 'city, note',
		mapFields: { fields: [{ inputField: 'Full Name', esoField: 'name' }] },
	});
	test.each([
		['CSV', `\ufeff"FULL\u00a0NAME ", Mobile,CITY ,NOTE\nAsha,${good(1)},Pune,\\N\n`],
		['JSON', JSON.stringify([{ 'FULL NAME ': 'Asha', Mobile: good(1), City: 'Pune' }])],
		['NDJSON', `{"x":1,"mobile":"x"}\n{"full  name":"Asha","MOBILE":"${good(1)}","CITY":"Pune"}`],
	])('%s', async (_, file) => {
		await eso.run({ items: [fileItem(file)], parameters });
		const [lead] = eso.emulator.store.values();
		expect(lead?.fields).toEqual({ name: 'Asha', city: 'Pune' });
	});
});

describe('a file that cannot be one of leads sends nothing', () => {
	test.each([
		[
			'Name,Mobile No.\nAsha,+91 98190 00001\nRavi,+91 98190 00002',
			/has no column 'mobile'.*'Mobile No\.' holds phone numbers in 2 of 2 rows.*'Contact Number Column'.*'Name', 'Mobile No\.'/,
		],
		[
			'[{"phone":"+91 98190 00001"}]',
			/has no column 'mobile'.*'phone' holds phone numbers in 1 of 1 rows/,
		],
		['Mobile,MOBILE\n1,2', /Several columns can be meant by 'mobile': 'Mobile', 'MOBILE'/],
		['<html><body><table><tr><td>mobile</td></tr></table></body></html>', /web page \(HTML\)/],
		['Title,of\nthe,list\nName,Mobile\nA,1', /'mobile' is in line 3: .* 'Skip Lines' to 2/],
		['BEGIN:VCARD\nTEL:+919819000001\nEND:VCARD', /vCard/],
	])('%j', async (file, message) => {
		const run = await eso.run({ items: [fileItem(file)], parameters: importParameters() });
		expect(run.error?.message).toMatch(message);
		expect(run.error?.description).toContain('Nothing was sent');
		expect(eso.emulator.requests).toHaveLength(0);
	});

	test('under Continue the file comes out on Rejected, and not its rows', async () => {
		const run = await eso.run({
			items: [fileItem('Name,Phone\nA,+91 98190 00001\nB,+91 98190 00002')],
			parameters: importParameters(),
			onError: 'continueRegularOutput',
		});
		expect(getCodes(run)).toEqual({ unreadable_file: 1 });
		expect(run.hints[0]).toMatchObject({ type: 'warning' });
	});

	test.each([
		['// by a program\n[{"mobile":1}]', 'type says JSON, but it does not begin with a list'],
		['{"users":{"a":{"mobile":"+91 98190 00001"}}}', "Its columns are 'users'. [item 0]"],
	])('a message about JSON says only what is true: %s', async (file, message) => {
		const run = await eso.run({
			items: [fileItem(file, { fileName: 'leads.json' })],
			parameters: importParameters(),
		});
		expect(run.error?.message).toContain(message);
	});

	test('a wrong Encoding is named', async () => {
		const run = await eso.run({
			items: [fileItem(`mobile,Name\n${good(1)},A\n`)],
			parameters: importParameters({ fileOptions: { encoding: 'utf-16le' } }),
		});
		expect(run.error?.message).toContain("check 'Encoding'");
	});
});

describe('a file without rows is a warning', () => {
	test.each<[string, string, object]>([
		['', "'leads.csv' is empty.", {}],
		['mobile,Name\n', "'leads.csv' has no rows below its header row.", {}],
		[
			`mobile\n${good(1)}\n`,
			"ends before 'Start at Row' (500): its last row is in line 2",
			{ startAtRow: 500 },
		],
		['[]', "'leads.csv' has no rows.", {}],
	])('%j: %s', async (file, message, fileOptions) => {
		const run = await eso.run({
			items: [fileItem(file)],
			parameters: importParameters({ fileOptions: { ...fileOptions } }),
		});
		expect(run.hints[0]).toMatchObject({
			type: 'warning',
			message: expect.stringContaining(message),
		});
		expect(eso.emulator.requests).toHaveLength(0);
	});
});

test('hints say what was detected about a file: its encoding, and a header row further down', async () => {
	const file = Buffer.from(`Title\nmobile,Name\n${good(1)},Jos\xe9 M\xfcller\n`, 'latin1');
	const run = await eso.run({ items: [fileItem(file)], parameters: importParameters() });
	const messages = run.hints.map(({ message }) => message);
	expect(messages).toContain("The header row of 'leads.csv' was found in line 2.");
	expect(messages.join()).toMatch(
		/not UTF-8: judging by its letters, it was read as Western European \(Windows-1252\)/,
	);
});

describe('the binary field', () => {
	const item = fileItem(`mobile\n${good(1)}`);
	const data = item.binary?.data;

	test('may have any name if it is the only one', async () => {
		const run = await eso.run({
			items: [{ json: {}, ...(data && { binary: { Upload_your_list: data } }) }],
			parameters: importParameters(),
		});
		expect(sumUp(run.batches, 'accepted')).toBe(1);
	});

	test('are listed by name if there are several', async () => {
		const run = await eso.run({
			items: [{ json: {}, ...(data && { binary: { first: data, second: data } }) }],
			parameters: importParameters(),
		});
		expect(run.error?.message).toMatch(/no file in 'data', but in 'first', 'second'/);
	});
});
