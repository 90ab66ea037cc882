import { omitField, parseFieldPath, readField, type FieldPath } from './fieldPath';

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

/**
 * The chosen fields of an item, not yet checked. A selected path is named by its last key:
 * `contact.city` becomes `city`.
 */
export function pickCustomFields(
	json: Record<string, unknown>,
	choice: CustomFieldChoice,
): Record<string, unknown> {
	switch (choice.kind) {
		case 'none':
			return {};
		case 'all':
			return choice.except.reduce(omitField, omitRejection(json));
		case 'selected':
			return Object.fromEntries(
				choice.paths.map((path) => [nameOf(json, path), readField(json, path)]),
			);
	}
}

function omitRejection(json: Record<string, unknown>): Record<string, unknown> {
	return Object.hasOwn(json, REJECTION_FIELD)
		? omitField(json, parseFieldPath(REJECTION_FIELD))
		: json;
}

function nameOf(json: object, path: FieldPath): string {
	return Object.hasOwn(json, path.text) ? path.text : (path.keys.at(-1) ?? path.text);
}
