import { readOrigin } from '../../../nodes/EsoLeads/lead/lead';

test.each([
	['UPLOAD', 'UPLOAD'],
	['W', 'W'],
	[' WEB ', 'WEB'],
	['\tWEB\n', 'WEB'],
	['a b', 'a b'],
	['日本語日本語', '日本語日本語'],
	[2026, '2026'],
	['2026', '2026'],
])('the origin %p is sent as %p', (value, expected) => {
	expect(readOrigin(value)).toEqual({ kind: 'origin', value: expected });
});

test.each(['TOOLONG', ' WEBSITE ', 1234567])('%p is refused for its length, never cut', (value) => {
	expect(readOrigin(value, 'source')).toEqual({
		kind: 'refusal',
		code: 'invalid_origin',
		field: 'source',
		message: `'source' is "${String(value).trim()}", which has 7 characters. Shorten it to 6 at most.`,
	});
});

test.each(['', '   ', '\u00a0', undefined, null])(
	'%p is an empty origin, which is refused',
	(value) => {
		expect(readOrigin(value, 'source')).toMatchObject({
			code: 'invalid_origin',
			message: "'source' is empty. Give 1 to 6 characters.",
		});
	},
);

test.each([
	[{}, 'an object'],
	[[], 'an empty list'],
	[['WEB'], 'a list of 1'],
	[true, '"true"'],
	[Infinity, '"Infinity"'],
	[Symbol('WEB'), '"Symbol(WEB)"'],
	[() => 'WEB', 'a function'],
	[new Date(0), 'an object'],
])('%p is no origin', (value, shown) => {
	expect(readOrigin(value, 'source')).toMatchObject({
		code: 'invalid_origin',
		field: 'source',
		message: `'source' is ${shown}, which is not text. Give 1 to 6 characters.`,
	});
});

test.each(['a\u200bb', 'a\nb', 'a\u2028b', 'a\ud800', '\u202eab'])(
	'%j is refused, since nobody sees all of it',
	(value) => {
		expect(readOrigin(value)).toMatchObject({
			code: 'invalid_origin',
			message: "'Origin' holds invisible characters. Remove them.",
		});
	},
);

test('a bad parameter is named as the user sees it', () => {
	expect(readOrigin('TOOLONG')).toEqual({
		kind: 'refusal',
		code: 'invalid_origin',
		message: expect.stringMatching(/^'Origin' is "TOOLONG"/),
	});
});
