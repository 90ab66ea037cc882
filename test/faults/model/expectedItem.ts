import type { RejectionCode } from '../../../nodes/EsoLeads/lead/refusals';
import type { DrawnItem } from '../draw/items';
import type { Parameters } from '../draw/parameters';
import type { Phone } from '../draw/phones';
import { expectedFields } from './expectedFields';
import type { Primitive } from '../draw/fields';

/** What should become of an item, if nothing else goes wrong. */
export type ExpectedItem = ExpectedLead | InvalidItem;

/** A lead as E-so should have it. */
export interface ExpectedLead {
	kind: 'lead';
	/** E-so's name for the contact. */
	contactNumber: string;
	countryCode: number;
	origin: string;
	fields: Record<string, Primitive>;
	/** Of a request with this lead alone. */
	bytes: number;
}

export interface InvalidItem {
	kind: 'invalid';
	/** Each of them is true of the item: the design does not say which one is told. */
	codes: RejectionCode[];
}

/** Derived from what was drawn and from the design, without the node's code. */
export function expectedItem(item: DrawnItem, parameters: Parameters): ExpectedItem {
	const origin = expectedOrigin(item, parameters);
	const fields = expectedFields(item, parameters);
	const codes: RejectionCode[] = [
		...(item.number.kind === 'bad' ? [item.number.code] : []),
		...(lacksCountry(item, parameters) ? ['missing_country_code' as const] : []),
		...(origin === undefined ? ['invalid_origin' as const] : []),
		...(fields === undefined ? ['unsupported_field' as const] : []),
	];
	if (
		item.number.kind === 'bad' ||
		origin === undefined ||
		fields === undefined ||
		codes.length > 0
	)
		return { kind: 'invalid', codes };
	return expectedLead(item.number.phone, origin, fields, parameters);
}

function expectedLead(
	{ countryCode, digits }: Phone,
	origin: string,
	fields: Record<string, Primitive>,
	{ options: { contactKeys, supportChannelKey } }: Parameters,
): ExpectedLead {
	const wire = {
		...(contactKeys === 'contactNumber' ? {} : { [supportChannelKey]: Number(digits) }),
		...(contactKeys === 'channel' ? {} : { contact_number: digits }),
		country_code: countryCode,
		origin,
		...fields,
	};
	return {
		kind: 'lead',
		// Under the channel key, a JSON number, a leading zero is lost: the node says so in a hint.
		contactNumber: contactKeys === 'channel' ? String(Number(digits)) : digits,
		countryCode,
		origin,
		fields,
		bytes: Buffer.byteLength(JSON.stringify({ data: [wire] })),
	};
}

function lacksCountry({ number }: DrawnItem, { defaultCountry }: Parameters): boolean {
	const isCountryless =
		number.kind === 'phone' && number.spelling.kind === 'national' && number.country === undefined;
	return isCountryless && defaultCountry === '';
}

/** The item's own origin, or else the parameter's; undefined where it is too long. */
function expectedOrigin(
	{ source }: DrawnItem,
	{ options, origin }: Parameters,
): string | undefined {
	const own = options.originField === 'source' ? String(source ?? '').trim() : '';
	const text = own === '' ? origin.trim() : own;
	return text.length <= 6 ? text : undefined;
}
