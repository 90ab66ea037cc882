import { type LeadNotes, noteName, ownKeysSchema, type Primitive } from '../lead';
import { type Refusal, refuse } from '../refusals';
import { quote, quoteName } from '../wording';
import { type NamedField, type NestedFields, readFieldValue, readNestedField } from './fieldValue';
import type { PickedField } from './pickFields';

/** Custom fields as the API takes them; no two have the same key. */
export interface WireFields {
	kind: 'wireFields';
	fields: WireField[];
}

/** A custom field on the wire. */
export interface WireField {
	key: string;
	value: Primitive;
	/** The item's field that it comes from. */
	source: string;
}

/**
 * Turns custom fields into what the API takes: lower-case keys, primitive values, and the first of
 * two fields whose keys become the same. Fields that are left out because of their names are noted
 * for the user.
 *
 * @param maxBytes how long a lead may be: field names that are longer than that in total are
 *   refused.
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
	for (const [name, value, source = name] of picked) {
		for (const field of readNamedFields(name, value, nestedFields)) {
			// Flattening repeats the name for each value inside, and a huge name must not be
			// written that often.
			nameCharacters += field.name.length;
			if (nameCharacters > maxBytes) return refuseNames(source);
			const { key, use } = readFieldName(field.name);
			if (use === 'reserved') noteName(notes.reservedNames, field.name);
			if (use !== 'sent') continue;
			if (field.kind === 'unsupported') return refuseValue(field, value, source);
			if (keys.has(key)) {
				noteName(notes.clashingNames, field.name);
			} else {
				keys.add(key);
				fields.push({ key, value: field.value, source });
			}
		}
	}
	return { kind: 'wireFields', fields };
}

/** Fields by their keys. */
export function toRecord(fields: readonly WireField[]): Record<string, Primitive> {
	return Object.fromEntries(fields.map(({ key, value }) => [key, value] as const));
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

/** The name of a custom field, as the API takes it. */
export interface FieldName {
	/** In lower case, as the server would write it (documented). */
	key: string;
	/** What happens to a field with this name. */
	use: 'sent' | 'reserved' | 'leftOut';
}

/**
 * Keys of a lead that the API reads itself. It takes a number under any key that begins with
 * `contact-` (documented), the support channel's among them.
 */
const OWN_KEYS: ReadonlySet<string> = new Set(Object.keys(ownKeysSchema.shape));
const OWN_KEY_PREFIX = 'contact-';

/**
 * A JSON reader that assigns key by key would change an object's prototype with it. No contact has
 * a field of that name.
 */
const UNSAFE_KEY = '__proto__';

/** Reads the name of a field. */
export function readFieldName(name: string): FieldName {
	const key = name.toLowerCase();
	return { key, use: classifyName(key) };
}

/** The names of the custom fields of a lead, which is JSON text. */
export function listCustomFields(lead: string): string[] {
	return Object.keys(JSON.parse(lead)).filter((key) => classifyName(key) !== 'reserved');
}

/** A lead, as JSON text, with no other custom fields than these. */
export function keepCustomFields(lead: string, names: readonly string[]): string {
	const all: object = JSON.parse(lead);
	const kept = Object.entries(all).filter(
		([key]) => classifyName(key) === 'reserved' || names.includes(key),
	);
	return JSON.stringify(Object.fromEntries(kept));
}

function classifyName(key: string): FieldName['use'] {
	if (OWN_KEYS.has(key) || key.startsWith(OWN_KEY_PREFIX)) return 'reserved';
	return key === '' || key === UNSAFE_KEY ? 'leftOut' : 'sent';
}
