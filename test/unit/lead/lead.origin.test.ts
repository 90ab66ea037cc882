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
		message: expect.stringMatching(/^'source' is ".*": .*1 to 6 characters, this one has 7/),
	});
});

test.each(['', '   ', '\u00a0', undefined, null])(
	'%p is an empty origin, which is refused',
	(value) => {
		expect(readOrigin(value, 'source')).toMatchObject({
			code: 'invalid_origin',
			message: expect.stringMatching(/^'source' is empty/),
		});
	},
);

test.each([{}, [], ['WEB'], true, Symbol('WEB'), () => 'WEB', new Date(0)])(
	'%p is no origin',
	(value) => {
		expect(readOrigin(value, 'source')).toMatchObject({ code: 'invalid_origin', field: 'source' });
	},
);

test('a bad parameter is named as the user sees it', () => {
	expect(readOrigin('TOOLONG')).toEqual({
		kind: 'refusal',
		code: 'invalid_origin',
		message: expect.stringMatching(/^'Origin' is "TOOLONG"/),
	});
});
