import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { defaultCountryField } from './defaultCountry';
import { createMapFields } from './mapFields';
import {
	createCollection,
	leadOptionsSchema,
	nestedFieldsField,
	numberCheckField,
	type OptionSet,
} from './options';
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

/** The options of Bulk Create and Import File that concern the leads. */
export const leadOptions = createCollection('options', [
	{
		displayName: 'Check Only',
		name: 'checkOnly',
		type: 'boolean',
		default: false,
		description: 'Whether to do everything except send. The outputs show what would be sent.',
	},
	{
		displayName: 'Country Code Field',
		name: 'countryCodeField',
		type: 'string',
		requiresDataPath: 'single',
		default: 'country_code',
		placeholder: 'e.g. country',
		description: "The field that holds the lead's own country: 91, +91, IN or India",
	},
	{
		displayName: 'Duplicates',
		name: 'duplicates',
		type: 'options',
		options: [
			{ name: 'Send to Rejected', value: 'reject', description: 'Name the item that was kept' },
			{ name: 'Drop Silently', value: 'drop', description: 'Only count them in the summary' },
		],
		default: 'reject',
		description:
			'What happens to leads whose number occurred earlier in this run. The first is always kept.',
	},
	{
		displayName: 'Invalid Leads',
		name: 'invalidLeads',
		type: 'options',
		options: [
			{ name: 'Send to Rejected', value: 'reject', description: 'Send the others' },
			{
				name: 'Stop Before Anything Is Sent',
				value: 'stop',
				description: 'Send nothing if any lead is invalid',
			},
		],
		default: 'reject',
		description:
			'What happens when leads cannot be sent, such as those with a number that is too short',
	},
	nestedFieldsField,
	numberCheckField,
	{
		displayName: 'Origin Field',
		name: 'originField',
		type: 'string',
		requiresDataPath: 'single',
		default: '',
		placeholder: 'e.g. source',
		description: "The field that holds the lead's own origin. If it is empty, 'Origin' is used.",
	},
	{
		displayName: 'Several Numbers',
		name: 'severalNumbers',
		type: 'options',
		options: [
			{ name: 'Reject the Lead', value: 'reject' },
			{ name: 'Use the First', value: 'first', description: 'Mobile numbers before landlines' },
		],
		default: 'reject',
		description:
			'What happens to a lead with several different numbers. The same number twice counts as one.',
	},
]);

/** The options of Bulk Create. */
export const bulkOptionSet: OptionSet<BulkOptions> = {
	schema: bulkOptionsSchema,
	collections: [leadOptions, bulkRequestOptions],
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
		description: 'What comes out first. What is not accepted is on Rejected in any case.',
	},
];
