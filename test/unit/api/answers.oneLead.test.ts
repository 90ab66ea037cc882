import { type LeadIdentity, readOneLead } from '../../../nodes/EsoLeads/api/answers';

const lead = { id: 7, contact_number: '8192829284', name: 'Asha' };
const other = { id: 8, contact_number: '1' };
const read = (answer: unknown) => readOneLead(answer, ({ id }) => id === '7');

test.each([
	['the root', lead],
	['data', { success: true, data: lead }],
	['payload', { success: true, payload: lead }],
	['payload.data', { success: true, payload: { data: lead } }],
	['a list of one', { payload: { data: [lead] } }],
	['a list with others', [other, lead]],
	['an envelope that has an id of its own', { id: 99, data: lead }],
])('the lead is found at %s', (_, answer) => {
	expect(read(answer)).toEqual({ kind: 'lead', lead });
});

test.each([
	['an ID', { id: 7, name: 'Asha' }],
	['a contact number', { contact_number: '8192829284', name: 'Asha' }],
	['an ID as text', { id: '7', contact_number: null }],
])('a lead needs no more than %s', (_, shown) => {
	const isAsked = ({ id, contact_number }: LeadIdentity) =>
		id === '7' || contact_number === '8192829284';
	expect(readOneLead({ data: shown }, isAsked)).toEqual({ kind: 'lead', lead: shown });
});

test('a custom field called data or payload does not hide the lead', () => {
	const odd = { ...lead, data: 'x', payload: 5 };
	expect(read(odd)).toEqual({ kind: 'lead', lead: odd });
});

test.each([[{ payload: null }], [{ data: [] }], [{ payload: { data: null } }], [[]], [null]])(
	'%j says that there is none',
	(answer) => {
		expect(read(answer)).toEqual({ kind: 'noLead' });
	},
);

test.each([[other], [{ data: other }], [[other, other]], [[lead, lead]]])(
	'%j is not the lead that was asked for',
	(answer) => {
		expect(read(answer)).toEqual({ kind: 'otherLead' });
	},
);

test.each([
	[{}],
	['text'],
	[{ success: true }],
	[{ payload: {} }],
	[{ data: ['x'] }],
	[{ data: true }],
	[{ id: null, contact_number: '' }],
	[{ id: '', contact_number: false }],
])('%j is not understood, never "not found"', (answer) => {
	expect(read(answer)).toEqual({ kind: 'unknownShape' });
});
