import type { IDataObject } from 'n8n-workflow';
import type { Rejection, RejectionCode } from '../../../nodes/EsoLeads/lead/refusals';
import { describeMisnamedField } from '../../../nodes/EsoLeads/report/reasons';

function describeRun(json: IDataObject[], codes: RejectionCode[], field?: string) {
	const rejection = (code: RejectionCode): Rejection => ({
		code,
		message: '',
		retryable: false,
		...(field === undefined ? {} : { field }),
	});
	const [hint] = describeMisnamedField(
		json.map((fields) => ({ json: fields })),
		new Map(codes.map((code, item) => [item, rejection(code)])),
	);
	return hint;
}

const sheet = [
	{ Name: 'Patel', 'Mobile No': '+91 81928-29284' },
	{ Name: 'Rao', 'Mobile No': '' },
];

describe('when no item holds a contact number', () => {
	it('the user is shown which fields there are', () => {
		const codes: RejectionCode[] = ['missing_contact_number', 'missing_contact_number'];
		expect(describeRun(sheet, codes, 'Mobile')).toBe(
			"No item holds a contact number in 'Mobile'. The first one has the fields 'Name', 'Mobile No': choose the right one as 'Contact Number Field'.",
		);
	});

	it('and that an item without any fields has none', () => {
		expect(describeRun([{}], ['missing_contact_number'], 'contact_number')).toContain(
			'The first one has no fields',
		);
	});
});

describe('nothing is said', () => {
	it.each<[string, IDataObject[], RejectionCode[], string | undefined]>([
		['of an empty input', [], [], 'Mobile'],
		['where one item was accepted', sheet, ['missing_contact_number'], 'Mobile'],
		[
			'where one item has a number, if a bad one',
			sheet,
			['missing_contact_number', 'invalid_contact_number'],
			'Mobile',
		],
		[
			'where an expression gives the number',
			sheet,
			['missing_contact_number', 'missing_contact_number'],
			undefined,
		],
	])('%s', (_, json, codes, field) => {
		expect(describeRun(json, codes, field)).toBeUndefined();
	});
});
