import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

/** A parameter whose fields are added with "Add option". */
export interface OptionCollection extends INodeProperties {
	options: INodeProperties[];
}

/** The collections, by their names in stored workflows: never rename one. */
const COLLECTIONS = {
	/** About the leads. */
	options: { displayName: 'Options', placeholder: 'Add option' },
	/** About the API. */
	requestOptions: { displayName: 'Request Options', placeholder: 'Add request option' },
	/** About the file that holds the leads. */
	fileOptions: { displayName: 'File Options', placeholder: 'Add file option' },
};

/** One of the collections, with its fields in alphabetical order, as n8n lists options. */
export function createCollection(
	name: keyof typeof COLLECTIONS,
	fields: readonly INodeProperties[],
): OptionCollection {
	const options = [...fields].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
	return { ...COLLECTIONS[name], name, type: 'collection', default: {}, options };
}

/** The options of an operation: how they are checked, and how they look in the editor. */
export interface OptionSet<Options> {
	schema: z.ZodObject & z.ZodType<Options>;
	collections: readonly OptionCollection[];
}

/** What an expression returns for "nothing"; the default then applies. */
const EMPTY = ['', null];

/** A number in a range, or a text with such a number, which an expression may return. */
export function numericOption(min: number, max: number, fallback: number, isWhole = true) {
	const message = `it must be a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`;
	const number = z.coerce.number(message).min(min, message).max(max, message);
	return z.preprocess(
		(value) => (EMPTY.some((empty) => empty === value) ? fallback : value),
		(isWhole ? number.int(message) : number).default(fallback),
	);
}

/** The options of the operations that take numbers or fields of leads. */
export const leadOptionsSchema = z.object({
	nestedFields: z.enum(['reject', 'flatten', 'json', 'omit']).default('reject'),
	numberCheck: z.enum(['possible', 'valid', 'digits']).default('possible'),
});

export type LeadOptions = z.infer<typeof leadOptionsSchema>;

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
		{ name: 'Reject the Lead', value: 'reject', description: 'As E-so itself does' },
	],
	default: 'reject',
	description:
		'What happens to lists and objects among the custom fields, which E-so does not accept',
};

export const numberCheckField: INodeProperties = {
	displayName: 'Number Check',
	name: 'numberCheck',
	type: 'options',
	options: [
		{
			name: 'Digits Only',
			value: 'digits',
			description: 'Accept any digits that have a country code',
		},
		{
			name: 'Possible Length',
			value: 'possible',
			description: 'The number has a valid length for its country',
		},
		{
			name: 'Valid Number',
			value: 'valid',
			description: 'The number is also in a range that is in use there',
		},
	],
	default: 'possible',
	description: 'How strictly contact numbers are checked',
};

/** The options of Bulk Create and Import File that concern the leads. */
export const bulkLeadOptions = createCollection('options', [
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
			{
				name: 'Send to Rejected',
				value: 'reject',
				description: 'The reason names the item that was kept',
			},
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

/** The options of the operations that take the fields of a lead from parameters. */
export const givenLeadOptions = createCollection('options', [nestedFieldsField, numberCheckField]);
