import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

/**
 * Every region that libphonenumber-js knows, as "India (+91)", by name; its value is the ISO 3166
 * code.
 */
const countryOptions: INodePropertyOptions[] = getCountries()
	.map((region) => ({
		name: `${countryNames.of(region) ?? region} (+${getCountryCallingCode(region)})`,
		value: region,
	}))
	.sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** For numbers without a country code. The operations say in its description what else there is to know. */
export const defaultCountryField: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'options',
	options: [{ name: 'None (Numbers Carry Their Country Code)', value: '' }, ...countryOptions],
	default: '',
	description:
		'The country of numbers that are written without a country code. It is never guessed: without a default country such a number is refused.',
};
