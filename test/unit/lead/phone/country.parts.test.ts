import { readCountry } from '../../../../nodes/EsoLeads/lead/phone/country';

test.each([
	['1-809.00', '1'],
	['1809.00', '1'],
	['1201', '1'],
	['1212', '1'],
	['1416', '1'],
	['1604', '1'],
	['1 (809), 829', '1'],
	['+1-787/939', '1'],
	['971 50', '971'],
	['971-50', '971'],
	['+44 1481', '44'],
	['+44 1481, +44 1534', '44'],
	['+44-1481, +44-1534', '44'],
])('%s is a calling code with an area code: the country is +%s', (written, callingCode) => {
	expect(readCountry(written)).toEqual({ kind: 'country', callingCode });
});

test.each([
	['India +91 IN', '91'],
	['India (+91) !', '91'],
	['India (*) +91', '91'],
	['India (+91) & IN', '91'],
	['India +91,', '91'],
	['India +91/', '91'],
	['Russia, Kazakhstan (+7)', '7'],
	['USA, Canada +1', '1'],
])('%s has a calling code that all its names share: +%s', (written, callingCode) => {
	expect(readCountry(written)).toEqual({ kind: 'country', callingCode });
});

test.each(['India,, India', 'India, , India', 'India / IN', 'India & India'])(
	'%s names one country more than once, whatever is between',
	(written) => {
		expect(readCountry(written)).toEqual({ kind: 'country', callingCode: '91', region: 'IN' });
	},
);

test.each([
	['Atlantis 1-809', 'the name is no country'],
	['97150', 'a calling code runs into more digits'],
	['12015', 'an area code has a digit too many'],
	['44201', 'only America has area codes of three digits'],
	['91201', 'only America has area codes of three digits'],
	['1-787, 9399', 'an area code has a digit too many'],
	['1-8091, 829', 'three digits follow something else than an area code'],
	['USA/Canada', 'two countries share a calling code that is not written'],
	['Russia/Kazakhstan', 'two countries share a calling code that is not written'],
	['India (+92)', 'the name and the calling code contradict'],
])('%s is refused: %s', (written) => {
	expect(readCountry(written, 'country')).toEqual({
		kind: 'refusal',
		code: 'invalid_country_code',
		field: 'country',
		message: `'country' holds "${written}", which is not a country. Give its name, its calling code such as 91 or +91, or its ISO code such as IN.`,
	});
});
