import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import { getNumberingPlan } from '../../../../nodes/EsoLeads/lead/phone/numberingPlan';

test.each([
	['91', '0', [10]],
	['1', '1', [10]],
	['7', '8', [10]],
	['33', '0', [9]],
	['65', undefined, [8]],
])('+%s: the national prefix is %p, and numbers have %p digits', (code, prefix, lengths) => {
	expect(getNumberingPlan(code)).toMatchObject({ nationalPrefix: prefix, lengths });
});

test('the plan of every region has the length of the region’s example mobile number', () => {
	const unknown = getCountries().filter((region) => {
		const number = getExampleNumber(region, examples);
		const lengths = getNumberingPlan(number?.countryCallingCode ?? '')?.lengths ?? [];
		return !lengths.includes(number?.nationalNumber.length ?? 0);
	});
	expect(unknown).toEqual([]);
});

test.each(['IN', 'GB', 'BR', 'ID', 'MX', 'IT', 'CI', 'GG', 'KZ', 'AE'] as const)(
	'the example mobile number of %s is one by its plan',
	(region) => {
		const number = getExampleNumber(region, examples);
		const plan = getNumberingPlan(number?.countryCallingCode ?? '');
		expect(plan?.isMobile(number?.nationalNumber ?? '')).toBe(true);
	},
);

test('lengths are given once each, in ascending order', () => {
	const lengths = getNumberingPlan('49')?.lengths ?? [];
	expect(lengths.length).toBeGreaterThan(3);
	expect(lengths).toEqual([...new Set(lengths)].sort((a, b) => a - b));
});

test.each(['8192829284x', ' 8192829284', '81928292840', '819282928', '', 'x8192829284'])(
	'%p is no mobile number of India, although it holds one or nearly',
	(national) => {
		expect(getNumberingPlan('91')?.isMobile(national)).toBe(false);
	},
);

test('what is dialled before another country’s code is known', () => {
	expect(getNumberingPlan('1')?.hasInternationalPrefix('011918192829284')).toBe(true);
	expect(getNumberingPlan('61')?.hasInternationalPrefix('0011918192829284')).toBe(true);
	expect(getNumberingPlan('91')?.hasInternationalPrefix('918192829284')).toBe(false);
});

test.each(['800', '870', '979', '999', '0', '', '__proto__', 'constructor', 'toString'])(
	'%p is the calling code of no region: there is no plan',
	(code) => {
		expect(getNumberingPlan(code)).toBeUndefined();
	},
);
