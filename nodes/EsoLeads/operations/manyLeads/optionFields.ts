import type { INodeProperties } from 'n8n-workflow';
import { nestedFieldsField, numberCheckField } from '../options/leadOptions';
import {
	concurrencyField,
	maxRetriesField,
	maxWaitField,
	pathPrefixField,
	timeoutField,
} from '../options/requestOptions';

/**
 * The collection Options, in alphabetical order. Names and defaults are those of `optionsSchema`.
 */
export const optionFields: INodeProperties[] = [
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
