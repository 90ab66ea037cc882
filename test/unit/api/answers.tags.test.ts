import { readTags } from '../../../nodes/EsoLeads/api/answers';

const vip = { id: 1, name: 'VIP' };

test.each([
	['id and name', [vip]],
	['tag_id and tag_name', { data: [{ tag_id: 1, tag_name: 'VIP' }] }],
	['title', { payload: { data: [{ id: 1, title: 'VIP' }] } }],
	['a name that is null beside a title', [{ id: 1, name: null, title: 'VIP' }]],
])('tags are read by %s', (_, answer) => {
	expect(readTags(answer)).toEqual([vip]);
});

test('one odd tag does not hide the others', () => {
	const odd = [{ id: 'one', name: 'Text' }, vip, null, { id: 2 }];
	expect(readTags(odd)).toEqual([vip]);
});

test('a list that is mostly of something else is no list of tags', () => {
	const others = (count: number) => [...Array<unknown>(count).fill({ id: 2 }), vip];
	expect(readTags(others(100))).toEqual([vip]);
	expect(readTags(others(101))).toBeUndefined();
});

test('a business without tags has none', () => {
	expect(readTags({ data: [] })).toEqual([]);
});

test.each([[{}], [null], ['text'], [[{ id: 'x' }]], [{ data: [1, 2] }]])(
	'%j is not a list of tags',
	(answer) => {
		expect(readTags(answer)).toBeUndefined();
	},
);
