import { z } from 'zod/v4';
import { type Refusal, refuse } from './refusals';
import { formatCount, quote } from './wording';

/** Documented: "Lead origin/source identifier (max 6 chars)". */
export const MAX_ORIGIN_CHARACTERS = 6;

/** The size limit of a request's body (assumed: none is documented). */
export const MAX_BODY_BYTES = 1_000_000;

/** What the API takes as the value of a custom field (documented: boolean, string or number). */
export const primitiveSchema = z.union([z.string(), z.number(), z.boolean()]);

export type Primitive = z.infer<typeof primitiveSchema>;

/** Whether a value can be sent as it is. */
export function isPrimitive(value: unknown): value is Primitive {
	return typeof value === 'number'
		? Number.isFinite(value)
		: typeof value === 'string' || typeof value === 'boolean';
}

/** The keys of a lead that the API reads itself (documented), except the support channel's. */
export const reservedKeysSchema = z.object({
	origin: z.string().min(1).max(MAX_ORIGIN_CHARACTERS),
	country_code: z.int().min(1).max(999),
	contact_number: z
		.string()
		.regex(/^\d{1,15}$/)
		.optional(),
});

/**
 * One lead on the wire (documented). The contact number is sent twice: as a number under the
 * support channel's key, which the user names, and as text under `contact_number`. Every other key
 * is a custom field: boolean, string or number.
 */
export const leadSchema = reservedKeysSchema.catchall(primitiveSchema);

/** A number as the API takes it. */
export interface ContactNumber {
	kind: 'contactNumber';
	/** 91 for India. */
	countryCode: number;
	/**
	 * The number without its country code. In Italy, Ivory Coast, Gabon and other countries a
	 * leading zero is part of it.
	 */
	digits: string;
	/** What the user should know about a number that was accepted. */
	remark?: NumberRemark;
}

/**
 * The lead names one country and its number belongs to another; or its country could not be read
 * but was not needed.
 */
export type NumberRemark = 'otherCountries' | 'unreadCountries';

/**
 * What was changed or left out while preparing the leads, without rejecting any. Hints tell the
 * user.
 */
export interface LeadNotes {
	/** Custom fields that were left out because another one has the same name in lower case. */
	clashingNames: Set<string>;
	/** Custom fields that were left out because E-so reserves their names. */
	reservedNames: Set<string>;
	/** Whether any lead's fields were read. They are not read for a lead with a bad number. */
	hasReadFields: boolean;
	/** Selected custom fields that no lead has had so far, among the leads whose fields were read. */
	unseenNames: Set<string>;
	/** Leads whose number begins with a zero. The channel key is a JSON number and cannot hold it. */
	lostZeros: number;
	/** Leads whose number belongs to a different country from the one named beside it. */
	otherCountries: number;
	/** Leads whose country could not be read but was not needed. */
	unreadCountries: number;
}

/** Every item can have different names, and a hint shows only a few. */
const MAX_NOTED_NAMES = 100;

/** Notes of a run that has prepared nothing yet. */
export function createNotes(selectedNames: readonly string[] = []): LeadNotes {
	return {
		clashingNames: new Set(),
		reservedNames: new Set(),
		hasReadFields: false,
		unseenNames: new Set(selectedNames),
		lostZeros: 0,
		otherCountries: 0,
		unreadCountries: 0,
	};
}

/** Adds a name to a note, up to a limit. */
export function noteName(names: Set<string>, name: string): void {
	if (names.size < MAX_NOTED_NAMES) names.add(name);
}

/** A valid origin, trimmed. */
export interface Origin {
	kind: 'origin';
	value: string;
}

/**
 * Reads an origin: text of 1 to 6 characters without the spaces around it; a number is taken as
 * text. `field` is undefined if the origin comes from the parameter.
 */
export function readOrigin(value: unknown, field?: string): Origin | Refusal {
	const length = `1 to ${MAX_ORIGIN_CHARACTERS} characters`;
	if (!isReadable(value))
		return refuseOrigin(`is ${quote(value)}, which is not text. Give ${length}.`, field);
	const text = String(value ?? '').trim();
	if (text === '') return refuseOrigin(`is empty. Give ${length}.`, field);
	if (text.length > MAX_ORIGIN_CHARACTERS) {
		const finding = `is ${quote(text)}, which has ${formatCount(text.length)} characters.`;
		return refuseOrigin(`${finding} Shorten it to ${MAX_ORIGIN_CHARACTERS} at most.`, field);
	}
	if (INVISIBLE.test(text)) return refuseOrigin('holds invisible characters. Remove them.', field);
	return { kind: 'origin', value: text };
}

/** Line breaks, control characters, zero-width marks, lone surrogates, and codes without a character. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/u;

function isReadable(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	return typeof value === 'string' || value === undefined || value === null;
}

function refuseOrigin(finding: string, field: string | undefined): Refusal {
	return refuse('invalid_origin', `'${field ?? 'Origin'}' ${finding}`, field);
}
