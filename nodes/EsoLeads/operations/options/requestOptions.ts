import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { PATH_PREFIXES } from '../../requests';
import { numberOption } from './numberOption';

/** The options of every operation, checked, with their defaults. */
export const requestOptionsSchema = z.object({
	concurrency: numberOption(1, 10, 4),
	maxRetries: numberOption(0, 100, 5),
	maxWaitMinutes: numberOption(0, 1440, 10, false),
	pathPrefix: z.enum(PATH_PREFIXES).default('documented'),
	timeoutSeconds: numberOption(1, 3600, 60, false),
});

/** How requests are made. */
export type RequestOptions = z.infer<typeof requestOptionsSchema>;

export const concurrencyField: INodeProperties = {
	displayName: 'Concurrent Requests',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
	default: 4,
	description:
		'How many requests are under way at the same time, 1 to 10. A rate limit of E-so lowers it for a while.',
};

export const maxRetriesField: INodeProperties = {
	displayName: 'Max Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 },
	default: 5,
	description: 'How often a request is repeated when E-so cannot be reached or is overloaded',
};

export const maxWaitField: INodeProperties = {
	displayName: 'Max Wait',
	name: 'maxWaitMinutes',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1440 },
	default: 10,
	description:
		'How many minutes the whole run may spend waiting for E-so, such as for a rate limit to pass',
};

export const pathPrefixField: INodeProperties = {
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
		"How the paths of E-so's leads API begin. E-so's pages disagree about it: change it only if E-so answers that there is no such path.",
};

export const timeoutField: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeoutSeconds',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: 60,
	description: 'How many seconds to wait for the answer to one request',
};

/** In alphabetical order. */
export const requestOptionFields: readonly INodeProperties[] = [
	concurrencyField,
	maxRetriesField,
	maxWaitField,
	pathPrefixField,
	timeoutField,
];
