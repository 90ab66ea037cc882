import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { parseFieldPath, readField } from '../../lead/fields/fieldPath';
import { setupFailure, type SetupFailure } from './context';

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

/** Valid options. */
export interface ReadOptions<Options> {
	kind: 'options';
	options: Options;
}

/** Reads the options of the whole run, with defaults for those that are not set. */
export function readOptions<Options>(
	context: IExecuteFunctions,
	{ schema, collections }: OptionSet<Options>,
): ReadOptions<Options> | SetupFailure {
	const fields = collections.flatMap((collection) =>
		collection.options.map((field) => ({ collection: collection.name, ...field })),
	);
	// One by one, because a collection may also hold parameters that are read for each item.
	const values = fields
		.filter(({ collection, name }) => name in schema.shape && isSet(context, collection, name))
		.map(({ collection, name }) => [name, context.getNodeParameter(`${collection}.${name}`, 0)]);
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

function isSet(context: IExecuteFunctions, collection: string, name: string): boolean {
	const set = readField(context.getNode().parameters, parseFieldPath(collection));
	return Object.hasOwn(Object(set), name);
}

/** What an expression returns for "nothing"; the default then applies. */
const EMPTY = ['', null];

/** A number in a range, or a text with such a number, which an expression may return. */
export function numberOption(min: number, max: number, fallback: number, isWhole = true) {
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
