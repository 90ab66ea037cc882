import {
	describeLength,
	describeUnreadable,
	hasContactLength,
} from '../../../../nodes/EsoLeads/lead/phone/numberingPlan';
import { countryOf } from '../../../support/lead/rawLead';

test.each([
	['91', '8192829284', true],
	['91', '819282928', false],
	['91', '81928292841', false],
	['91', '0192829284', false],
	['49', '15123456789', true],
	['800', '12345678', undefined],
])('whether a contact of +%s can have the number %s: %p', (callingCode, national, expected) => {
	expect(hasContactLength(callingCode, national)).toBe(expected);
});

test('a number that is too short or too long is told how many digits its country has', () => {
	expect(describeLength({ callingCode: '91', national: '81928' })).toBe(
		'it is too short (+91 is followed by 10 digits, here by 5). Check for missing digits',
	);
	expect(describeLength({ callingCode: '91', national: '819282928412' })).toBe(
		'it is too long (+91 is followed by 10 digits, here by 12). Check for digits that do not belong to it',
	);
	expect(describeLength({ callingCode: '48', national: '1' })).toMatch(/followed by 7 to 9 digits/);
});

test('a length between two that occur is told as such', () => {
	expect(describeLength({ callingCode: '972', national: '1'.repeat(10) })).toMatch(
		/^it does not have the length of a number of its country/,
	);
	expect(describeLength({ callingCode: '800', national: '1' })).toMatch(
		/^it does not have the length of a number of its country\. Check/,
	);
});

test.each([
	['1', 'IN', /too short/],
	['1'.repeat(30), 'IN', /too long/],
	['+999123', undefined, /country code does not exist/],
])('%s in %s cannot be read, and the reason matches %p', (text, country, reason) => {
	const from = country === undefined ? undefined : countryOf(country);
	expect(describeUnreadable(text, from)).toMatch(reason);
});

test('a number of the right length that no contact has all the same is called neither too short nor too long', () => {
	expect(describeLength({ callingCode: '91', national: '0192829284' })).toBe(
		'it does not have the length of a number of its country (+91 is followed by 10 digits, here by 10). Check its digits',
	);
});
