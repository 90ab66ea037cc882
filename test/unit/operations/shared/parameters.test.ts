import { isEmpty } from '../../../../nodes/EsoLeads/operations/shared/parameters';

test.each([undefined, null, '', ' \n', []])('%j is nothing', (value) => {
	expect(isEmpty(value)).toBe(true);
});

test.each([0, false, '0', [0], {}])('%j is something', (value) => {
	expect(isEmpty(value)).toBe(false);
});
