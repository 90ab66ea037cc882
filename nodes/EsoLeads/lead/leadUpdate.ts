import { z } from 'zod/v4';
import { type PickedField, toRecord, type WireField } from './fields/customFields';
import type { NestedFields } from './fields/fieldValue';
import { readGivenFields } from './fields/givenFields';
import { type ContactNumber, primitiveSchema } from './lead';
import { type FailedItem, failedWith } from './refusals';
import { formatCount, quote } from './wording';

/**
 * The body of an update (documented). What should not change is left out, and so are empty lists,
 * as in the public client (observed).
 */
export const leadUpdateSchema = z.object({
	lead_data: z.record(z.string(), primitiveSchema).optional(),
	add_tags: z.array(z.int()).min(1).optional(),
	remove_tags: z.array(z.int()).min(1).optional(),
	new_contact_number: z.int().positive().optional(),
	new_country_code: z.int().min(1).max(999).optional(),
});

export type LeadUpdate = z.infer<typeof leadUpdateSchema>;

/** What an item asks to change, read from the parameters. */
export interface RawUpdate {
	fields: readonly PickedField[];
	addTags: readonly number[];
	removeTags: readonly number[];
	newNumber: ContactNumber | undefined;
}

/** How every update of a run is prepared. */
export interface UpdateRules {
	nestedFields: NestedFields;
	/** The length of the longest body that can be sent, in UTF-8. */
	maxBytes: number;
}

/** An update that is ready to travel. */
export interface PreparedUpdate {
	kind: 'update';
	json: string;
}

/** Turns an update into what the API takes, or says why it cannot be sent. */
export function prepareUpdate(
	{ fields, addTags, removeTags, newNumber }: RawUpdate,
	rules: UpdateRules,
): PreparedUpdate | FailedItem {
	const both = addTags.find((tag) => removeTags.includes(tag));
	if (both !== undefined) {
		return failedWith(
			'invalid_parameter',
			`The tag ${both} is to be both added and removed. Remove it from one of the two lists.`,
		);
	}
	// Italy's 0390… would arrive as 390….
	if (newNumber?.digits.startsWith('0') === true) {
		return failedWith(
			'invalid_contact_number',
			"The new contact number begins with 0 after its country code: E-so takes a new number as a JSON number, which cannot hold that zero. Bulk Create can send it as text, under 'contact_number'.",
		);
	}
	const read = readGivenFields(fields, { ...rules, ...FIELDS_TO_UPDATE });
	if (read.kind === 'failed') return read;
	return writeUpdate({ fields: read.fields, addTags, removeTags, newNumber }, rules.maxBytes);
}

const FIELDS_TO_UPDATE = {
	label: 'Fields to Update',
	advice: "A number is changed with 'New Contact Number'.",
};

/** The changes to a lead, after reading. */
export interface ReadUpdate extends Omit<RawUpdate, 'fields'> {
	fields: readonly WireField[];
}

/** Writes an update from its parts; fails if it changes nothing, or too much. */
export function writeUpdate(
	{ fields, addTags, removeTags, newNumber }: ReadUpdate,
	maxBytes: number,
): PreparedUpdate | FailedItem {
	const update: LeadUpdate = {
		...(fields.length === 0 ? {} : { lead_data: toRecord(fields) }),
		...(addTags.length === 0 ? {} : { add_tags: [...addTags] }),
		...(removeTags.length === 0 ? {} : { remove_tags: [...removeTags] }),
		...(newNumber === undefined
			? {}
			: { new_contact_number: Number(newNumber.digits), new_country_code: newNumber.countryCode }),
	};
	if (Object.keys(update).length === 0) {
		return failedWith(
			'invalid_parameter',
			"There is nothing to update: fill in 'Fields to Update', tags or 'New Contact Number'.",
		);
	}
	const json = JSON.stringify(update);
	return Buffer.byteLength(json) > maxBytes
		? failedWith(
				'unsupported_field',
				`The update is too large for one request (${formatCount(maxBytes)} bytes at most). Shorten its fields.`,
			)
		: { kind: 'update', json };
}

/** Tags by their ids (observed: integers; documented: sent as numbers). */
export interface TagIds {
	kind: 'tagIds';
	ids: number[];
}

const TAG_ID = /^[1-9]\d{0,14}$/;

/** A longer text is no ID, and is never matched against a pattern. */
const MAX_ID_CHARACTERS = 15;

/**
 * Reads tag IDs: a list, as the editor stores it, or one ID or several separated by commas, as an
 * expression may give them. Repeats count once. `label` names the parameter in messages.
 */
export function readTagIds(value: unknown, label: string): TagIds | FailedItem {
	const list: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	const texts = list.map((id) => String(id ?? '').trim()).filter((id) => id !== '');
	const wrong = texts.find((id) => id.length > MAX_ID_CHARACTERS || !TAG_ID.test(id));
	return wrong === undefined
		? { kind: 'tagIds', ids: [...new Set(texts.map(Number))] }
		: failedWith(
				'invalid_parameter',
				`'${label}' holds ${quote(wrong)}, which is not the ID of a tag. IDs are whole numbers, such as 12.`,
			);
}
