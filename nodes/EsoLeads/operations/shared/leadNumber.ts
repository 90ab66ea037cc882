import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { ContactNumber } from '../../lead/lead';
import { withoutZeros } from '../../lead/phone/cell';
import { readContactNumber } from '../../lead/phone/contactNumber';
import { readCountry } from '../../lead/phone/country';
import { type FailedItem, failedWith, toFailedItem } from '../../lead/refusals';
import { createCollection, leadOptionsSchema, numberCheckField, type OptionSet } from './options';
import { isEmpty, readItemParameter } from './parameters';
import { requestOptionFields, requestOptionsSchema } from './requestOptions';

/** The parameter that identifies an existing lead by its number. */
export const contactNumberField: INodeProperties = {
	displayName: 'Contact Number',
	name: 'contactNumber',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +91 81928 29284',
	description:
		'The phone number of the lead in E-so, with + and its country code or in its national form',
};

/** The options of the operations for single leads, with their checks and defaults. */
export const numberOptionsSchema = z.object({
	...requestOptionsSchema.shape,
	numberCheck: leadOptionsSchema.shape.numberCheck,
	/** Observed: a public client sends the country code, too. */
	numberInRequests: z.enum(['withCountryCode', 'asStored']).default('withCountryCode'),
});

export type NumberOptions = z.infer<typeof numberOptionsSchema>;

export const numberInRequestsField: INodeProperties = {
	displayName: 'Country Code in Requests',
	name: 'numberInRequests',
	type: 'options',
	options: [
		{
			name: 'Include',
			value: 'withCountryCode',
			description: 'The country code and the number without a separator: 918192829284',
		},
		{
			name: 'Leave Out',
			value: 'asStored',
			description: 'The number as Bulk Create sends it: 8192829284',
		},
	],
	default: 'withCountryCode',
	description:
		'How the number is written in requests. Change it only if E-so does not find leads that it has.',
};

/** The request options of these operations. */
export const leadRequestOptionFields: readonly INodeProperties[] = [
	...requestOptionFields,
	numberInRequestsField,
];

/** The options of Get and Delete. */
export const numberOptionSet: OptionSet<NumberOptions> = {
	schema: numberOptionsSchema,
	collections: [
		createCollection('options', [numberCheckField]),
		createCollection('requestOptions', leadRequestOptionFields),
	],
};

/** A parameter that holds a number as people write it, and its names. */
export interface NumberParameter {
	name: string;
	/** As the editor shows it. */
	label: string;
	/** The parameter with the number's own country code, if there is one. */
	country?: { name: string; label: string };
}

const CONTACT_NUMBER: NumberParameter = { name: 'contactNumber', label: 'Contact Number' };

/** Reads a number for one item; undefined if it is empty. */
export type NumberReader = (item: number) => ContactNumber | FailedItem | undefined;

/** Looks up the number's parameter and *Default Country*. */
export function createNumberReader(
	context: IExecuteFunctions,
	{ name, label, country }: NumberParameter,
	{ numberCheck }: Pick<NumberOptions, 'numberCheck'>,
): NumberReader {
	const number = readItemParameter(context, name, '');
	const ownCode = country && readItemParameter(context, country.name, '');
	const defaultCode = readItemParameter(context, 'defaultCountry', '');
	return (item) => {
		const value = number.at(item);
		if (isEmpty(value)) return undefined;
		const read = readContactNumber(value, {
			field: label,
			ownCountry: readCountry(ownCode?.at(item), country?.label),
			defaultCountry: readCountry(defaultCode.at(item)),
			check: numberCheck,
		});
		return read.kind === 'refusal' ? toFailedItem(read) : read;
	};
}

/** Reads *Contact Number*, which identifies the lead and cannot be empty. */
export function createLeadNumberReader(
	context: IExecuteFunctions,
	options: Pick<NumberOptions, 'numberCheck'>,
): (item: number) => ContactNumber | FailedItem {
	const read = createNumberReader(context, CONTACT_NUMBER, options);
	return (item) =>
		read(item) ??
		failedWith(
			'missing_contact_number',
			"'Contact Number' is empty for this item. Fill it in, or leave the item out.",
		);
}

/** The digits by which E-so identifies the lead. */
export function digitsInRequests(
	{ countryCode, digits }: ContactNumber,
	{ numberInRequests }: Pick<NumberOptions, 'numberInRequests'>,
): string {
	return numberInRequests === 'asStored' ? digits : `${countryCode}${digits}`;
}

/**
 * The identity of a lead: only the number (assumed, as in Bulk Create), without leading zeros,
 * since a JSON number may lose them.
 */
export function storedNumber({ digits }: Pick<ContactNumber, 'digits'>): string {
	return withoutZeros(digits);
}

/** As a user reads it in messages. */
export function writtenNumber({ countryCode, digits }: ContactNumber): string {
	return `+${countryCode} ${digits}`;
}
