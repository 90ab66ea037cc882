import { omitField, readField, type FieldPath } from './fieldPath';
import type { LeadNotes } from './notes';

/** Which fields of an item travel as custom fields. */
export type CustomFieldChoice =
	| { kind: 'all'; except: readonly FieldPath[] }
	| { kind: 'selected'; paths: readonly FieldPath[] }
	| { kind: 'none' };

/**
 * What this node itself adds to a rejected item; left out, so that a repaired item can be looped
 * back. A field of the user's own by that name has no code in it.
 */
const REJECTION_FIELD = 'rejection';

function isRejection(name: string, value: unknown): boolean {
	return name === REJECTION_FIELD && typeof value === 'object' && value !== null && 'code' in value;
}

/** A custom field before it is checked: its name and its value. */
export type PickedField = readonly [name: string, value: unknown];

/**
 * The chosen fields of an item, in their order. A selected path is named by its last key:
 * `contact.city` becomes `city`. Selected names that were found are noted.
 */
export function pickCustomFields(
	json: Record<string, unknown>,
	choice: CustomFieldChoice,
	notes: LeadNotes,
): PickedField[] {
	switch (choice.kind) {
		case 'none':
			return [];
		case 'all':
			return pickAll(json, choice.except);
		case 'selected':
			return choice.paths.map((path) => pickSelected(json, path, notes));
	}
}

function pickAll(json: Record<string, unknown>, except: readonly FieldPath[]): PickedField[] {
	const fields: PickedField[] = [];
	for (const name of Object.keys(json)) {
		const value = json[name];
		if (isRejection(name, value) || except.some((path) => path.text === name)) continue;
		const leadsInside = (path: FieldPath) => path.keys[0] === name;
		if (!except.some(leadsInside)) fields.push([name, value]);
		// A path leads into this field: what it leaves of the field is sent.
		else
			fields.push(
				...Object.entries(except.filter(leadsInside).reduce(omitField, { [name]: value })),
			);
	}
	return fields;
}

function pickSelected(
	json: Record<string, unknown>,
	path: FieldPath,
	notes: LeadNotes,
): PickedField {
	const value = readField(json, path);
	if (value !== undefined) notes.unseenNames.delete(path.text);
	const name = Object.hasOwn(json, path.text) ? path.text : (path.keys.at(-1) ?? path.text);
	return [name, value];
}
