import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { parseFieldPath, readField } from '../../lead/fieldPath';
import { misconfigured, type Misconfigured } from '../misconfigured';

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
): ReadOptions<Options> | Misconfigured {
	// One by one, since the collection may also hold parameters that are read for each item.
	const set = readField(context.getNode().parameters, parseFieldPath('options'));
	const names = Object.keys(schema.shape).filter((name) => Object.hasOwn(Object(set), name));
	const values = names.map((name) => [name, context.getNodeParameter(`options.${name}`, 0)]);
	const options = schema.safeParse(Object.fromEntries(values));
	if (options.success) return { kind: 'options', options: options.data };
	const [issue] = options.error.issues;
	const name = String(issue?.path[0] ?? '');
	const label = fields.find((field) => field.name === name)?.displayName ?? 'Options';
	return misconfigured(
		`'${label}' cannot be used: ${issue?.message ?? 'it is not one of its values'}`,
		'Change the option, then run again. Nothing was sent.',
	);
}
