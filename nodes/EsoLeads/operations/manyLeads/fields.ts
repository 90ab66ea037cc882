import type { INodeProperties } from 'n8n-workflow';
import { defaultCountryField } from '../defaultCountry';
import { optionFields } from './optionFields';

/** What Bulk Create asks; all else is in Options. */
export const fields: readonly INodeProperties[] = [
	{
		displayName: 'Contact Number Field',
		name: 'contactNumberField',
		type: 'string',
		requiresDataPath: 'single',
		default: 'contact_number',
		required: true,
		placeholder: 'e.g. mobile',
		description:
			'The name of the input field that holds the contact number. Drag it here from the input panel. Numbers are read as people write them: with spaces, + or 00, as links, with leading zeros.',
	},
	defaultCountryField,
	{
		displayName: 'Origin',
		name: 'origin',
		type: 'string',
		default: 'UPLOAD',
		required: true,
		placeholder: 'e.g. UPLOAD',
		description: 'Where the leads come from, as shown in E-so: 1 to 6 characters',
	},
	{
		displayName: 'Custom Fields',
		name: 'customFields',
		type: 'options',
		options: [
			{
				name: 'All Other Input Fields',
				value: 'all',
				description:
					'Send every input field as a custom field, except those used above and in the options',
			},
			{
				name: 'Selected Fields',
				value: 'selected',
				description: 'Send only the input fields that you name',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Send only the contact number, its country code and the origin',
			},
		],
		default: 'all',
		description:
			'What else is sent with each lead. E-so takes text, numbers and booleans, and lower-cases the names.',
	},
	{
		displayName: 'Custom Field Names',
		name: 'customFieldNames',
		type: 'string',
		requiresDataPath: 'multiple',
		default: '',
		required: true,
		placeholder: 'e.g. name, city',
		displayOptions: { show: { customFields: ['selected'] } },
		description: 'The names of the input fields to send, separated by commas',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: optionFields,
	},
];
