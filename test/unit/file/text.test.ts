import { readMalformedLines, readFile, readRecords } from '../../support/file/readFile';

const jose = { name: 'José €5' };

describe('the encoding is detected', () => {
	const text = 'name\nJosé €5\n';
	const utf16be = Buffer.from(text, 'utf16le').swap16();
	const latin1 = Buffer.from('name\nJos\xe9 \x805\n', 'latin1');

	test.each<[string, Buffer]>([
		['UTF-8', Buffer.from(text)],
		['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
		[
			'UTF-16 LE with a byte order mark, as Excel saves Unicode text',
			Buffer.from(`\ufeff${text}`, 'utf16le'),
		],
		['UTF-16 LE without one', Buffer.from(text, 'utf16le')],
		['UTF-16 BE with a byte order mark', Buffer.concat([Buffer.of(0xfe, 0xff), utf16be])],
		['UTF-16 BE without one', utf16be],
		['Windows-1252, as Excel saves CSV', latin1],
	])('%s', async (_, bytes) => {
		expect(await readRecords(bytes)).toEqual([jose]);
		expect(await readRecords(bytes, {}, 1)).toEqual([jose]);
	});
});

test.each(['utf8', 'utf16le'] as const)(
	'letters that lie across the chunks of a large file stay whole (%s)',
	async (encoding) => {
		const names = Array.from({ length: 30_000 }, (_, index) => `é€😀${'x'.repeat(index % 7)}`);
		const bytes = Buffer.from(`\ufeffname\n${names.join('\n')}`, encoding);
		expect(await readRecords(bytes)).toEqual(names.map((name) => ({ name })));
	},
);

test('an encoding that was chosen holds', async () => {
	const bytes = Buffer.from('name\nJos\xc3\xa9', 'latin1');
	expect(await readRecords(bytes)).toEqual([{ name: 'José' }]);
	expect(await readRecords(bytes, { encoding: 'windows-1252' })).toEqual([{ name: 'JosÃ©' }]);
});

test('bytes that are not text cost only their own row, which is shown with a mark in their place', async () => {
	const bytes = Buffer.concat([
		Buffer.from('name,city\nJosé,Pune\nJos'),
		Buffer.of(0xe9),
		Buffer.from(',Goa\nAda,Agra\n'),
	]);
	expect(await readFile(bytes)).toMatchObject([
		{ kind: 'record', line: 2 },
		{
			kind: 'malformed',
			line: 3,
			json: { name: 'Jos\ufffd', city: 'Goa' },
			reason: expect.stringContaining("choose the file's 'Encoding'"),
		},
		{ kind: 'record', line: 4, json: { name: 'Ada', city: 'Agra' } },
	]);
});

test('a half of a letter at the end of a file costs the last row only', async () => {
	const bytes = Buffer.from('name\nJosé\nRené').subarray(0, -1);
	expect(await readMalformedLines(bytes, {}, 3)).toEqual([3]);
});

test('half a UTF-16 letter costs its row only', async () => {
	const bytes = Buffer.from('\ufeffname\nAda\n\ud83d\nBob\n', 'utf16le');
	expect(await readMalformedLines(bytes)).toEqual([3]);
});

test('a replacement character that stands in the file itself is text', async () => {
	expect(await readRecords('name\nJos\ufffd\n')).toEqual([{ name: 'Jos\ufffd' }]);
});

test.each([
	['an Excel workbook', [0x50, 0x4b, 0x03, 0x04, 0, 0], 'Excel workbook (.xlsx)'],
	['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], '(.xls)'],
	['one that a web page made', [9, 8, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0], '(.xls)'],
	['a gzip archive', [0x1f, 0x8b, 8, 0], 'gzip'],
	['a PDF', [...Buffer.from('%PDF-1.7')], 'PDF'],
	['bzip2', [...Buffer.from('BZh91AY&SY'), 0, 1], 'bzip2'],
	['tar', [...Buffer.from('leads.csv'), ...new Array(248).fill(0), ...Buffer.from('ustar')], 'tar'],
	['LZ4', [0x04, 0x22, 0x4d, 0x18, 0x64], 'LZ4'],
	['Parquet', [...Buffer.from('PAR1'), 0x15, 0x04], 'Parquet'],
	['Avro', [...Buffer.from('Obj'), 1, 4], 'Avro'],
	['Arrow', [...Buffer.from('ARROW1'), 0, 0], 'Arrow'],
	['a video', [0, 0, 0, 24, ...Buffer.from('ftypmp42')], 'video'],
])('%s is refused as a whole, with what to do', async (_, bytes, words) => {
	const reading = readFile(Buffer.from([...bytes, ...Buffer.from('\na,b\n')]));
	await expect(reading).rejects.toThrow(words);
	await expect(reading).rejects.toThrow('Save it as CSV');
});
