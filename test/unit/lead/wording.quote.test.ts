import { endSentence, listNames, quote, quoteName } from '../../../nodes/EsoLeads/lead/wording';

test.each([
	['8.19E+09', '"8.19E+09"'],
	['', '""'],
	[91, '"91"'],
	[null, '"null"'],
	[undefined, '"undefined"'],
	[5n, '"5"'],
	[Symbol('x'), '"Symbol(x)"'],
	[true, '"true"'],
	[['a', 'b'], 'a list of 2'],
	[[], 'an empty list'],
	[{ a: 1 }, 'an object'],
	[Object.create(null), 'an object'],
	[() => 1, 'a function'],
	['पटेल', '"पटेल"'],
])('%p is shown as %s', (value, expected) => {
	expect(quote(value)).toBe(expected);
});

test('a long cell is cut after 40 characters, and the message shows that it was', () => {
	expect(quote('x'.repeat(40))).toBe(`"${'x'.repeat(40)}"`);
	expect(quote('x'.repeat(41))).toBe(`"${'x'.repeat(40)}…"`);
});

test.each([
	['a\nb', '"a b"'],
	['a\r\nb', '"a  b"'],
	['a\u0000b', '"a b"'],
	['\u202eabc', '"abc"'],
	['a\u200bb', '"a b"'],
	['\ud800', '""'],
	['a\u2028b\u2029c', '"a b c"'],
])(
	'%p is shown on one line without characters that would garble the message',
	(value, expected) => {
		expect(quote(value)).toBe(expected);
	},
);

test('a smiley that the cut would halve leaves no broken character behind', () => {
	expect(quote(`${'x'.repeat(39)}😀 and more`)).toBe(`"${'x'.repeat(39)}…"`);
});

test.each([
	['Name', "'Name'"],
	['n'.repeat(40), `'${'n'.repeat(40)}'`],
	['n'.repeat(41), `'${'n'.repeat(40)}…'`],
	[' Phone\nNumber ', "'Phone Number'"],
])('the name %j is shown as %s', (name, expected) => {
	expect(quoteName(name)).toBe(expected);
});

test('of many names the first are listed, and how many more there are', () => {
	expect(listNames([])).toBe('');
	expect(listNames(['a', 'b'])).toBe("'a', 'b'");
	expect(listNames(['a', 'b', 'c', 'd', 'e'])).toBe("'a', 'b', 'c', 'd', 'e'");
	expect(listNames(['a', 'b', 'c', 'd', 'e', 'f'])).toBe("'a', 'b', 'c', 'd', 'e' and 1 more");
	expect(listNames(['a', 'b', 'c'], 2)).toBe("'a', 'b' and 1 more");
});

test.each([
	['No', 'No.'],
	['No.', 'No.'],
	['No!', 'No!'],
	['No?', 'No?'],
	['No…', 'No…'],
	['(No.)', '(No.)'],
	['(no)', '(no).'],
	['v1.2', 'v1.2.'],
	['', '.'],
])('after %j another sentence can follow: %j', (text, sentence) => {
	expect(endSentence(text)).toBe(sentence);
});
