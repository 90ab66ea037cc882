import { omitField, readField, type FieldPath } from './fieldPath';

/** Which fields of an item travel as custom fields. */
export type CustomFieldChoice =
	| { kind: 'all'; except: readonly FieldPath[] }
	| { kind: 'selected'; paths: readonly FieldPath[] }
	| { kind: 'none' };

/**
 * What this node itself adds to a rejected item; left out, so that a repaired item can be looped
 * back.
 */
const REJECTION_FIELD = 'rejection';

/** A custom field before it is checked: its name and its value. */
export type PickedField = readonly [name: string, value: unknown];

/**
 * The chosen fields of an item, in their order. A selected path is named by its last key:
 * `contact.city` becomes `city`.
 */
export function pickCustomFields(
	json: Record<string, unknown>,
	choice: CustomFieldChoice,
): PickedField[] {
	switch (choice.kind) {
		case 'none':
			return [];
		case 'all':
			return pickAll(json, choice.except);
		case 'selected':
			return choice.paths.map((path) => [nameOf(json, path), readField(json, path)]);
	}
}

function pickAll(json: Record<string, unknown>, except: readonly FieldPath[]): PickedField[] {
	const fields: PickedField[] = [];
	for (const name of Object.keys(json)) {
		if (name === REJECTION_FIELD || except.some((path) => path.text === name)) continue;
		const inside = except.filter((path) => path.keys[0] === name);
		if (inside.length === 0) fields.push([name, json[name]]);
		// A path leads into this field: what it leaves of the field is sent.
		else fields.push(...Object.entries(inside.reduce(omitField, { [name]: json[name] })));
	}
	return fields;
}

function nameOf(json: object, path: FieldPath): string {
	return Object.hasOwn(json, path.text) ? path.text : (path.keys.at(-1) ?? path.text);
}
