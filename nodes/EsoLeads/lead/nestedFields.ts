import { readFieldValue } from './fieldValue';
import type { Primitive } from './lead';

/**
 * What becomes of lists and objects among the custom fields; `reject` is the API's own rule
 * (documented: 417).
 */
export type NestedFields = 'reject' | 'flatten' | 'json' | 'omit';

/** A custom field by its full name, or why it cannot be sent. */
export type NamedField =
	| { kind: 'field'; name: string; value: Primitive }
	| { kind: 'unsupported'; name: string; reason: string };

/**
 * Deeper or wider data is no contact: the bounds keep hostile items from filling the stack or the
 * request.
 */
const MAX_DEPTH = 20;
const MAX_FLATTENED_VALUES = 1000;

/** The fields that a list or an object under `name` comes to. */
export function readNestedField(name: string, value: object, nested: NestedFields): NamedField[] {
	switch (nested) {
		case 'omit':
			return [];
		case 'json':
			return [asJson(name, value)];
		case 'flatten':
			return flatten(name, value);
		case 'reject':
			return [
				unsupported(
					name,
					"it holds nested values, which E-so does not take. Set 'Nested Fields' to flatten, convert or leave them out",
				),
			];
	}
}

function asJson(name: string, value: object): NamedField {
	try {
		const json: string | undefined = JSON.stringify(value);
		return json === undefined
			? unsupported(name, 'it cannot be written as JSON')
			: { kind: 'field', name, value: json };
	} catch {
		return unsupported(
			name,
			'it cannot be written as JSON, since it is circular, too deep or holds a BigInt',
		);
	}
}

function flatten(name: string, value: object): NamedField[] {
	const fields: NamedField[] = [];
	const complete = flattenInto(fields, { left: MAX_FLATTENED_VALUES }, name, value, 0);
	return complete
		? fields
		: [unsupported(name, 'it is nested too deeply or holds too many values to be flattened')];
}

/**
 * @returns false as soon as a bound is passed: what is wider or deeper must not be walked to its
 * end.
 */
function flattenInto(
	fields: NamedField[],
	values: { left: number },
	name: string,
	value: object,
	depth: number,
): boolean {
	if (depth > MAX_DEPTH || (Array.isArray(value) && value.length > values.left)) return false;
	return Object.entries(value).every(([key, inner]) => {
		values.left -= 1;
		if (values.left < 0) return false;
		const read = readFieldValue(inner);
		const fullName = `${name}_${key}`;
		if (read.kind === 'nested') {
			return flattenInto(fields, values, fullName, read.value, depth + 1);
		}
		if (read.kind === 'primitive') {
			fields.push({ kind: 'field', name: fullName, value: read.value });
		}
		if (read.kind === 'unsupported') fields.push(unsupported(fullName, read.reason));
		return true;
	});
}

function unsupported(name: string, reason: string): NamedField {
	return { kind: 'unsupported', name, reason };
}
