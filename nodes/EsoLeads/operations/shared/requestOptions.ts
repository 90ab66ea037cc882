import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { PATH_PREFIXES } from '../../api/requests';
import { createCollection, numericOption, type OptionSet } from './options';

/** The options of every operation, with their checks and defaults. */
export const requestOptionsSchema = z.object({
	concurrency: numericOption(1, 10, 10),
	maxRetries: numericOption(0, 100, 5),
	maxWaitMinutes: numericOption(0, 1440, 10, false),
	pathPrefix: z.enum(PATH_PREFIXES).default('documented'),
	timeoutSeconds: numericOption(1, 3600, 60, false),
});

/** How requests are made. */
export type RequestOptions = z.infer<typeof requestOptionsSchema>;

/** The request options of every operation. */
export const requestOptionFields: readonly INodeProperties[] = [
	{
		displayName: 'Concurrent Requests',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
		default: 10,
		description:
			'How many requests may run at once. A run starts with 4 and adds more while E-so keeps up.',
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
		displayName: 'Max Wait (Minutes)',
		name: 'maxWaitMinutes',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1440 },
		default: 10,
		description:
			'How long the whole run may go on without an answer from E-so, including rate limits',
	},
	{
		displayName: 'Path Prefix',
		name: 'pathPrefix',
		type: 'options',
		options: [
			{ name: 'As Documented', value: 'documented' },
			{ name: 'Long', value: '/api/engage/v1', description: '/api/engage/v1/leads' },
			{ name: 'Short', value: '/api/v1', description: '/api/v1/leads' },
		],
		default: 'documented',
		description:
			"The beginning of E-so's API paths. Change it only if E-so says that a path does not exist.",
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeoutSeconds',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3600 },
		default: 60,
		description: 'How long to wait for the answer to one request',
	},
];

/** The options of an operation that has no others. */
export const requestOptionSet: OptionSet<RequestOptions> = {
	schema: requestOptionsSchema,
	collections: [createCollection('requestOptions', requestOptionFields)],
};

/** The API takes any other key for a custom field (documented: `contact-*`). */
const supportChannelKey = z
	.string()
	.trim()
	.regex(
		/^contact-[a-z0-9_-]{1,100}$/i,
		"it must begin with 'contact-' and hold only letters, digits, - and _",
	)
	.transform((key) => key.toLowerCase());

/**
 * Additional options of the operations that send leads in batches, with their checks and defaults.
 */
export const bulkRequestOptionsSchema = z.object({
	...requestOptionsSchema.shape,
	/** Documented: max 500 leads per request. */
	batchSize: numericOption(1, 500, 500),
	contactKeys: z.enum(['both', 'channel', 'contactNumber']).default('both'),
	isolate: z.boolean().default(true),
	supportChannelKey: supportChannelKey.default('contact-easysocial-whatsapp-api-support_number'),
});

/** How leads are sent in batches. */
export type BulkRequestOptions = z.infer<typeof bulkRequestOptionsSchema>;

/** The request options of every operation that sends leads in batches. */
export const bulkRequestOptions = createCollection('requestOptions', [
	...requestOptionFields,
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 500, numberPrecision: 0 },
		default: 500,
		description: 'How many leads are sent in one request, 1 to 500',
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
		description: 'The keys under which the contact number is sent',
	},
	{
		displayName: 'Isolate Refused Leads',
		name: 'isolate',
		type: 'boolean',
		default: true,
		description:
			'Whether to find the leads because of which E-so refused a batch, and send the others',
	},
	{
		displayName: 'Support Channel Key',
		name: 'supportChannelKey',
		type: 'string',
		default: 'contact-easysocial-whatsapp-api-support_number',
		placeholder: 'e.g. contact-easysocial-whatsapp-api-support_number',
		description: 'The key of your support channel, under which E-so expects the contact number',
	},
]);
