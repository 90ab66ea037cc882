import type { CountryCode } from 'libphonenumber-js';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { getCallingCode, REGIONS } from '../../lead/phone/metadata';

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

/**
 * E-so's markets, the largest first. The editor finds options by any part of their label and keeps
 * their order: typing "Ind" should offer India first, and "us" the United States before Australia.
 */
// prettier-ignore
const FIRST: readonly CountryCode[] = [
	'IN', 'AE', 'SA', 'ID', 'US', 'GB', 'BR', 'MX', 'SG', 'MY', 'QA', 'KW', 'OM', 'BH',
	'ZA', 'NG', 'KE', 'EG', 'PK', 'BD', 'LK', 'NP', 'DE', 'ES', 'FR', 'IT', 'NL', 'KR',
];

/** Names that people type for countries listed under another name. */
const OTHER_NAMES: Partial<Record<CountryCode, string>> = {
	AE: 'UAE, Dubai',
	CD: 'DR Congo',
	CI: 'Ivory Coast',
	CZ: 'Czech Republic',
	GB: 'UK, Great Britain, England, Scotland, Wales',
	KR: 'Republic of Korea',
	MK: 'Macedonia',
	MM: 'Burma',
	NL: 'Holland',
	SA: 'KSA',
	SZ: 'Swaziland',
	TL: 'East Timor',
	TR: 'Turkey',
	US: 'USA, America',
	ZA: 'RSA',
};

/** "United States (US, USA, America, +1)". */
function toOption(region: CountryCode): INodePropertyOptions {
	const others = OTHER_NAMES[region];
	const names = [region, ...(others === undefined ? [] : [others]), `+${getCallingCode(region)}`];
	const name = countryNames.of(region) ?? region;
	return { name: `${name} (${names.join(', ')})`, value: region };
}

const others = REGIONS.filter((region) => !FIRST.includes(region))
	.map(toOption)
	.sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** For numbers without a country code. */
export const defaultCountryField: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'options',
	options: [
		{ name: 'None (Numbers Carry Their Country Code)', value: '' },
		...FIRST.map(toOption),
		...others,
	],
	default: '',
	description:
		'The country of numbers written without a country code. Without it, they are rejected.',
};
