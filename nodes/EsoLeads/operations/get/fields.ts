import type { INodeProperties } from 'n8n-workflow';
import { defaultCountryField } from '../defaultCountry';
import { contactNumberField, numberOptionFields } from '../oneLead/numberFields';
import { simplifyField } from '../simplify';

const byNumber = { show: { findBy: ['contactNumber'] } };

export const fields: readonly INodeProperties[] = [
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		options: [
			{ name: 'Contact Number', value: 'contactNumber' },
			{ name: 'ID', value: 'id' },
		],
		default: 'contactNumber',
		description: 'What tells which lead to get',
	},
	{ ...contactNumberField, displayOptions: byNumber },
	{ ...defaultCountryField, displayOptions: byNumber },
	{
		displayName: 'Lead ID',
		name: 'leadId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1234',
		displayOptions: { show: { findBy: ['id'] } },
		description: "The ID of the lead in E-so, as 'Get Many' shows it",
	},
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...numberOptionFields],
	},
];
