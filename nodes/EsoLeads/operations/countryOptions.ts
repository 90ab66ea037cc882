import type { INodePropertyOptions } from 'n8n-workflow';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

/**
 * Every region that libphonenumber-js knows, as "India (+91)", by name; its value is the ISO 3166
 * code.
 */
export const countryOptions: INodePropertyOptions[] = getCountries()
	.map((region) => ({
		name: `${countryNames.of(region) ?? region} (+${getCountryCallingCode(region)})`,
		value: region,
	}))
	.sort((a, b) => a.name.localeCompare(b.name, 'en'));
