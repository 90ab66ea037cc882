import { z } from 'zod/v4';
import { type Refusal, refuse } from './refusals';
import { quote } from './wording';

/** Documented: "Lead origin/source identifier (max 6 chars)". */
export const MAX_ORIGIN_CHARACTERS = 6;

/** What the API takes as the value of a custom field (documented: boolean, string or number). */
export const primitiveSchema = z.union([z.string(), z.number(), z.boolean()]);

export type Primitive = z.infer<typeof primitiveSchema>;

/** The keys of a lead that the API reads itself (documented), the support channel's aside. */
export const ownKeysSchema = z.object({
	origin: z.string().min(1).max(MAX_ORIGIN_CHARACTERS),
	country_code: z.int().min(1).max(999),
	contact_number: z
		.string()
		.regex(/^\d{1,15}$/)
		.optional(),
});

/**
 * One lead on the wire (documented). The contact number stands in two places: as a number under the
 * support channel's key, whose name is the user's to choose, and as text under `contact_number`.
 * Every other key is a custom field: boolean, string or number.
 */
export const leadSchema = ownKeysSchema.catchall(primitiveSchema);

/**
 * What preparing the leads changed or left out without rejecting anything: it is told to the user
 * in hints.
 */
export interface LeadNotes {
	/** Custom fields that were left out, since another one has the same name in lower case. */
	metNames: Set<string>;
	/** Custom fields that were left out, since E-so reads their names itself. */
	ownedNames: Set<string>;
	/** Whether the fields of any lead were looked at: those of a lead with a bad number are not. */
	hasReadFields: boolean;
	/** Selected custom fields that no lead whose fields were looked at has had yet. */
	unseenNames: Set<string>;
	/** Leads whose number begins with a zero, which the channel key, a JSON number, cannot hold. */
	lostZeros: number;
	/** Leads whose number belongs to another country than the one named beside it. */
	otherCountries: number;
	/** Leads whose country could not be read, but whose number did not need it. */
	unreadCountries: number;
}

/** Every item can have names of its own; a hint shows a few of them. */
const MAX_NOTED_NAMES = 100;

/** Notes of a run that has prepared nothing yet. */
export function createNotes(selectedNames: readonly string[] = []): LeadNotes {
	return {
		metNames: new Set(),
		ownedNames: new Set(),
		hasReadFields: false,
		unseenNames: new Set(selectedNames),
		lostZeros: 0,
		otherCountries: 0,
		unreadCountries: 0,
	};
}

/** Adds a name to a note, unless there are enough. */
export function noteName(names: Set<string>, name: string): void {
	if (names.size < MAX_NOTED_NAMES) names.add(name);
}

/** A valid origin, trimmed. */
export interface Origin {
	kind: 'origin';
	value: string;
}

/**
 * Reads an origin: text of 1 to 6 characters (a number is taken as text), surrounding spaces aside.
 * `field` is undefined for the parameter.
 */
export function readOrigin(value: unknown, field?: string): Origin | Refusal {
	if (!isReadable(value)) return refuseOrigin(`is ${quote(value)}, which is not text`, field);
	const text = String(value ?? '').trim();
	if (text === '') return refuseOrigin('is empty', field);
	if (text.length > MAX_ORIGIN_CHARACTERS) {
		return refuseOrigin(`is ${quote(text)}`, field, `, this one has ${text.length}. Shorten it`);
	}
	if (UNPRINTABLE.test(text)) return refuseOrigin('holds characters that nobody can see', field);
	return { kind: 'origin', value: text };
}

/** Line breaks, control characters and halves of characters. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;

function isReadable(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	return typeof value === 'string' || value === undefined || value === null;
}

function refuseOrigin(finding: string, field: string | undefined, advice = ''): Refusal {
	const name = `'${field ?? 'Origin'}'`;
	return refuse(
		'invalid_origin',
		`${name} ${finding}: an origin has 1 to ${MAX_ORIGIN_CHARACTERS} characters${advice}.`,
		field,
	);
}
