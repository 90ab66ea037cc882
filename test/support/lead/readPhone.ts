import type { SeveralNumbers } from '../../../nodes/EsoLeads/lead/phone/contactNumber';
import { readContactNumber } from '../../../nodes/EsoLeads/lead/phone/contactNumber';
import { readCountry } from '../../../nodes/EsoLeads/lead/phone/country';
import type { NumberCheck } from '../../../nodes/EsoLeads/lead/phone/faults';
import { toCountry } from './rawLead';

/** How the field `phone` is read; countries as people write them. */
export interface PhoneContext {
	defaultCountry?: unknown;
	ownCountry?: unknown;
	check?: NumberCheck;
	several?: SeveralNumbers;
}

/** What the field `phone` is read as: '+91 8192829284', or the code and message of its refusal. */
export function readPhone(
	cell: unknown,
	{ defaultCountry, ownCountry, ...context }: PhoneContext = {},
): string {
	return readCell(cell, {
		defaultCountry: defaultCountry === undefined ? undefined : toCountry(defaultCountry),
		ownCountry: ownCountry === undefined ? undefined : toCountry(ownCountry),
		...context,
	});
}

/** The same for countries that need not be any: values of the field `country`. */
export function readCell(
	cell: unknown,
	{ defaultCountry, ownCountry, check = 'possible', several }: PhoneContext = {},
): string {
	const result = readContactNumber(cell, {
		field: 'phone',
		ownCountry: isCountry(ownCountry) ? ownCountry : readCountry(ownCountry, 'country'),
		defaultCountry: isCountry(defaultCountry) ? defaultCountry : readCountry(defaultCountry),
		check,
		...(several === undefined ? {} : { several }),
	});
	return result.kind === 'refusal'
		? `${result.code}: ${result.message}`
		: `+${result.countryCode} ${result.digits}`;
}

function isCountry(value: unknown): value is ReturnType<typeof toCountry> {
	return typeof value === 'object' && value !== null && 'callingCode' in value;
}
