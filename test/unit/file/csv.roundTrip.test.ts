import fc from 'fast-check';
import { readFile } from '../../support/file/readFile';

/** Cells with all that CSV can hold: quotes, delimiters, line breaks of each kind, any letters. */
const cell = fc.oneof(
	fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '|', '\n', '\r', ' ', 'é', '😀') }),
	fc.string({ unit: 'grapheme', maxLength: 12 }),
	fc.constantFrom('+91 81928 29284', '', '0', '=1+1', "'", '""'),
);

const file = fc.integer({ min: 1, max: 5 }).chain((columns) =>
	fc.record({
		columns: fc.constant(columns),
		rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 8 }),
		delimiter: fc.constantFrom(',', ';', '\t', '|', '||'),
		lineBreaks: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 3 }),
		quotesAll: fc.boolean(),
		encoding: fc.constantFrom('utf-8' as const, 'utf-16le' as const),
		endsWithLineBreak: fc.boolean(),
		chunkCharacters: fc.integer({ min: 1, max: 60 }),
	}),
);

type DrawnFile = typeof file extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** Rows of blanks alone are passed over. */
function holdsSomething(cells: readonly string[]): boolean {
	return cells.some((cell) => cell.trim() !== '');
}

function write({ columns, rows, delimiter, lineBreaks, quotesAll, ...drawn }: DrawnFile): Buffer {
	const header = Array.from({ length: columns }, (_, index) => `c${index}`);
	const needsQuotes = (text: string) =>
		quotesAll || text.trim() !== text || /["\r\n]/.test(text) || text.includes(delimiter[0] ?? '');
	const writeCell = (text: string) =>
		needsQuotes(text) ? `"${text.replaceAll('"', '""')}"` : text;
	const lines = [header, ...rows].map((cells) => cells.map(writeCell).join(delimiter));
	const text = lines
		.map((line, index) => {
			const isLast = index === lines.length - 1 && !drawn.endsWithLineBreak;
			return isLast ? line : line + (lineBreaks[index % lineBreaks.length] ?? '\n');
		})
		.join('');
	const mark = Buffer.from('\ufeff', drawn.encoding === 'utf-8' ? 'utf8' : 'utf16le');
	return Buffer.concat([mark, Buffer.from(text, drawn.encoding === 'utf-8' ? 'utf8' : 'utf16le')]);
}

/** How many files are drawn: these in `npm test`, 10,000 in `npm run test:slow`. */
const FILES = Number(process.env['CSV_FILES'] ?? 1_000);

test(`what a CSV file was written from comes out of it again, whatever it holds and however it arrives (${FILES} files)`, async () => {
	await fc.assert(
		fc.asyncProperty(file, async (drawn) => {
			const rows = await readFile(
				write(drawn),
				{ delimiter: drawn.delimiter },
				drawn.chunkCharacters,
			);
			expect(rows.map(({ kind, json }) => [kind, ...Object.values(json)])).toEqual(
				drawn.rows.filter(holdsSomething).map((cells) => ['record', ...cells]),
			);
		}),
		{ numRuns: FILES },
	);
}, 300_000);
