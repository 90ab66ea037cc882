import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';
import { withoutZeros } from '../../lead/phone/cell';
import { type ContactNumber, readContactNumber } from '../../lead/phone/contactNumber';
import { readCountry } from '../../lead/phone/country';
import { type FailedItem, failedWith, toItemFailure } from '../../lead/refusals';
import { isEmpty, readItemParameter } from './context';
import { createCollection, leadOptionsSchema, numberCheckField, type OptionSet } from './options';
import { requestOptionFields, requestOptionsSchema } from './requestOptions';

/** How an existing lead is named by its number. */
export const contactNumberField: INodeProperties = {
	displayName: 'Contact Number',
	name: 'contactNumber',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +91 81928 29284',
	description:
		'The phone number of the lead in E-so, with + and its country code or as its country writes it',
};

/** The options of the operations for one lead, checked, with their defaults. */
export const numberOptionsSchema = z.object({
	...requestOptionsSchema.shape,
	numberCheck: leadOptionsSchema.shape.numberCheck,
	/** Observed: a client that runs sends the country code, too. */
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
			description: 'The country code and the number as one row of digits: 918192829284',
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

/** What these operations have in Request Options. */
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

/** A parameter that holds a number as people write it. */
export interface NumberParameter {
	name: string;
	/** As the editor shows it. */
	label: string;
	/** The parameter with the number's own country code, where there is one. */
	country?: { name: string; label: string };
}

const CONTACT_NUMBER: NumberParameter = { name: 'contactNumber', label: 'Contact Number' };

/** Reads a number for one item; undefined where it is empty. */
export type NumberReader = (item: number) => ContactNumber | FailedItem | undefined;

/** Looks the parameters up: the number's own, and *Default Country*. */
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
		return read.kind === 'refusal' ? toItemFailure(read) : read;
	};
}

/** Reads *Contact Number*, which names the lead: it cannot be empty. */
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

/** The digits that tell E-so which lead is meant. */
export function digitsInRequests(
	{ countryCode, digits }: ContactNumber,
	{ numberInRequests }: Pick<NumberOptions, 'numberInRequests'>,
): string {
	return numberInRequests === 'asStored' ? digits : `${countryCode}${digits}`;
}

/**
 * What tells leads apart: the number alone (assumed, as in Bulk Create), and without zeros before
 * it, since those may be lost in a JSON number.
 */
export function storedNumber({ digits }: Pick<ContactNumber, 'digits'>): string {
	return withoutZeros(digits);
}

/** As a user reads it in messages. */
export function writtenNumber({ countryCode, digits }: ContactNumber): string {
	return `+${countryCode} ${digits}`;
}
