import { decodeText, type TextNotes } from '../../../nodes/EsoLeads/file/decode';
import { detectEncoding, isAscii } from '../../../nodes/EsoLeads/file/encoding';
import { UNDECODABLE as BAD } from '../../../nodes/EsoLeads/file/row';

/** As much as is decoded at a time. */
const SLICE = 65_536;

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** The text of bytes that arrive in chunks. */
async function decode(
	bytes: Uint8Array | readonly Uint8Array[],
	chosen?: string,
	notes: TextNotes = {},
): Promise<string> {
	let text = '';
	const chunks = bytes instanceof Uint8Array ? [bytes] : bytes;
	for await (const part of decodeText(chunks, chosen, notes)) text += part;
	return text;
}

/** Bytes one by one. */
const single = (bytes: Buffer) => Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));

describe('bytes that are no text are marked, and cost no other', () => {
	test.each<[string, Buffer, string]>([
		['in a line', latin1('a\n\xc3\xa9\xff\nb'), `a\né${BAD}\nb`],
		['at the end', latin1('\xc3\xa9\nb\xc3'), `é\nb${BAD}`],
		[
			'beside a replacement character that is text',
			latin1('\xef\xbf\xbd\na\xff\n\xef\xbf\xbd'),
			`\ufffd\na${BAD}\n\ufffd`,
		],
		[
			'in a line with a replacement character',
			latin1('\xc3\xa9\n\xef\xbf\xbd\xff\n\xef\xbf\xbd\n'),
			`é\n${BAD}${BAD}\n\ufffd\n`,
		],
		[
			'half a letter of UTF-16',
			Buffer.concat([Buffer.from('\ufeffa\n\ufffd', 'utf16le'), Buffer.of(1)]),
			`a\n\ufffd${BAD}`,
		],
	])('%s', async (_, bytes, text) => {
		expect(await decode(bytes)).toBe(text);
		expect(await decode(single(bytes))).toBe(text);
	});

	test('a control character of UTF-8 is text, one of Windows-1252 is not', async () => {
		expect(await decode(Buffer.from('é\u0085b'))).toBe('é\u0085b');
		expect(await decode(latin1('\xe9\x81b'), 'windows-1252')).toBe(`é${BAD}b`);
	});
});

describe('a file of several slices is decoded as a whole', () => {
	test.each<[string, string, (text: string) => Buffer]>([
		['UTF-8', 'é😀x\n', Buffer.from],
		['UTF-8 in lines that end with CR', 'é😀xy\r', Buffer.from],
		['UTF-16', '😀é\n', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
	])('%s', async (_, line, encode) => {
		const text = line.repeat((2 * SLICE) / line.length);
		const bytes = encode(text);
		expect((await decode(bytes)) === text).toBe(true);
		const halves = [bytes.subarray(0, SLICE + 1), bytes.subarray(SLICE + 1)];
		expect((await decode(halves)) === text).toBe(true);
	});

	test('also where lines are longer than a slice, and hold what is no text', async () => {
		for (const [line, end] of [
			[SLICE + 5, '\n'],
			[3 * SLICE, '\n'],
			[SLICE + 5, ''],
		] as const) {
			const text = `\xff${'é'.repeat(line / 2)}${end}`;
			const bytes = Buffer.concat([Buffer.of(0xff), Buffer.from(text.slice(1))]);
			expect((await decode([bytes, bytes])) === `${BAD}${text.slice(1)}`.repeat(2)).toBe(true);
		}
	});

	test('a line of many slices, which cannot be a row, is decoded as it comes', async () => {
		const parts: string[] = [];
		const bytes = Buffer.from('é'.repeat(5 * SLICE));
		for await (const part of decodeText([bytes], undefined)) if (part !== '') parts.push(part);
		expect(parts.length).toBeGreaterThan(1);
		expect(parts.join('').length).toBe(5 * SLICE);
	});

	test('a byte order mark behind the first slice is text', async () => {
		const slice = `${'é'.repeat(SLICE / 2 - 1)}x\n`;
		for (const broken of ['', '\xff']) {
			const bytes = [
				Buffer.from(slice),
				latin1(`${broken}a\n`.padEnd(SLICE, '\n')),
				Buffer.from('\ufeffb\n'),
			];
			const text = `${slice}${`${broken && BAD}a\n`.padEnd(SLICE, '\n')}\ufeffb\n`;
			expect((await decode(bytes)) === text).toBe(true);
			const marked = [
				Buffer.from(slice),
				Buffer.concat([Buffer.from('\ufeffc'), latin1(`${broken}\n`)]),
			];
			expect((await decode(marked)) === `${slice}\ufeffc${broken && BAD}\n`).toBe(true);
		}
	});

	test('and what looks like the beginning of another kind of file is text there, too', async () => {
		const bytes = [Buffer.from('a\n'.repeat(SLICE / 2)), Buffer.from('%PDF-1.7\n')];
		expect((await decode(bytes)).slice(-9)).toBe('%PDF-1.7\n');
	});
});

describe('the encoding is told', () => {
	test('from the whole first slice, in however small chunks it arrives', async () => {
		const notes: TextNotes = {};
		// "Paweł Wiśniewski"
		const bytes = Buffer.from('50617765b32057699c6e696577736b69', 'hex');
		expect(await decode(single(bytes), undefined, notes)).toBe('Paweł Wiśniewski');
		expect(notes).toEqual({ encoding: 'windows-1250', isGuessed: true });
	});

	test('if it was chosen, though all of the text is ASCII', async () => {
		const notes: TextNotes = {};
		await decode(latin1('Asha'), 'shift_jis', notes);
		expect(notes).toEqual({ encoding: 'shift_jis', isGuessed: false });
	});

	test('not for plain ASCII, which means the same in all of them', async () => {
		const notes: TextNotes = {};
		expect(await decode(latin1('Asha'), undefined, notes)).toBe('Asha');
		expect(notes).toEqual({});
	});
});

test.each([
	['', true],
	['Asha\x7f\t\r\n', true],
	['Asha\x80', false],
	['\xff', false],
	['A\0', false],
	['\x1b', false],
])('%j is ASCII: %p', (text, expected) => {
	expect(isAscii(latin1(text))).toBe(expected);
});

describe('an encoding is detected by what only it can be', () => {
	const long = '山田太郎花子佐藤健一鈴木高橋田中伊藤渡辺山本中村小林加藤吉田';
	const utf32 = (text: string) =>
		Buffer.from(Array.from(text, (letter) => `${letter}\0`).join(''), 'utf16le');

	test.each<[string, Buffer, string]>([
		['a byte order mark', latin1('\xef\xbb\xbfa'), 'utf-8'],
		['only the whole of a mark', latin1('\xefle'), 'windows-1252'],
		['only the whole of another', latin1('\xffve \xe9t\xe9'), 'windows-1252'],
		['zeros behind most letters', Buffer.from('Asha,1\n', 'utf16le'), 'utf-16le'],
		['zeros before most letters', Buffer.from('Asha,1\n', 'utf16le').swap16(), 'utf-16be'],
		['zeros beside few signs', Buffer.from(`${long},9819000001\n`, 'utf16le'), 'utf-16le'],
		[
			'the same the other way round',
			Buffer.from(`${long},9819000001\n`, 'utf16le').swap16(),
			'utf-16be',
		],
		['not by three zeros in four', utf32('Asha'), 'utf-8'],
		['not by three zeros in four the other way round', utf32('Asha').swap32(), 'utf-8'],
		['not by zeros among digits', latin1('90'.repeat(50) + 'x\0'.repeat(10)), 'utf-8'],
		['not by zeros among naughts', latin1('00'.repeat(50) + 'x\0'.repeat(10)), 'utf-8'],
		['not by zeros among nines', latin1('99'.repeat(50) + 'x\0'.repeat(10)), 'utf-8'],
		['not by zeros among delimiters', latin1(',;|\t" \r\n'.repeat(12) + 'x\0'.repeat(10)), 'utf-8'],
		['letters of four bytes', latin1('\xf0\x9f\x98\x80 \xe9x'), 'utf-8'],
		['the last letter of four bytes', latin1('\xf4\x8f\xbf\xbf \xe9x'), 'utf-8'],
		['letters of three bytes', latin1('\xe0\xa4\xa8 \xe9x'), 'utf-8'],
		['letters of two bytes', latin1('\xc2\xa9 \xe9x'), 'utf-8'],
		['not by letters of five bytes', latin1('\xf5\x80\x80\x80'), 'windows-1252'],
		['not by letters that are too long', latin1('\xc1\x80 \xe9'), 'windows-1252'],
		['not by the second half of a letter', latin1('\x80 5'), 'windows-1252'],
		['not by half a letter at the end', latin1('\xe9x \xc3'), 'windows-1252'],
		['the escapes of Japanese mails', latin1('a,\x1b$B;3ED\x1b(B'), 'iso-2022-jp'],
		['the older escapes', latin1('a,\x1b$@;3ED\x1b(J'), 'iso-2022-jp'],
		['not by other escapes', latin1('\x1b[1mBold'), 'utf-8'],
		['not by escapes beside letters', latin1('\x1b$B\xc3\xa9'), 'utf-8'],
	])('%s', (_, bytes, encoding) => {
		expect(detectEncoding(bytes, undefined, true).encoding).toBe(encoding);
	});
});

test('Japanese mails are read', async () => {
	expect(await decode(latin1('a,\x1b$B;3ED\x1b(B\n'))).toBe('a,山田\n');
});
