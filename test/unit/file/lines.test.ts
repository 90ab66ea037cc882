import { dropStart, lineBlocks, peekText } from '../../../nodes/EsoLeads/file/lines';
import { MAX_ROW_CHARACTERS } from '../../../nodes/EsoLeads/file/row';
import { arrive } from '../../support/file/readFile';

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
	const all: Item[] = [];
	for await (const item of items) all.push(item);
	return all;
}

describe('lines are counted wherever the chunks of a file end', () => {
	test.each<[string, string[], Array<[line: number, text: string]>]>([
		[
			'a line each',
			['a\n', 'b\n'],
			[
				[1, 'a\n'],
				[2, 'b\n'],
			],
		],
		[
			'lines in a chunk',
			['a\nb\r\nc\rd', 'e'],
			[
				[1, 'a\nb\r\nc\r'],
				[4, 'de'],
			],
		],
		[
			'within a CRLF',
			['a\r', '\nb\r\n', 'c'],
			[
				[1, 'a\r\nb\r\n'],
				[3, 'c'],
			],
		],
		[
			'behind a CR that stands alone',
			['a\r', 'b\r', '\r', 'c'],
			[
				[1, 'a\r'],
				[2, 'b\r'],
				[3, '\r'],
				[4, 'c'],
			],
		],
		[
			'behind empty lines',
			['\n', '\n\n', 'a\n', 'b'],
			[
				[1, '\n'],
				[2, '\n\n'],
				[4, 'a\n'],
				[5, 'b'],
			],
		],
		['in empty chunks', ['', 'a', '', '\n', ''], [[1, 'a\n']]],
		['at a CR at the end of the file', ['a\r'], [[1, 'a\r']]],
	])('%s', async (_, chunks, blocks) => {
		expect(await collect(lineBlocks(arrive(...chunks)))).toEqual(
			blocks.map(([line, text]) => ({ line, text, isTooLong: false })),
		);
	});
});

describe('of a line that is too long only the beginning is kept, and the next one follows it', () => {
	const long = 'x'.repeat(MAX_ROW_CHARACTERS + 1);

	test.each<[string, string[], Array<[line: number, text: string]>]>([
		[
			'behind an LF',
			[long, 'y\nb\nc'],
			[
				[4, 'b\n'],
				[5, 'c'],
			],
		],
		['behind a CRLF', [long, 'y\r\nb'], [[4, 'b']]],
		['behind a CR', [long, 'y\rb'], [[4, 'b']]],
		['where the LF begins a chunk', [long, '\nb'], [[4, 'b']]],
		['where a CRLF lies across chunks', [long, 'y\r', '\nb\n'], [[4, 'b\n']]],
		['where a CR ends a chunk', [long, 'y\r', 'b\n'], [[4, 'b\n']]],
		['where the LF ends a chunk', [long, 'y\n', 'b\n'], [[4, 'b\n']]],
		[
			'before a CR at the end of a chunk',
			[long, 'y\nb\r', 'c'],
			[
				[4, 'b\r'],
				[5, 'c'],
			],
		],
		['where the CR ends its beginning', [`${long}\r`, '\nb'], [[4, 'b']]],
		['after many chunks', [long, 'y', long, 'y', 'y\nb'], [[4, 'b']]],
		[
			'where an empty line follows',
			[long, '\n\nb'],
			[
				[4, '\n'],
				[5, 'b'],
			],
		],
		['unless the file ends in it', [long, 'y'], []],
		['unless the file ends with it', [long, 'y\n'], []],
	])('%s', async (_, [begin = '', ...others], blocks) => {
		const read = await collect(lineBlocks(arrive('a\n', begin, ...others), 2));
		expect(read).toEqual([
			{ line: 2, text: 'a\n', isTooLong: false },
			{ line: 3, text: begin, isTooLong: true },
			...blocks.map(([line, text]) => ({ line, text, isTooLong: false })),
		]);
	});

	test('but a line of just the length that is allowed is whole', async () => {
		const whole = long.slice(1);
		expect(await collect(lineBlocks(arrive(whole, '\n')))).toEqual([
			{ line: 1, text: `${whole}\n`, isTooLong: false },
		]);
	});
});

describe('of a text no more is read ahead than is needed, and nothing of it is lost', () => {
	test.each([
		[3, 'abcd', false],
		[4, 'abcd', false],
		[5, 'abcdef', false],
		[6, 'abcdef', false],
		[7, 'abcdef', true],
	])('%d characters', async (characters, head, isWhole) => {
		const peeked = await peekText(arrive('ab', 'cd', 'ef'), characters);
		expect(peeked).toMatchObject({ head, isWhole });
		expect((await collect(peeked.text)).join('')).toBe('abcdef');
	});

	test('and the file is let go with it', async () => {
		let isLetGo = false;
		async function* file() {
			try {
				for (;;) yield await Promise.resolve('a');
			} finally {
				isLetGo = true;
			}
		}
		const { text } = await peekText(file(), 1);
		for await (const chunk of text) {
			expect(chunk).toBe('a');
			break;
		}
		expect(isLetGo).toBe(true);
	});
});

test('the beginning of a text is dropped, over however many chunks it reaches', async () => {
	expect(await collect(dropStart(arrive('ab', 'cd', 'efg', 'h'), 5))).toEqual(['fg', 'h']);
	expect(await collect(dropStart(arrive('ab', 'cd'), 2))).toEqual(['cd']);
	expect(await collect(dropStart(arrive('ab'), 0))).toEqual(['ab']);
});
