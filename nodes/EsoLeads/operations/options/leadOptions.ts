import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

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
