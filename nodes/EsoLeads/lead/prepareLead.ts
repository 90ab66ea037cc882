import { readContactNumber, type ContactNumber, type NumberCheck } from './contactNumber';
import { readCountry, type Country } from './country';
import { pickCustomFields, type CustomFieldChoice } from './customFields';
import type { Primitive } from './fieldValue';
import { leadSchema } from './lead';
import type { NestedFields } from './nestedFields';
import type { LeadNotes } from './notes';
import { readOrigin } from './origin';
import { refuse, type Refusal } from './rejection';
import { addCustomFields } from './wireFields';

/**
 * A value of an item, with the path of the field it was read from: none where a parameter gave it.
 */
export interface Sourced {
	value: unknown;
	field?: string;
}

/** An item as the operation reads it, before anything is checked. */
export interface RawLead {
	json: Record<string, unknown>;
	contactNumber: Sourced;
	/** The lead's own country code. Empty where it has none. */
	country: Sourced;
	/** For numbers without a country code. */
	defaultCountry: Country | Refusal | undefined;
	origin: Sourced;
	customFields: CustomFieldChoice;
}

/**
 * Under which keys the contact number is sent. The documented sample has both; an older page has
 * `contact_number` alone.
 */
export type ContactKeys = 'both' | 'channel' | 'contactNumber';

/** How every lead of a run is prepared. */
export interface LeadRules {
	contactKeys: ContactKeys;
	supportChannelKey: string;
	nestedFields: NestedFields;
	numberCheck: NumberCheck;
}

/** A lead that is ready to travel. */
export interface PreparedLead {
	kind: 'lead';
	/** The national number, for finding duplicates. */
	digits: string;
	/** The lead as JSON: it is written once, and stays the same in whichever request it travels. */
	json: string;
	/** The length of `json` in UTF-8. */
	bytes: number;
}

/**
 * A body holds at most this much (assumed: no limit is documented). A lead beyond it could not be
 * sent even alone.
 */
export const MAX_BODY_BYTES = 1_000_000;

/** What a body needs beside its leads: `{"data":[]}`, rounded up. */
const ENVELOPE_BYTES = 16;

/**
 * Turns an item into a lead as the API takes it, or says why it cannot be one. `notes` collects
 * what was changed on the way.
 */
export function prepareLead(
	raw: RawLead,
	rules: LeadRules,
	notes: LeadNotes,
): PreparedLead | Refusal {
	const ownCountry = readCountry(raw.country.value, raw.country.field);
	if (ownCountry?.kind === 'refusal') return ownCountry;
	const { defaultCountry } = raw;
	if (defaultCountry?.kind === 'refusal') return defaultCountry;
	const number = readContactNumber(raw.contactNumber.value, {
		field: raw.contactNumber.field,
		ownCountry,
		defaultCountry,
		check: rules.numberCheck,
	});
	if (number.kind === 'refusal') return number;
	const origin = readOrigin(raw.origin.value, raw.origin.field);
	if (origin.kind === 'refusal') return origin;

	const lead: Record<string, Primitive> = {};
	addContactNumber(lead, number, rules, notes);
	lead.origin = origin.value;
	const fields = pickCustomFields(raw.json, raw.customFields);
	const refusal = addCustomFields(lead, fields, rules, notes);
	return refusal ?? writeLead(lead, number.digits);
}

/** In the order of the documented sample. */
function addContactNumber(
	lead: Record<string, Primitive>,
	{ countryCode, digits }: ContactNumber,
	{ contactKeys, supportChannelKey }: LeadRules,
	notes: LeadNotes,
): void {
	if (contactKeys !== 'contactNumber') {
		lead[supportChannelKey] = Number(digits);
		if (digits.startsWith('0')) notes.lostZeros += 1;
	}
	lead.country_code = countryCode;
	if (contactKeys !== 'channel') lead.contact_number = digits;
}

function writeLead(lead: Record<string, Primitive>, digits: string): PreparedLead | Refusal {
	const checked = leadSchema.safeParse(lead);
	if (!checked.success) {
		const [issue] = checked.error.issues;
		return refuse(
			'unsupported_field',
			`The lead cannot be sent: ${issue?.path.join('.') ?? 'it'}: ${issue?.message ?? 'invalid'}.`,
		);
	}
	const json = JSON.stringify(lead);
	const bytes = Buffer.byteLength(json);
	return bytes + ENVELOPE_BYTES > MAX_BODY_BYTES
		? refuseSize(lead, bytes)
		: { kind: 'lead', digits, json, bytes };
}

function refuseSize(lead: Record<string, Primitive>, bytes: number): Refusal {
	const sizes = Object.entries(lead).map(([name, value]) => ({
		name,
		length: String(value).length,
	}));
	const largest = sizes.reduce((most, field) => (field.length > most.length ? field : most), {
		name: '',
		length: 0,
	});
	const limit = MAX_BODY_BYTES.toLocaleString('en-US');
	return refuse(
		'unsupported_field',
		`The lead has ${bytes.toLocaleString('en-US')} bytes, and a request at most ${limit}. Shorten '${largest.name}', or leave it out.`,
		largest.name,
	);
}
