import { parseFieldPath } from '../../../nodes/EsoLeads/lead/fields/fieldPath';
import { createNotes, type LeadNotes } from '../../../nodes/EsoLeads/lead/lead';
import { type Country, readCountry } from '../../../nodes/EsoLeads/lead/phone/country';
import {
	type LeadRules,
	type PreparedLead,
	prepareLead,
	type RawLead,
} from '../../../nodes/EsoLeads/lead/prepareLead';
import type { Refusal } from '../../../nodes/EsoLeads/lead/refusals';

export const CHANNEL_KEY = 'contact-easysocial-whatsapp-api-support_number';

/** The country that the node would read from `value`. */
export function toCountry(value: unknown): Country {
	const country = readCountry(value);
	if (country?.kind !== 'country') throw new Error(`'${String(value)}' is no country`);
	return country;
}

/** An item as Bulk Create reads it when nothing is set: the number is in `contact_number`. */
export function rawLead(json: Record<string, unknown>, changes: Partial<RawLead> = {}): RawLead {
	return {
		json,
		contactNumber: { value: json.contact_number, field: 'contact_number' },
		country: { value: json.country_code, field: 'country_code' },
		defaultCountry: undefined,
		origin: { value: 'UPLOAD' },
		customFields: { kind: 'all', except: ['contact_number', 'country_code'].map(parseFieldPath) },
		...changes,
	};
}

/** The rules of Bulk Create when no option is set. */
export function leadRules(changes: Partial<LeadRules> = {}): LeadRules {
	return {
		contactKeys: 'both',
		supportChannelKey: CHANNEL_KEY,
		nestedFields: 'reject',
		numberCheck: 'possible',
		severalNumbers: 'reject',
		maxBytes: 999_984,
		...changes,
	};
}

/** What becomes of an item that has a good number and these other fields. */
export function prepareWith(
	fields: Record<string, unknown>,
	changes: Partial<LeadRules> = {},
	notes: LeadNotes = createNotes(),
): PreparedLead | Refusal {
	const raw = rawLead(fields, {
		contactNumber: { value: '+91 81928-29284' },
		country: { value: undefined },
		customFields: { kind: 'all', except: [] },
	});
	return prepareLead(raw, leadRules(changes), notes);
}

/** The custom fields that such an item is sent with. @throws where it is refused. */
export function sentWith(
	fields: Record<string, unknown>,
	changes: Partial<LeadRules> = {},
	notes?: LeadNotes,
): Record<string, unknown> {
	const lead = prepareWith(fields, changes, notes);
	if (lead.kind === 'refusal') throw new Error(lead.message);
	const sent: Record<string, unknown> = JSON.parse(lead.json);
	const own = new Set([CHANNEL_KEY, 'country_code', 'contact_number', 'origin']);
	return Object.fromEntries(Object.entries(sent).filter(([key]) => !own.has(key)));
}
