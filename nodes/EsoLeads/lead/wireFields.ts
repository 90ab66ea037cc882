import type { PickedField } from './customFields';
import { readFieldName, type FieldName } from './fieldName';
import { readFieldValue } from './fieldValue';
import type { Primitive } from './lead';
import { readNestedField, type NamedField, type NestedFields } from './nestedFields';
import { noteName, type LeadNotes } from './notes';
import { quote, quoteName } from './quote';
import { refuse, type Refusal } from './rejection';

/** Custom fields as the API takes them; no two have the same key. */
export interface WireFields {
	kind: 'wireFields';
	fields: WireField[];
}

export interface WireField {
	name: FieldName;
	value: Primitive;
	/** The item's field that it comes from. */
	source: string;
}

/**
 * Brings custom fields to the form that the API takes: keys in lower case, the first of two keys
 * that meet, primitive values. What is left out for its name is noted for the user.
 *
 * @param maxBytes how long a lead may be: names alone that are longer are refused.
 * @returns a refusal for the first value that cannot be sent.
 */
export function readWireFields(
	picked: readonly PickedField[],
	{ nestedFields, maxBytes }: { nestedFields: NestedFields; maxBytes: number },
	notes: LeadNotes,
): WireFields | Refusal {
	const fields: WireField[] = [];
	const keys = new Set<string>();
	let nameCharacters = 0;
	for (const [name, value] of picked) {
		for (const field of readNamedFields(name, value, nestedFields)) {
			// Flattening repeats a name for each value inside: a huge one must not be written out so often.
			nameCharacters += field.name.length;
			if (nameCharacters > maxBytes) return refuseNames(name);
			const fieldName = readFieldName(field.name);
			const { key, use } = fieldName;
			if (use === 'owned') noteName(notes.ownedNames, field.name);
			if (use !== 'sent') continue;
			if (field.kind === 'unsupported') return refuseValue(field, value, name);
			if (keys.has(key)) {
				noteName(notes.metNames, field.name);
			} else {
				keys.add(key);
				fields.push({ name: fieldName, value: field.value, source: name });
			}
		}
	}
	return { kind: 'wireFields', fields };
}

function readNamedFields(
	name: string,
	value: unknown,
	nestedFields: NestedFields,
): readonly NamedField[] {
	const read = readFieldValue(value);
	switch (read.kind) {
		case 'absent':
			return [];
		case 'primitive':
			return [{ kind: 'field', name, value: read.value }];
		case 'unsupported':
			return [{ kind: 'unsupported', name, reason: read.reason }];
		case 'nested':
			return readNestedField(name, read.value, nestedFields);
	}
}

function refuseValue(
	field: Extract<NamedField, { kind: 'unsupported' }>,
	value: unknown,
	source: string,
): Refusal {
	return refuse(
		'unsupported_field',
		`${quoteName(field.name)} cannot be sent: ${field.reason}. It is ${quote(value)}.`,
		source,
	);
}

function refuseNames(name: string): Refusal {
	return refuse(
		'unsupported_field',
		`The names of the lead's fields alone are longer than a request can be. Shorten ${quoteName(name)}.`,
		name,
	);
}
