import { soughtById } from '../../../nodes/EsoLeads/operations/get';

describe("'Lead ID'", () => {
	test.each<[unknown, string | number]>([
		[12, 12],
		[' 12 ', 12],
		['999999999999999', 999_999_999_999_999],
		['9007199254740993', '9007199254740993'],
		['012', '012'],
		['1e3', '1e3'],
		['12a', '12a'],
		['a12', 'a12'],
	])('%p is asked for as %p, and only a lead with this ID is the answer', (value, id) => {
		const sought = soughtById(value);
		expect(sought).toMatchObject({
			kind: 'sought',
			name: { id },
			words: `lead with the ID "${id}"`,
		});
		if (sought.kind === 'failed') throw new Error('It is refused');
		const contact_number = String(id);
		expect(sought.isAsked({ id: String(id), contact_number: undefined })).toBe(true);
		expect(sought.isAsked({ id: undefined, contact_number })).toBe(false);
		expect(sought.isAsked({ id: `${id}0`, contact_number })).toBe(false);
	});

	test('may be of 100 characters', () => {
		expect(soughtById('x'.repeat(100))).toMatchObject({ name: { id: 'x'.repeat(100) } });
	});

	const empty = "'Lead ID' is empty for this item. Fill it in, or leave the item out.";

	test.each<[unknown, string]>([
		[undefined, empty],
		[null, empty],
		[' ', empty],
		[[], empty],
		[[12], `'Lead ID' holds a list of 1, which is not the ID of a lead.`],
		[{ id: 12 }, `'Lead ID' holds an object, which is not the ID of a lead.`],
		['x'.repeat(101), `'Lead ID' holds "${'x'.repeat(40)}…", which is not the ID of a lead.`],
	])('%j is refused, and nothing is asked for', (value, message) => {
		expect(soughtById(value)).toEqual({
			kind: 'failed',
			failure: { code: 'invalid_parameter', message, retryable: false },
		});
	});
});
