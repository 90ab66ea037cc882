import type { INodeProperties } from 'n8n-workflow';
import { fields as leadFields } from '../manyLeads/fields';
import { importOptionFields } from './optionFields';

/** Which binary field holds the file; then what Bulk Create asks, of columns instead of fields. */
export const fields: readonly INodeProperties[] = [
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: 'The name of the input binary field that holds the file',
		description:
			'A CSV file with commas, semicolons, tabs or pipes, or an NDJSON file. The parameters below name its columns.',
	},
	...leadFields.map((field) =>
		field.name === 'options' ? { ...field, options: importOptionFields } : field,
	),
];
