import type { FileNotes } from '../../../nodes/EsoLeads/file/rows';
import { lookingFor, readMalformedLines, readFile, readRecords } from '../../support/file/readFile';

/** Names as bytes, written out: no library writes these encodings. */
const FILES: ReadonlyArray<readonly [encoding: string, hex: string, name: string]> = [
	['windows-1252', '4a6f73e9204dfc6c6c6572', 'José Müller'],
	['windows-1250', '50617765b32057699c6e696577736b69', 'Paweł Wiśniewski'],
	['windows-1250', '446f6d696e696b2044766ff8e16b', 'Dominik Dvořák'],
	['windows-1251', 'c8e2e0ed20cfe5f2f0eee2', 'Иван Петров'],
	['koi8-r', 'e9d7c1ce20f0c5d4d2cfd7', 'Иван Петров'],
	['x-mac-cyrillic', '88e2e0ed208fe5f2f0eee2', 'Иван Петров'],
	['ibm866', '88a2a0ad208fa5e2e0aea2', 'Иван Петров'],
	['iso-8859-5', 'bcd0e0d8ef20bfd5e2e0ded2d0', 'Мария Петрова'],
	['windows-1254', '4179fe6520446ff0616e', 'Ayşe Doğan'],
	['windows-1253', 'cce1f1dfe120cde9eaefebdceff5', 'Μαρία Νικολάου'],
	['windows-1255', 'e9e5f1e920ebe4ef', 'יוסי כהן'],
	['windows-1256', 'e3cde3cf20c3cde3cf', 'محمد أحمد'],
	['macintosh', '4a6f738e204d9f6c6c6572', 'José Müller'],
	['windows-874', 'cac1aad2c220e3a8b4d5', 'สมชาย ใจดี'],
	['shift_jis', '8e52936391be98592082b382ad82e7', '山田太郎 さくら'],
	['euc-jp', 'bbb3c5c4a4b5a4afa4e9', '山田さくら'],
	['euc-kr', 'b1e8c3b6bcf6', '김철수'],
	['gb18030', 'd5c5ceb020d0ecd1ee', '张伟 徐杨'],
	['euc-jp', 'bab4c6a3b7f2b0ec', '佐藤健一'],
	['gb18030', 'c0eec4c8', '李娜'],
	['iso-8859-2', 'a9e1726b612053766f626f646f76e1', 'Šárka Svobodová'],
	['windows-1250', '476f72616e20c861e869e6', 'Goran Čačić'],
	['big5', 'a4fda470a9fa20b3afacfcacc2', '王小明 陳美玲'],
];

describe('an encoding that is not UTF-8 is found by the names, and said to be a guess', () => {
	test.each(FILES)('%s (%s)', async (encoding, hex, name) => {
		const row = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(',9819000001\n')]);
		const file = Buffer.concat([Buffer.from('Name,Mobile\nAnna,9819000002\n'), row]);
		const notes: FileNotes = {};
		const rows = await readFile(file, lookingFor('Mobile'), undefined, notes);
		expect(notes).toMatchObject({ encoding, isGuessed: true });
		expect(rows.at(-1)?.json.Name).toBe(name);
	});
});

describe('signs without letters are Windows-1252, as Western programs write them', () => {
	test.each([
		'Nº 5',
		'nº',
		'3ª',
		'Mª Luz',
		'20 °C',
		'12 m²',
		'½ kg',
		'© 2026',
		'5 £',
		'¿Raj?',
		'§ 5',
	])('%s', async (text) => {
		const file = Buffer.from(`Name,Mobile\n${text},9819000001\n`, 'latin1');
		expect((await readFile(file, lookingFor('Mobile')))[0]?.json.Name).toBe(text);
	});

	test('but not beside letters, where they are letters of another encoding', async () => {
		const file = Buffer.concat([
			Buffer.from('Name,Mobile\n'),
			Buffer.from('a3756b61737a', 'hex'),
			Buffer.from(',9819000001\n'),
		]);
		expect((await readFile(file, lookingFor('Mobile')))[0]?.json.Name).toBe('Łukasz');
	});
});

test('most letters decide, not one that happens to look like UTF-8', async () => {
	const latin1 = (text: string) => Buffer.from(text, 'latin1');
	const file = latin1('Name\nJos\xe9\nRen\xe9e\nM\xfcller\nÃ©\n');
	expect((await readRecords(file)).at(0)).toEqual({ Name: 'José' });
	const utf8 = Buffer.concat([Buffer.from('Name\nJosé\nRenée\nMüller\n'), latin1('Jos\xe9\n')]);
	expect(await readMalformedLines(utf8)).toEqual([5]);
});

test('letters may begin long after the first chunk', async () => {
	const ascii = 'Anna,9819000002\n'.repeat(20_000);
	const file = Buffer.concat([
		Buffer.from(`Name,Mobile\n${ascii}`),
		Buffer.from('Jos\xe9 M\xfcller,9819000001\n', 'latin1'),
	]);
	const rows = await readFile(file, lookingFor('Mobile'));
	expect(rows.at(-1)?.json.Name).toBe('José Müller');
});

describe('a byte order mark wins over the option', () => {
	test.each([
		['utf-8', Buffer.from('\ufeffName\nJosé')],
		['utf-16le', Buffer.from('\ufeffName\nJosé', 'utf16le')],
		['utf-16be', Buffer.from('\ufeffName\nJosé', 'utf16le').swap16()],
	])('%s', async (encoding, file) => {
		const notes: FileNotes = {};
		const rows = await readFile(file, { encoding: 'windows-1252' }, undefined, notes);
		expect(rows[0]?.json).toEqual({ Name: 'José' });
		expect(notes).toMatchObject({ encoding, isGuessed: false });
	});
});

test('UTF-16 without a byte order mark is found in other scripts, too', async () => {
	const file = Buffer.from('Name,Mobile\nआशा राव,9819000001\n山田太郎,9819000002\n', 'utf16le');
	expect(await readRecords(file, lookingFor('Mobile'))).toHaveLength(2);
	expect(await readRecords(Buffer.from(file).swap16(), lookingFor('Mobile'))).toHaveLength(2);
});

describe('the zeros of UTF-16 win over the option, too, since no other text has them', () => {
	const text = 'Name,Mobile\nAsha Rao,9819000001\nRavi,9819000002\n';
	test.each([
		['utf-16le', Buffer.from(text, 'utf16le')],
		['utf-16be', Buffer.from(text, 'utf16le').swap16()],
	])('%s', async (encoding, file) => {
		for (const chosen of ['utf-8', 'windows-1252', 'shift_jis']) {
			const notes: FileNotes = {};
			const rows = await readFile(
				file,
				{ ...lookingFor('Mobile'), encoding: chosen },
				undefined,
				notes,
			);
			expect(rows[0]?.json).toEqual({ Name: 'Asha Rao', Mobile: '9819000001' });
			expect(notes.encoding).toBe(encoding);
		}
	});

	test('but NULs within a text or after it do not make it UTF-16', async () => {
		for (const name of ['A\0', 'As\0ha', 'A\0s\0h', 'Asha\0', 'Asha\0\0\0\0\0']) {
			const file = `Name,Mobile\n${name},1\n`;
			expect(await readRecords(file, lookingFor('Mobile'))).toHaveLength(1);
		}
	});
});

describe('what an encoding cannot be costs its row only', () => {
	test('the undefined bytes of Windows-1252', async () => {
		const file = Buffer.from('Name\nJos\xe9\nA\x81b\nA\x9db\nZ\x9foe\n', 'latin1');
		expect(await readMalformedLines(file, { encoding: 'windows-1252' })).toEqual([3, 4]);
	});

	test('half a letter of two bytes', async () => {
		const file = Buffer.from('4e616d650ab0a10ab00ab0a20a', 'hex');
		expect(await readMalformedLines(file, { encoding: 'euc-kr' })).toEqual([3]);
	});
});

test('letters stay whole wherever the slices of a file end, even after bytes that are not text', async () => {
	const names = Array.from({ length: 20_000 }, (_, at) => `é€😀${'x'.repeat(at % 7)}`);
	const rows = names.map((name, at) =>
		at % 500 === 250 ? Buffer.from([0xff, 0x2c, 0x0a]) : Buffer.from(`${name},\n`),
	);
	const read = await readFile(Buffer.concat([Buffer.from('Name,x\n'), ...rows]));
	expect(read).toHaveLength(names.length);
	for (const [at, row] of read.entries()) {
		const expected = at % 500 === 250 ? 'malformed' : names[at];
		const got = row.kind === 'malformed' ? row.kind : row.json.Name;
		if (got !== expected) expect([at, got]).toEqual([at, expected]);
	}
});

test('a line that is longer than a slice is decoded whole', async () => {
	const leads = Array.from({ length: 30_000 }, (_, at) => ({ mobile: at, name: `é€😀${at}` }));
	expect(await readRecords(JSON.stringify(leads), lookingFor('mobile'))).toEqual(leads);
});
