import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { PATH_PREFIXES } from '../../api/requests';
import { parseFieldPath, readField } from '../../lead/fields/fieldPath';
import { setupFailure, type SetupFailure } from './context';

/** The collection Options of an operation: how it is checked, and how it looks. */
export interface OptionSet<Options> {
	schema: z.ZodObject & z.ZodType<Options>;
	fields: readonly INodeProperties[];
}

/** Options that can be used. */
export interface ReadOptions<Options> {
	kind: 'options';
	options: Options;
}

/** Reads the options that hold for the whole run, with their defaults where they are not set. */
export function readOptions<Options>(
	context: IExecuteFunctions,
	{ schema, fields }: OptionSet<Options>,
): ReadOptions<Options> | SetupFailure {
	// One by one, since the collection may also hold parameters that are read for each item.
	const set = readField(context.getNode().parameters, parseFieldPath('options'));
	const names = Object.keys(schema.shape).filter((name) => Object.hasOwn(Object(set), name));
	const values = names.map((name) => [name, context.getNodeParameter(`options.${name}`, 0)]);
	const options = schema.safeParse(Object.fromEntries(values));
	if (options.success) return { kind: 'options', options: options.data };
	const [issue] = options.error.issues;
	const name = String(issue?.path[0] ?? '');
	const label = fields.find((field) => field.name === name)?.displayName ?? 'Options';
	return setupFailure(
		`'${label}' cannot be used: ${issue?.message ?? 'it is not one of its values'}`,
		'Change the option, then run again. Nothing was sent.',
	);
}

/** What an expression gives for "nothing": the default then holds. */
const EMPTY = ['', null];

/** A number in a range, also as text, since an expression may give that. */
export function numberOption(min: number, max: number, fallback: number, isWhole = true) {
	const message = `it must be a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`;
	const number = z.coerce.number(message).min(min, message).max(max, message);
	return z.preprocess(
		(value) => (EMPTY.some((empty) => empty === value) ? fallback : value),
		(isWhole ? number.int(message) : number).default(fallback),
	);
}

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

/** The options of the operations that take numbers or fields of leads. */
export const leadOptionsSchema = z.object({
	nestedFields: z.enum(['reject', 'flatten', 'json', 'omit']).default('reject'),
	numberCheck: z.enum(['possible', 'valid', 'digits']).default('possible'),
});

export const nestedFieldsField: INodeProperties = {
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
};

export const numberCheckField: INodeProperties = {
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
};
