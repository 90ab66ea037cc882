import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { defaultCountryField } from './defaultCountry';
import {
	concurrencyField,
	leadOptionsSchema,
	maxRetriesField,
	maxWaitField,
	nestedFieldsField,
	numberCheckField,
	numberOption,
	pathPrefixField,
	requestOptionsSchema,
	timeoutField,
} from './options';

/** Keys that begin otherwise are custom fields to the API (documented: `contact-*`). */
const supportChannelKey = z
	.string()
	.trim()
	.regex(
		/^contact-[a-z0-9_-]{1,100}$/i,
		"it must begin with 'contact-' and hold only letters, digits, - and _",
	)
	.transform((key) => key.toLowerCase());

/** The options of Bulk Create, which Import File has too, checked, with their defaults. */
export const bulkOptionsSchema = z.object({
	...requestOptionsSchema.shape,
	...leadOptionsSchema.shape,
	/** Documented: max 500 leads a request. */
	batchSize: numberOption(1, 500, 500),
	contactKeys: z.enum(['both', 'channel', 'contactNumber']).default('both'),
	duplicates: z.enum(['reject', 'drop']).default('reject'),
	invalidLeads: z.enum(['reject', 'stop']).default('reject'),
	isolate: z.boolean().default(true),
	supportChannelKey: supportChannelKey.default('contact-easysocial-whatsapp-api-support_number'),
});

/** How a run prepares, sends and reports. */
export type BulkOptions = z.infer<typeof bulkOptionsSchema>;

/**
 * The collection Options, in alphabetical order. Names and defaults are those of `optionsSchema`.
 */
export const bulkOptionFields: INodeProperties[] = [
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 500, numberPrecision: 0 },
		default: 500,
		description: 'How many leads are sent in one request, 1 to 500',
	},
	concurrencyField,
	{
		displayName: 'Contact Number Keys',
		name: 'contactKeys',
		type: 'options',
		options: [
			{
				name: 'Both, as Documented',
				value: 'both',
				description: "Send the number under the support channel's key and under contact_number",
			},
			{
				name: 'Plain Key Only',
				value: 'contactNumber',
				description: 'Send the number as text under contact_number',
			},
			{
				name: 'Support Channel Key Only',
				value: 'channel',
				description:
					"Send the number under the support channel's key. It cannot hold a leading zero there.",
			},
		],
		default: 'both',
		description: 'Under which keys E-so gets the contact number',
	},
	{
		displayName: 'Country Code Field',
		name: 'countryCodeField',
		type: 'string',
		requiresDataPath: 'single',
		default: 'country_code',
		placeholder: 'e.g. country',
		description:
			"The name of the input field that holds the lead's own country code: 91, +91 or IN. Where it is empty, 'Default Country' is used.",
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
			'What happens to leads whose contact number came before in this run. The first one is always kept.',
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
	{
		displayName: 'Isolate Refused Leads',
		name: 'isolate',
		type: 'boolean',
		default: true,
		description:
			'Whether to find the leads for which E-so refused a batch, and to send the others. It takes up to 60 more requests a batch.',
	},
	maxRetriesField,
	maxWaitField,
	nestedFieldsField,
	numberCheckField,
	{
		displayName: 'Origin Field',
		name: 'originField',
		type: 'string',
		requiresDataPath: 'single',
		default: '',
		placeholder: 'e.g. source',
		description:
			"The name of the input field that holds the lead's own origin. Where it is empty, 'Origin' is used.",
	},
	pathPrefixField,
	{
		displayName: 'Support Channel Key',
		name: 'supportChannelKey',
		type: 'string',
		default: 'contact-easysocial-whatsapp-api-support_number',
		placeholder: 'e.g. contact-easysocial-whatsapp-api-support_number',
		description: 'The key of your support channel, under which E-so takes the contact number',
	},
	timeoutField,
];

/** What Bulk Create asks; all else is in Options. */
export const bulkFields: readonly INodeProperties[] = [
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
		options: bulkOptionFields,
	},
];
