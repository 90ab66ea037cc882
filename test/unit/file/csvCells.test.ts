import { createLineEnds, type CsvRow, readCsvRow } from '../../../nodes/EsoLeads/file/csvCells';

/** The first row of a text. */
function readRow(text: string, delimiter = ','): CsvRow {
	return readCsvRow(text, 0, delimiter, createLineEnds(text));
}

describe('a row ends with its line, whatever its cells hold', () => {
	test.each<[text: string, cells: string[], end: number]>([
		['a,"b"', ['a', 'b'], 5],
		['a,"b"\nc', ['a', 'b'], 6],
		['"a"\rb', ['a'], 4],
		['"a"\r\nb', ['a'], 5],
		['"a" \n"b"', ['a'], 5],
		['"a\r\nb",c\nd', ['a\r\nb', 'c'], 9],
		[',"b"', ['', 'b'], 4],
		['"",', ['', ''], 3],
		['""""', ['"'], 4],
		['"a,b""c"', ['a,b"c'], 8],
		['"a," b,c', ['"a," b', 'c'], 8],
		['5" nail,"b"', ['5" nail', 'b'], 11],
	])('%j', (text, cells, end) => {
		expect(readRow(text)).toEqual({ kind: 'cells', cells, end });
	});

	test.each<[text: string, delimiter: string, cells: string[]]>([
		['"a" \t\t b\t"c"', '\t', ['a', '', 'b', 'c']],
		['"a";;"b;c"', ';', ['a', '', 'b;c']],
		['"a" || b||"c|d"', '||', ['a', 'b', 'c|d']],
	])('%j, delimited by %j', (text, delimiter, cells) => {
		expect(readRow(text, delimiter)).toMatchObject({ kind: 'cells', cells });
	});
});

describe('a quote that is escaped as \\" does not cut its text in two', () => {
	test.each([
		['before a delimiter', String.raw`"Raju \", Pune"`],
		['before a delimiter, in a later cell', String.raw`7,"Raju \", Pune",x`],
		['behind a stray quote', String.raw`5" nail,"C:\"`],
		['before more text', String.raw`"Raju \" Pune",x`],
		['twice', String.raw`"say \"hi\"",x`],
	])('%s', (_, text) => {
		expect(readRow(`${text}\nnext`)).toEqual({ kind: 'unpaired' });
	});

	test.each<[string, string, string[]]>([
		['a backslash before the closing quote', String.raw`"C:\",x`, ['C:\\', 'x']],
		['and beside quotes within', String.raw`"""C:"" \",x`, ['"C:" \\', 'x']],
		['a backslash at the beginning', String.raw`"\\pc",5" nail`, ['\\\\pc', '5" nail']],
		['a backslash without quotes', String.raw`C:\,5" nail,"x"`, ['C:\\', '5" nail', 'x']],
		['no backslash', '"Asha",5" nail', ['Asha', '5" nail']],
	])('but %s is text', (_, text, cells) => {
		expect(readRow(text)).toMatchObject({ kind: 'cells', cells });
	});

	test.each([
		['over lines', String.raw`"a \" b,`],
		['beside words in quotes', String.raw`"a \" b "x" c`],
		['beside a word in quotes at the end of a line', String.raw`"a \" b "x"y`],
	])('and a text %s is refused with all its lines', (_, begin) => {
		const row = `${begin}\nc,d",e\n`;
		expect(readRow(`${row}next`)).toEqual({ kind: 'unpaired', end: row.length });
	});
});

describe('quotes that do not pair up', () => {
	test.each([
		['an odd one after the cell has closed', '"c" d"e,x\nnext'],
		['one that the next line’s opening quote seems to close', '"a\nb,"c"\nnext'],
		['the same with a blank before it', '"a\nb, "c"\nnext'],
		['the same at the beginning of the line', '"a\n"c" x\nnext'],
		['the same with a blank at the beginning of the line', '"a\n "c" x\nnext'],
	])('cost their first line only: %s', (_, text) => {
		expect(readRow(text)).toEqual({ kind: 'unpaired' });
	});

	test('the same where the delimiter is a blank', () => {
		expect(readRow('"a\nb\t "c"\nnext', '\t')).toEqual({ kind: 'unpaired' });
		expect(readRow('"a\nb\t"c"\nnext', '\t')).toEqual({ kind: 'unpaired' });
	});

	test.each([
		['with more text behind the quote', '"a\nb" x,c\n'],
		['with a quote in a word', '"a\nb "c" x,d\n'],
		['and before others that do not pair up', '"a\nb" x,"c" d"e\n'],
		['and before a text over lines', '"a\nb" x,"c\nd"\n'],
	])('cost all lines that the text is known to have, %s', (_, row) => {
		expect(readRow(`${row}next`)).toEqual({ kind: 'unpaired', end: row.length });
	});

	test.each(['"a,b\nc', '"a""', String.raw`"a \" b`, String.raw`"a \" b \"`, 'x,"'])(
		'may close in what comes next: %j',
		(text) => {
			expect(readRow(text)).toEqual({ kind: 'unclosed' });
		},
	);
});

test('the end of a line is found in any order', () => {
	const { after } = createLineEnds('a\nb\r\nc');
	expect([2, 0, 4, 1, 5, 3, 6].map(after)).toEqual([3, 1, 4, 1, 6, 3, 6]);
});
