import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import { getNumberingPlan } from '../../../../nodes/EsoLeads/lead/phone/numberingPlan';

test.each([
	['91', '08192829284', '8192829284', [10]],
	['1', '12133734253', '2133734253', [10]],
	['7', '89123456789', '9123456789', [10]],
	['33', '0612345678', '612345678', [9]],
	['65', '81234567', '81234567', [8]],
])(
	'+%s: %s is dialled to %s at home, and numbers have %p digits',
	(code, dialled, national, lengths) => {
		expect(getNumberingPlan(code)).toMatchObject({ lengths });
		expect(getNumberingPlan(code)?.stripPrefix(dialled)).toBe(national);
	},
);

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
		expect(plan?.getType(number?.nationalNumber ?? '')).toBe('mobile');
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
		expect(getNumberingPlan('91')?.getType(national)).toBeUndefined();
	},
);

test('what is dialled before another country’s code is known', () => {
	expect(getNumberingPlan('1')?.stripInternationalPrefix('011918192829284')).toBe('918192829284');
	expect(getNumberingPlan('61')?.stripInternationalPrefix('0011918192829284')).toBe('918192829284');
	expect(getNumberingPlan('91')?.stripInternationalPrefix('918192829284')).toBeUndefined();
});

test.each(['999', '0', '', '__proto__', 'constructor', 'toString'])(
	'%p is no calling code: there is no plan',
	(code) => {
		expect(getNumberingPlan(code)).toBeUndefined();
	},
);
