import { isRecord } from './record';

/** A lead that passed the checks answered with 400; its custom fields are not checked yet. */
export interface IdentifiedLead {
	/** Digits, without the country code. */
	contactNumber: string;
	countryCode: number;
	origin: string;
	/** Keys as sent. */
	customFields: readonly (readonly [string, unknown])[];
	/** The lead as sent. */
	sent: Record<string, unknown>;
}

export type LeadReading =
	| { kind: 'lead'; lead: IdentifiedLead }
	| { kind: 'invalid'; reason: string };

// Documented: "data[].origin … max 6 chars".
const MAX_ORIGIN_CHARACTERS = 6;

/** Reads one entry of `data`. Documented: contact number, country code and origin are required. */
export function readLead(sent: unknown): LeadReading {
	if (!isRecord(sent)) return { kind: 'invalid', reason: 'not an object' };
	const number = readContactNumber(sent);
	if (number.kind === 'invalid') return number;
	const { country_code: countryCode, origin } = sent;
	if (typeof countryCode !== 'number')
		return { kind: 'invalid', reason: 'country_code is not a number' };
	// Assumed: an empty origin is a missing one, and characters are UTF-16 code units.
	if (typeof origin !== 'string' || origin === '')
		return { kind: 'invalid', reason: 'origin is missing' };
	if (origin.length > MAX_ORIGIN_CHARACTERS)
		return { kind: 'invalid', reason: `origin has more than ${MAX_ORIGIN_CHARACTERS} characters` };
	const customFields = Object.entries(sent).filter(([key]) => !isOwnKey(key));
	return {
		kind: 'lead',
		lead: { contactNumber: number.digits, countryCode, origin, customFields, sent },
	};
}

type NumberReading = { kind: 'number'; digits: string } | { kind: 'invalid'; reason: string };

/**
 * Documented: the table requires a Number under `contact-*`, the samples carry `contact_number` as text as well, and the page of
 * December 2025 has `contact_number` alone, as a number. Assumed: one of the two keys is enough, each one that is there must hold
 * a contact number, and `contact_number` wins (in the documented sample the two disagree).
 */
function readContactNumber(sent: Record<string, unknown>): NumberReading {
	const channelKeys = Object.keys(sent).filter(isChannelKey);
	const invalidKey = channelKeys.find((key) => !isPositiveInteger(sent[key]));
	if (invalidKey !== undefined)
		return { kind: 'invalid', reason: `${invalidKey} is not a positive integer` };
	if (Object.hasOwn(sent, 'contact_number')) return readPlainContactNumber(sent['contact_number']);
	const [channelKey] = channelKeys;
	if (channelKey === undefined) return { kind: 'invalid', reason: 'contact number is missing' };
	return { kind: 'number', digits: String(sent[channelKey]) };
}

function readPlainContactNumber(value: unknown): NumberReading {
	if (isPositiveInteger(value)) return { kind: 'number', digits: String(value) };
	if (typeof value === 'string' && /^\d*[1-9]\d*$/.test(value))
		return { kind: 'number', digits: value };
	return { kind: 'invalid', reason: 'contact_number is neither digits nor a positive integer' };
}

// Assumed: whatever begins like the documented key is a contact number, even where a caller meant a custom field.
function isChannelKey(key: string): boolean {
	return key.startsWith('contact-');
}

function isOwnKey(key: string): boolean {
	return (
		key === 'origin' || key === 'country_code' || key === 'contact_number' || isChannelKey(key)
	);
}

// Safe integers only: beyond them JSON has already changed the digits (assumed).
function isPositiveInteger(value: unknown): boolean {
	return Number.isSafeInteger(value) && Number(value) > 0;
}
