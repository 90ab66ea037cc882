import type { INodePropertyOptions } from 'n8n-workflow';
import { readCountry } from '../../../../nodes/EsoLeads/lead/phone/country';
import { defaultCountryField } from '../../../../nodes/EsoLeads/operations/shared/defaultCountry';

const options = (defaultCountryField.options ?? []).filter(
	(option): option is INodePropertyOptions => 'value' in option,
);

/** What n8n's editor chooses on Enter: the first label that holds the text, in any case. */
function chosenBy(text: string): unknown {
	return options.find(({ name }) => name.toLowerCase().includes(text.toLowerCase()))?.value;
}

test.each([
	['Ind', 'IN'],
	['in', 'IN'],
	['India', 'IN'],
	['+91', 'IN'],
	['usa', 'US'],
	['us', 'US'],
	['America', 'US'],
	['UAE', 'AE'],
	['Emirates', 'AE'],
	['Dubai', 'AE'],
	['uk', 'GB'],
	['England', 'GB'],
	['Scotland', 'GB'],
	['Britain', 'GB'],
	['Holland', 'NL'],
	['KSA', 'SA'],
	['Indonesia', 'ID'],
	['Korea', 'KR'],
	['Ivory Coast', 'CI'],
	['Burma', 'MM'],
	['Turkey', 'TR'],
	['Ukraine', 'UA'],
	['Australia', 'AU'],
	['Russia', 'RU'],
	['+1', 'US'],
	['+44', 'GB'],
	['+971', 'AE'],
])('who types %s and Enter chooses %s', (text, region) => {
	expect(chosenBy(text)).toBe(region);
});

test('a label holds the ISO code, common names and the calling code', () => {
	const names = options.map(({ name }) => name);
	expect(names).toContain('India (IN, +91)');
	expect(names).toContain('United States (US, USA, America, +1)');
});

test('every region is there once, after the choice of none', () => {
	const values = options.map(({ value }) => value);
	expect(values[0]).toBe('');
	expect(new Set(values).size).toBe(values.length);
	expect(values.length).toBeGreaterThan(245);
	expect(values.slice(1).every((value) => readCountry(value)?.kind === 'country')).toBe(true);
});
