import { tidyCell } from '../../../../nodes/EsoLeads/lead/phone/cell';
import { readPhone } from '../../../support/lead/readPhone';

test.each([
	['+91\u00a081928\u00a029284', 'no-break spaces'],
	['+91\u2009\u202f\u300081928 29284', 'thin and ideographic spaces'],
	['+91\t81928  29284', 'tabs and double spaces'],
	['\u202a+91 81928 29284\u202c', 'bidi marks of a contacts app'],
	['\u200e+91\u200b81928\u200d29284\u2060', 'zero-width characters'],
	['+91 81928\u00ad29284', 'a soft hyphen'],
	['+91\u000081928\u000029284', 'NUL characters'],
	['+91 81928\u201129284', 'a no-break hyphen'],
	['+91 81928\u201329284', 'an en dash'],
	['+91 81928\u221229284', 'a minus sign'],
	['\uff0b91 81928\uff0d29284', 'a full-width plus and dash'],
])('%p (%s) is +91 8192829284', (cell) => {
	expect(readPhone(cell)).toBe('+91 8192829284');
});

test.each([
	['  a  b  ', 'a b'],
	["'text'", 'text'],
	['="text"', 'text'],
	['a\r\n\r\nb', 'a\nb'],
	['a\u2028b', 'a\nb'],
	['\u202aIN\u202c', 'IN'],
	['text;', 'text'],
	['१२३', '123'],
	['\u0000', ''],
	['', ''],
])('a reader sees %p as %p', (text, expected) => {
	expect(tidyCell(text)).toBe(expected);
});
