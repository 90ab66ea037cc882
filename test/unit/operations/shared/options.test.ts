import { numericOption } from '../../../../nodes/EsoLeads/operations/shared/options';

describe('an option that is a number', () => {
	test.each<[unknown, number]>([
		[7, 7],
		['7', 7],
		[1, 1],
		[10, 10],
		[undefined, 5],
		['', 5],
		[null, 5],
	])('%p is read as %p', (value, expected) => {
		expect(numericOption(1, 10, 5).parse(value)).toBe(expected);
	});

	test.each<[unknown, boolean, string]>([
		[0, true, 'it must be a whole number from 1 to 10'],
		[11, true, 'it must be a whole number from 1 to 10'],
		[2.5, true, 'it must be a whole number from 1 to 10'],
		['many', true, 'it must be a whole number from 1 to 10'],
		[{}, true, 'it must be a whole number from 1 to 10'],
		[0.5, false, 'it must be a number from 1 to 10'],
	])('%p is refused (whole: %p): %s', (value, isWhole, message) => {
		expect(numericOption(1, 10, 5, isWhole).safeParse(value).error?.issues[0]).toMatchObject({
			message,
		});
	});

	test('may have decimal places where it says so', () => {
		expect(numericOption(1, 10, 5, false).parse('2.5')).toBe(2.5);
	});
});
