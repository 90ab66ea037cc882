import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { leadOptionsSchema, numberCheckField } from '../options/leadOptions';
import {
	concurrencyField,
	maxRetriesField,
	maxWaitField,
	pathPrefixField,
	requestOptionsSchema,
	timeoutField,
} from '../options/requestOptions';

/** How an existing lead is named by its number. */
export const contactNumberField: INodeProperties = {
	displayName: 'Contact Number',
	name: 'contactNumber',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +91 81928 29284',
	description:
		'The phone number of the lead in E-so, with + and its country code, or as it is written in the default country',
};

/** The options of the operations for one lead, checked, with their defaults. */
export const numberOptionsSchema = z.object({
	...requestOptionsSchema.shape,
	numberCheck: leadOptionsSchema.shape.numberCheck,
	/** Observed: a client that runs sends the country code, too. */
	numberInRequests: z.enum(['withCountryCode', 'asStored']).default('withCountryCode'),
});

export type NumberOptions = z.infer<typeof numberOptionsSchema>;

const numberInRequestsField: INodeProperties = {
	displayName: 'Number in Requests',
	name: 'numberInRequests',
	type: 'options',
	options: [
		{
			name: 'As Stored',
			value: 'asStored',
			description: 'Without its country code, as Bulk Create sends it',
		},
		{
			name: 'With Country Code',
			value: 'withCountryCode',
			description: 'The country code and the number, as one row of digits',
		},
	],
	default: 'withCountryCode',
	description:
		'How E-so is told which lead is meant. Change it only if E-so does not find leads that it has.',
};

/** The collection Options, in alphabetical order. */
export const numberOptionFields: readonly INodeProperties[] = [
	concurrencyField,
	maxRetriesField,
	maxWaitField,
	numberCheckField,
	numberInRequestsField,
	pathPrefixField,
	timeoutField,
];
