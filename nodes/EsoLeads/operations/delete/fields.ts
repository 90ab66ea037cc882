import type { INodeProperties } from 'n8n-workflow';
import { defaultCountryField } from '../defaultCountry';
import { contactNumberField, numberOptionFields } from '../oneLead/numberFields';

export const fields: readonly INodeProperties[] = [
	contactNumberField,
	defaultCountryField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...numberOptionFields],
	},
];
