import { readFieldValue } from './fieldValue';
import type { Primitive } from './lead';
import { readNestedField, type NamedField, type NestedFields } from './nestedFields';
import type { PickedField } from './customFields';
import { noteName, type LeadNotes } from './notes';
import { quote, quoteName } from './quote';
import { refuse, type Refusal } from './rejection';

/**
 * Keys of a lead that the API reads itself. It takes a number under any key that begins with
 * `contact-` (documented).
 */
const OWN_KEYS: ReadonlySet<string> = new Set(['origin', 'country_code', 'contact_number']);
const OWN_KEY_PREFIX = 'contact-';

/**
 * A JSON reader that assigns key by key would change an object's prototype with it; no contact has
 * a field of that name.
 */
const UNSAFE_KEY = '__proto__';

/**
 * Adds custom fields to a lead as the API takes them: keys in lower case (the server would do it,
 * documented), the first of two keys that meet, primitive values. What is left out for its name is
 * noted for the user.
 *
 * @returns a refusal for the first value that cannot be sent.
 */
export function addCustomFields(
	lead: Record<string, Primitive>,
	fields: readonly PickedField[],
	{ nestedFields, maxBytes }: { nestedFields: NestedFields; maxBytes: number },
	notes: LeadNotes,
): Refusal | undefined {
	let nameCharacters = 0;
	for (const [name, value] of fields) {
		for (const field of readNamedFields(name, value, nestedFields)) {
			// Flattening repeats a name for each value inside: a huge one must not be written out so often.
			nameCharacters += field.name.length;
			if (nameCharacters > maxBytes) return refuseNames(name);
			const key = field.name.toLowerCase();
			if (key === '' || key === UNSAFE_KEY) continue;
			if (isOwnName(key)) {
				noteName(notes.ownedNames, field.name);
			} else if (field.kind === 'unsupported') {
				return refuse(
					'unsupported_field',
					`${quoteName(field.name)} cannot be sent: ${field.reason}. It is ${quote(value)}.`,
					name,
				);
			} else if (Object.hasOwn(lead, key)) {
				noteName(notes.metNames, field.name);
			} else {
				lead[key] = field.value;
			}
		}
	}
	return undefined;
}

function refuseNames(name: string): Refusal {
	return refuse(
		'unsupported_field',
		`The names of the lead's fields alone are longer than a request can be. Shorten ${quoteName(name)}.`,
		name,
	);
}

/**
 * Whether the API reads a key of this name, in lower case, by itself: the support channel's is one
 * of them.
 */
export function isOwnName(key: string): boolean {
	return OWN_KEYS.has(key) || key.startsWith(OWN_KEY_PREFIX);
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
