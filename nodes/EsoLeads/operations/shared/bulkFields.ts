import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { z } from 'zod/v4';
import { defaultCountryField } from './defaultCountry';
import { bulkLeadOptions, leadOptionsSchema, type OptionSet } from './options';
import { bulkRequestOptions, bulkRequestOptionsSchema } from './requestOptions';

/** The options of Bulk Create, which Import File shares, with their checks and defaults. */
export const bulkOptionsSchema = z.object({
	...bulkRequestOptionsSchema.shape,
	...leadOptionsSchema.shape,
	checkOnly: z.boolean().default(false),
	duplicates: z.enum(['reject', 'drop']).default('reject'),
	invalidLeads: z.enum(['reject', 'stop']).default('reject'),
	severalNumbers: z.enum(['reject', 'first']).default('reject'),
});

/** How to prepare, send and report. */
export type BulkOptions = z.infer<typeof bulkOptionsSchema>;

/** The options of Bulk Create. */
export const bulkOptionSet: OptionSet<BulkOptions> = {
	schema: bulkOptionsSchema,
	collections: [bulkLeadOptions, bulkRequestOptions],
};

const esoField: INodeProperties = {
	displayName: 'E-so Field',
	name: 'esoField',
	type: 'string',
	default: '',
	placeholder: 'e.g. name',
	description: 'The name of the field in E-so, in lower case',
};

/** What is the same for all leads. */
const fixedValues: INodePropertyCollection = {
	displayName: 'Fixed Value',
	name: 'values',
	values: [
		esoField,
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. Trade Fair',
			description: 'The value for all leads',
		},
	],
};

/** Fields or, of a file, columns that are sent under another name, or are the same for all leads. */
export function createMapFields(source: 'Input Field' | 'Column'): INodeProperties {
	const noun = source.toLowerCase();
	return {
		displayName: 'Map Fields',
		name: 'mapFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add mapping',
		default: {},
		description: `${source.charAt(0)}${noun.slice(1)}s that get another name in E-so, and values that are the same for all leads`,
		options: [
			{
				displayName: source,
				name: 'fields',
				values: [
					{
						displayName: source,
						name: 'inputField',
						type: 'string',
						requiresDataPath: 'single',
						default: '',
						placeholder: 'e.g. Full Name',
						description: `The ${noun} to send. It is not sent again under its own name.`,
					},
					esoField,
				],
			},
			fixedValues,
		],
	};
}

/** Of all operations that create leads. */
export const originField: INodeProperties = {
	displayName: 'Origin',
	name: 'origin',
	type: 'string',
	default: 'UPLOAD',
	required: true,
	placeholder: 'e.g. UPLOAD',
	description: 'Where leads come from, as shown in E-so: 1 to 6 characters',
};

/** The parameters of Bulk Create outside its collections. */
export const bulkFields: readonly INodeProperties[] = [
	{
		displayName: 'Contact Number Field',
		name: 'contactNumberField',
		type: 'string',
		requiresDataPath: 'single',
		default: '',
		required: true,
		placeholder: 'e.g. mobile',
		description: 'The field that holds the phone number. Drag it here from the input panel.',
	},
	defaultCountryField,
	originField,
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
			'What else is sent with each lead: text, numbers and booleans. E-so lower-cases the names.',
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
	createMapFields('Input Field'),
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'One Item per Batch', value: 'batches', description: 'How each request went' },
			{
				name: 'One Item per Accepted Lead',
				value: 'leads',
				description: 'The input of each accepted lead, and what was sent',
			},
		],
		default: 'batches',
		description: 'What the first output holds. Leads that are not accepted always go to Rejected.',
	},
];
