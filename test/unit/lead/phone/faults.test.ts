import { describeLength, listLengths } from '../../../../nodes/EsoLeads/lead/phone/faults';
import { getNumberingPlan } from '../../../../nodes/EsoLeads/lead/phone/numberingPlan';
import { hasContactLength } from '../../../../nodes/EsoLeads/lead/phone/numberingPlan';
import { readPhone } from '../../../support/lead/readPhone';

test.each([
	['91', '8192829284', true],
	['91', '819282928', false],
	['91', '81928292841', false],
	['91', '0192829284', false],
	['49', '15123456789', true],
	['800', '12345678', true],
])('whether a contact of +%s can have the number %s: %p', (callingCode, national, expected) => {
	const plan = getNumberingPlan(callingCode);
	expect(plan && hasContactLength(plan, national)).toBe(expected);
});

test('a number that is too short or too long is told how many digits its country has', () => {
	expect(describeLength({ callingCode: '91', national: '81928' })).toBe(
		'it is too short (+91 is followed by 10 digits, here by 5). Check for missing digits',
	);
	expect(describeLength({ callingCode: '91', national: '819282928412' })).toBe(
		'it is too long (+91 is followed by 10 digits, here by 12). Check for digits that do not belong to it',
	);
	expect(describeLength({ callingCode: '48', national: '1' })).toMatch(
		/followed by 7 or 9 digits, here by 1/,
	);
});

test('a length between two that occur is described as such', () => {
	expect(describeLength({ callingCode: '48', national: '1'.repeat(8) })).toBe(
		'it does not have the length of a number of its country (+48 is followed by 7 or 9 digits, here by 8). Check its digits',
	);
	expect(describeLength({ callingCode: '999', national: '1' })).toMatch(
		/^it does not have the length of a number of its country\. Check/,
	);
});

test.each([
	[[10], '10'],
	[[8, 9], '8 or 9'],
	[[7, 9], '7 or 9'],
	[[7, 9, 10], '7, 9 or 10'],
	[[8, 9, 10, 11, 12], '8 to 12'],
])('the lengths %j are written as %s', (lengths, expected) => {
	expect(listLengths(lengths)).toBe(expected);
});

test.each([
	['+5108675432', '+51, which is followed by 8 or 9 digits, here by 7 without the 0'],
	['+34 0612345678', 'no number starts with 0 after +34. Check its digits, or leave the 0 out'],
	['+91 0192829284', 'no number starts with 0 after +91'],
	['+7 (800) 55-35-35-55', '+7 is followed by 10 digits, here by 11'],
	['+7 8005 55-35-35-55', '+7 is followed by 10 digits, here by 12'],
	['+44 7911 1234', '+44 is followed by 9 or 10 digits, here by 8'],
	['+91', '+91 is followed by 10 digits, here by 0'],
])('%s is quoted as it is written: %s', (cell, reason) => {
	expect(readPhone(cell)).toContain(reason);
});
