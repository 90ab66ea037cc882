import type { IExecuteFunctions } from 'n8n-workflow';
import { readContactNumber, type ContactNumber } from '../../lead/contactNumber';
import { readCountry } from '../../lead/country';
import { withoutZeros } from '../../lead/digits';
import { failureOf, failedWith, type Failed } from '../../lead/itemFailure';
import { isEmpty, readItemParameter } from '../itemParameter';
import type { NumberOptions } from './numberFields';

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
export type NumberReader = (item: number) => ContactNumber | Failed | undefined;

/** Looks the parameters up: the number's own, and *Default Country*. */
export function createNumberReader(
	context: IExecuteFunctions,
	{ name, label, country }: NumberParameter,
	{ numberCheck }: NumberOptions,
): NumberReader {
	const number = readItemParameter(context, name, '');
	const ownCode = country && readItemParameter(context, country.name, '');
	const defaultCode = readItemParameter(context, 'defaultCountry', '');
	return (item) => {
		const value = number.at(item);
		if (isEmpty(value)) return undefined;
		const ownCountry = readCountry(ownCode?.at(item), country?.label);
		if (ownCountry?.kind === 'refusal') return failureOf(ownCountry);
		const defaultCountry = readCountry(defaultCode.at(item));
		if (defaultCountry?.kind === 'refusal') return failureOf(defaultCountry);
		const read = readContactNumber(value, {
			field: label,
			ownCountry,
			defaultCountry,
			check: numberCheck,
		});
		return read.kind === 'refusal' ? failureOf(read) : read;
	};
}

/** Reads *Contact Number*, which names the lead: it cannot be empty. */
export function createLeadNumberReader(
	context: IExecuteFunctions,
	options: NumberOptions,
): (item: number) => ContactNumber | Failed {
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
	{ numberInRequests }: NumberOptions,
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
