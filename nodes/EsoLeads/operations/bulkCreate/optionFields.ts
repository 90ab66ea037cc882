import type { INodeProperties } from 'n8n-workflow';

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
	{
		displayName: 'Concurrent Requests',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
		default: 4,
		description:
			'How many requests are under way at the same time, 1 to 10. A rate limit of E-so lowers it for a while.',
	},
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
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 },
		default: 5,
		description: 'How often a request is repeated when E-so cannot be reached or is overloaded',
	},
	{
		displayName: 'Max Wait',
		name: 'maxWaitMinutes',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1440 },
		default: 10,
		description:
			'How many minutes the whole run may spend waiting for E-so, such as for a rate limit to pass',
	},
	{
		displayName: 'Nested Fields',
		name: 'nestedFields',
		type: 'options',
		options: [
			{ name: 'Convert to JSON Text', value: 'json' },
			{
				name: 'Flatten',
				value: 'flatten',
				description: 'The city in an address becomes address_city',
			},
			{ name: 'Leave Out', value: 'omit' },
			{ name: 'Reject the Lead', value: 'reject', description: 'As E-so would' },
		],
		default: 'reject',
		description:
			'What happens to lists and objects among the custom fields, which E-so does not take',
	},
	{
		displayName: 'Number Check',
		name: 'numberCheck',
		type: 'options',
		options: [
			{
				name: 'Digits Only',
				value: 'digits',
				description: 'Take any digits that have a country code',
			},
			{
				name: 'Possible Length',
				value: 'possible',
				description: 'The number has a length that occurs in its country',
			},
			{
				name: 'Valid Number',
				value: 'valid',
				description: 'The number also lies in a range that is in use there',
			},
		],
		default: 'possible',
		description: 'How strictly contact numbers are checked',
	},
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
	{
		displayName: 'Support Channel Key',
		name: 'supportChannelKey',
		type: 'string',
		default: 'contact-easysocial-whatsapp-api-support_number',
		placeholder: 'e.g. contact-easysocial-whatsapp-api-support_number',
		description: 'The key of your support channel, under which E-so takes the contact number',
	},
	{
		displayName: 'Timeout',
		name: 'timeoutSeconds',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3600 },
		default: 60,
		description: 'How many seconds to wait for the answer to one request',
	},
];
