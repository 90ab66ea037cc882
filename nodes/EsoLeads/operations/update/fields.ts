import type { INodeProperties } from 'n8n-workflow';
import { defaultCountryField } from '../defaultCountry';
import { contactNumberField, numberOptionFields } from '../oneLead/numberFields';
import { nestedFieldsField } from '../options/leadOptions';

/** The collection Options, in alphabetical order. */
export const optionFields: readonly INodeProperties[] = [
	...numberOptionFields,
	nestedFieldsField,
].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));

const TAGS_DESCRIPTION =
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

const tagsField: Pick<INodeProperties, 'type' | 'typeOptions' | 'default'> = {
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getTags' },
	default: [],
};

export const fields: readonly INodeProperties[] = [
	contactNumberField,
	defaultCountryField,
	{
		displayName: 'Fields to Update',
		name: 'fieldsToUpdate',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description:
			'Custom fields that get another value. E-so takes text, numbers and booleans, and lower-cases the names. Fields that are not named stay as they are.',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. city',
						description: 'The name of the custom field in E-so',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Pune',
					},
				],
			},
		],
	},
	{
		displayName: 'Add Tag Names or IDs',
		name: 'addTags',
		...tagsField,
		description: TAGS_DESCRIPTION,
	},
	{
		displayName: 'Remove Tag Names or IDs',
		name: 'removeTags',
		...tagsField,
		description: TAGS_DESCRIPTION,
	},
	{
		displayName: 'New Contact Number',
		name: 'newContactNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +91 81928 29285',
		description: 'The number that the lead has from now on. Leave it empty to keep the number.',
	},
	{
		displayName: 'New Country Code',
		name: 'newCountryCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 91',
		description:
			"The country code of the new number: 91, +91 or IN. Leave it empty where the number carries its country code or is one of 'Default Country'.",
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...optionFields],
	},
];
