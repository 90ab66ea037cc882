export type CustomFields = Record<string, string | number | boolean>;

export type CustomFieldsReading =
	| { kind: 'fields'; fields: CustomFields }
	| { kind: 'unsupported'; key: string };

/**
 * Documented: custom fields are boolean, string or number, and their keys are stored in lower case.
 * Assumed: null is none of these, and of two keys that meet in lower case the later one stays.
 */
export function readCustomFields(
	sent: readonly (readonly [string, unknown])[],
): CustomFieldsReading {
	const fields: [string, string | number | boolean][] = [];
	for (const [key, value] of sent) {
		if (!isPrimitive(value)) return { kind: 'unsupported', key };
		fields.push([key.toLowerCase(), value]);
	}
	// fromEntries defines own keys, so that a field called __proto__ is a field like any other.
	return { kind: 'fields', fields: Object.fromEntries(fields) };
}

function isPrimitive(value: unknown): value is string | number | boolean {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
