import { readTagIds } from '../../../nodes/EsoLeads/lead/leadUpdate';

test.each([
	[[], []],
	['', []],
	[null, []],
	[undefined, []],
	[
		[3, 1],
		[3, 1],
	],
	[
		['3', ' 1 '],
		[3, 1],
	],
	['3, 1,', [3, 1]],
	[12, [12]],
	[[1, '1', 1], [1]],
	[[null, '', 2], [2]],
])('%j is read as the IDs %j', (value, ids) => {
	expect(readTagIds(value, 'Add Tags')).toEqual({ kind: 'tagIds', ids });
});

test.each([
	['VIP'],
	[['VIP']],
	[[0]],
	[[-1]],
	[[1.5]],
	[['1e3']],
	[[9e20]],
	[['1 2']],
	[[{ id: 1 }]],
	[[[1, 2]]],
	[true],
])('%j is refused, and the message names the parameter', (value) => {
	expect(readTagIds(value, 'Add Tags')).toMatchObject({
		kind: 'failed',
		failure: {
			code: 'invalid_parameter',
			message: expect.stringMatching(/^'Add Tags' holds ".*", which is not the ID of a tag/),
			retryable: false,
		},
	});
});
