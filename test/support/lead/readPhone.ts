import {
	type NumberCheck,
	readContactNumber,
} from '../../../nodes/EsoLeads/lead/phone/contactNumber';
import { countryOf } from './rawLead';

/** How the field `phone` is read; countries as people write them. */
export interface PhoneContext {
	defaultCountry?: unknown;
	ownCountry?: unknown;
	check?: NumberCheck;
}

/** What the field `phone` is read as: '+91 8192829284', or the code and message of its refusal. */
export function readPhone(
	cell: unknown,
	{ defaultCountry, ownCountry, check = 'possible' }: PhoneContext = {},
): string {
	const result = readContactNumber(cell, {
		field: 'phone',
		ownCountry: ownCountry === undefined ? undefined : countryOf(ownCountry),
		defaultCountry: defaultCountry === undefined ? undefined : countryOf(defaultCountry),
		check,
	});
	return result.kind === 'refusal'
		? `${result.code}: ${result.message}`
		: `+${result.countryCode} ${result.digits}`;
}
