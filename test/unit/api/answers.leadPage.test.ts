import { readLeadPage } from '../../../nodes/EsoLeads/api/answers';

const leads = [{ id: 1, name: 'Asha' }, { contact_number: '8192829284' }];

test.each([
	['the root', leads],
	['data', { data: leads }],
	['payload', { success: true, payload: leads }],
	['payload.data', { success: true, payload: { data: leads } }],
])('a list at %s is a page', (_, answer) => {
	expect(readLeadPage(answer)).toEqual({ kind: 'page', leads, isLast: undefined });
});

test.each([
	[{ payload: { meta: { current_page: 3, last_page: 3 }, data: [] } }, true],
	[{ payload: { meta: { current_page: 2, last_page: 3 }, data: [] } }, false],
	[{ payload: { meta: { current_page: '3', last_page: '3' }, data: [] } }, true],
	[{ payload: { meta: { current_page: 1, last_page: 0 }, data: [] } }, true],
	[{ payload: { current_page: 2, last_page: 2, data: [] } }, true],
	[{ meta: { current_page: 2, last_page: 2 }, data: [] }, true],
	[{ current_page: 2, last_page: 2, data: [] }, true],
	[{ meta: { current_page: 2 }, data: [] }, undefined],
	[{ meta: { current_page: null, last_page: null }, data: [] }, undefined],
	[{ meta: { total: 1 }, data: [] }, undefined],
])('%j: the last page %p', (answer, isLast) => {
	expect(readLeadPage(answer)).toMatchObject({ kind: 'page', isLast });
});

test.each([
	[{}],
	[null],
	['text'],
	[5],
	[{ data: {} }],
	[{ data: { data: [] } }],
	[{ payload: { leads: [] } }],
	[['text']],
	[[[]]],
	[[null]],
	[[{}]],
	[{ data: [{ id: 1 }, 'text'] }],
])('%j is not understood, never an empty page', (answer) => {
	expect(readLeadPage(answer)).toEqual({ kind: 'unknownShape' });
});

test('a lead keeps everything that it has', () => {
	const lead = JSON.parse('{"id":"x","contact_number":null,"a":{"b":[1]},"c":true,"d":1.5,"":""}');
	expect(readLeadPage([lead])).toMatchObject({ leads: [lead] });
});

test('a field called __proto__ changes no prototype', () => {
	const read = readLeadPage(JSON.parse('[{"id":1,"__proto__":{"polluted":true}}]'));
	const [lead] = read.kind === 'page' ? read.leads : [];
	expect(Object.getPrototypeOf(lead)).toBe(Object.prototype);
	expect(Object.getPrototypeOf(Object.assign({}, lead))).toBe(Object.prototype);
	expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test.each([
	[{ payload: { meta: { total: 7 }, data: [] } }, 7],
	[{ meta: { total: '7' }, data: [] }, 7],
	[{ total: 7, data: [] }, 7],
	[{ total: '1234', data: [] }, 1_234],
	[{ total: '1,234', data: [] }, undefined],
	[{ total: '7 leads', data: [] }, undefined],
	[[{ id: 1, total: 7 }], undefined],
])('%j: the whole list has %p leads', (answer, total) => {
	expect(readLeadPage(answer)).toMatchObject({ kind: 'page', total });
});

test('a list with more entries than any page is not understood', () => {
	expect(readLeadPage(Array(100_000).fill({ id: 1 }))).toMatchObject({ kind: 'page' });
	expect(readLeadPage(Array(100_001).fill({ id: 1 }))).toEqual({ kind: 'unknownShape' });
});
