import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { readCountry } from '../../../../nodes/EsoLeads/lead/phone/country';
import { toCountry } from '../../../support/lead/rawLead';

test.each([
	91,
	'91',
	'+91',
	'0091',
	' 91 ',
	'\t+91\n',
	'91.0',
	'+91.00',
	'0091.0',
	"'91",
	'="+91"',
	'९१',
	'＋91',
	'\u202a+91\u202c',
])('%p is the country code of India', (value) => {
	expect(readCountry(value)).toEqual({ kind: 'country', callingCode: '91' });
});

test.each(['IN', 'in', 'In', ' IN ', 'in\n'])('%p is India', (value) => {
	expect(readCountry(value)).toEqual({ kind: 'country', callingCode: '91', region: 'IN' });
});

test.each(['UK', 'uk', 'GB'])(
	'%s is the United Kingdom, whose ISO code few people know',
	(value) => {
		expect(readCountry(value)).toEqual({ kind: 'country', callingCode: '44', region: 'GB' });
	},
);

test.each(getCountries().map((region) => [region, getCountryCallingCode(region)] as const))(
	'%s and its calling code +%s are known',
	(region, callingCode) => {
		expect(toCountry(region.toLowerCase())).toEqual({ kind: 'country', callingCode, region });
		expect(toCountry(Number(callingCode))).toEqual({ kind: 'country', callingCode });
		expect(toCountry(`+${callingCode}`)).toEqual({ kind: 'country', callingCode });
	},
);

test.each([800, 808, 870, 878, 881, 882, 883, 888, 979])(
	'+%d belongs to no region, but is a country code',
	(value) => {
		expect(toCountry(value)).toEqual({ kind: 'country', callingCode: String(value) });
	},
);

test.each([undefined, null, 0, NaN, '', '   ', '\u00a0', '-', '+', '0', 'N/A', 'null', 'none'])(
	'%p is no country code at all',
	(value) => {
		expect(readCountry(value, 'country_code')).toBeUndefined();
	},
);

test.each([
	-91,
	91.5,
	Infinity,
	1e21,
	'999',
	'91.5',
	'91x',
	'+91 81928',
	'Atlantis',
	'XX',
	'ZZ',
	'constructor',
	'__proto__',
	'toString',
	'9'.repeat(11),
	true,
	false,
	{},
	[],
	[91],
	{ code: 91 },
	new Date(0),
	Symbol('IN'),
	() => 'IN',
])('%p is refused, and the message says what a country code looks like', (value) => {
	expect(readCountry(value, 'country_code')).toEqual({
		kind: 'refusal',
		code: 'invalid_country_code',
		field: 'country_code',
		message: expect.stringMatching(
			/^'country_code' holds (?:".*"|an? [a-z ]+\d?), which is not a country\. .*91 or \+91, .* IN\.$/,
		),
	});
});

test('a bad default country is named as such, since it comes from no field', () => {
	expect(readCountry('Atlantis')).toEqual({
		kind: 'refusal',
		code: 'invalid_country_code',
		message: expect.stringMatching(/^The default country is "Atlantis"/),
	});
});
