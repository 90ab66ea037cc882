import {
	type CustomFieldChoice,
	pickCustomFields,
	readFieldName,
	readWireFields,
	type WireField,
} from './fields/customFields';
import type { NestedFields } from './fields/fieldValue';
import { type MappedField, putMappedFirst } from './fields/givenFields';
import { type ContactNumber, type LeadNotes, type Primitive, readOrigin } from './lead';
import { readContactNumber, type SeveralNumbers } from './phone/contactNumber';
import { type Country, readCountry } from './phone/country';
import type { NumberCheck } from './phone/faults';
import { type Refusal, refuse } from './refusals';
import { formatCount, quoteName } from './wording';

/** A value of an item, with the path of the field it was read from, unless a parameter gave it. */
export interface Sourced {
	value: unknown;
	field?: string;
}

/** An item as the operation reads it, before anything is checked. */
export interface RawLead {
	json: Record<string, unknown>;
	contactNumber: Sourced;
	/** The lead's own country code; empty if it has none. */
	country: Sourced;
	/** For numbers without a country code. */
	defaultCountry: Country | Refusal | undefined;
	origin: Sourced;
	customFields: CustomFieldChoice;
	/**
	 * Fields that are sent under another name, or are the same for all leads. They win over the
	 * others.
	 */
	mapped?: readonly MappedField[];
}

/**
 * The keys under which the contact number is sent. The documented sample has both; an older page
 * has only `contact_number`.
 */
export type ContactKeys = 'both' | 'channel' | 'contactNumber';

/** How every lead of a run is written. */
export interface WireRules {
	contactKeys: ContactKeys;
	supportChannelKey: string;
	/** The length of the longest lead that can be sent, in UTF-8. */
	maxBytes: number;
}

/** How every lead of a run is prepared. */
export interface LeadRules extends WireRules {
	nestedFields: NestedFields;
	numberCheck: NumberCheck;
	severalNumbers: SeveralNumbers;
}

/** A lead that is ready to travel. */
export interface PreparedLead {
	kind: 'lead';
	number: ContactNumber;
	/** The lead as JSON. It is written once and is the same in every request. */
	json: string;
	/** The length of `json` in UTF-8. */
	bytes: number;
}

/**
 * Turns an item into a lead as the API takes it, or says why that is impossible. `notes` collects
 * what was changed on the way.
 */
export function prepareLead(
	raw: RawLead,
	rules: LeadRules,
	notes: LeadNotes,
): PreparedLead | Refusal {
	const number = readContactNumber(raw.contactNumber.value, {
		field: raw.contactNumber.field,
		ownCountry: readCountry(raw.country.value, raw.country.field),
		defaultCountry: raw.defaultCountry,
		check: rules.numberCheck,
		several: rules.severalNumbers,
	});
	if (number.kind === 'refusal') return number;
	const origin = readOrigin(raw.origin.value, raw.origin.field);
	if (origin.kind === 'refusal') return origin;

	notes.hasReadFields = true;
	const others = pickCustomFields(raw.json, raw.customFields, notes);
	const { mapped = [] } = raw;
	const picked = mapped.length === 0 ? others : putMappedFirst(mapped, others, notes);
	const custom = readWireFields(picked, rules, notes);
	if (custom.kind === 'refusal') return custom;
	return writeLead(number, origin.value, custom.fields, rules);
}

/** Writes a lead from its parts; refuses one that is longer than a request can be. */
export function writeLead(
	number: ContactNumber,
	origin: string,
	fields: readonly WireField[],
	rules: WireRules,
): PreparedLead | Refusal {
	const json = leadJson(number, origin, fields, rules);
	if (json === undefined) return refuseSize(fields, rules.maxBytes);
	const bytes = Buffer.byteLength(json);
	return bytes > rules.maxBytes
		? refuseSize(fields, rules.maxBytes)
		: { kind: 'lead', number, json, bytes };
}

/**
 * The lead as JSON, with its keys in the order of the documented sample. Every part was already
 * checked when it was read; the tests compare the result with `leadSchema`.
 *
 * @returns undefined for a lead with too many characters: escaping a megabyte of text takes a tenth
 *   of a second.
 */
function leadJson(
	{ countryCode, digits }: ContactNumber,
	origin: string,
	fields: readonly WireField[],
	{ contactKeys, supportChannelKey, maxBytes }: WireRules,
): string | undefined {
	const lead: Record<string, Primitive> = {};
	// A JSON number, which loses leading zeros.
	if (contactKeys !== 'contactNumber') lead[supportChannelKey] = Number(digits);
	lead.country_code = countryCode;
	if (contactKeys !== 'channel') lead.contact_number = digits;
	lead.origin = origin;
	let characters = 0;
	for (const { key, value } of fields) {
		if (typeof value === 'string') characters += value.length;
		if (characters > maxBytes) return undefined;
		lead[key] = value;
	}
	return JSON.stringify(lead);
}

/** The names of the custom fields of a lead, which is JSON text. */
export function listCustomFields(lead: string): string[] {
	return Object.keys(JSON.parse(lead)).filter((key) => readFieldName(key).use !== 'reserved');
}

/** A lead, as JSON text, with no other custom fields than these. */
export function keepCustomFields(lead: string, names: readonly string[]): string {
	const all: object = JSON.parse(lead);
	const kept = Object.entries(all).filter(
		([key]) => readFieldName(key).use === 'reserved' || names.includes(key),
	);
	return JSON.stringify(Object.fromEntries(kept));
}

function refuseSize(fields: readonly WireField[], maxBytes: number): Refusal {
	const getSize = ({ key, value }: WireField) => Buffer.byteLength(`${key}${value}`);
	const [largest] = [...fields].sort((a, b) => getSize(b) - getSize(a));
	const field = largest?.source ?? '';
	return refuse(
		'unsupported_field',
		`The lead is too large for one request (${formatCount(maxBytes)} bytes at most). Send fewer fields, or shorten ${quoteName(field)}.`,
		field,
	);
}
