import { type LeadNotes, noteName, type Primitive } from '../lead';
import { type Refusal, refuse } from '../refusals';
import { quote, quoteName } from '../wording';
import { gatherAround, holdsNumber } from './aroundNumber';
import { type FieldPath, omitField, readField } from './fieldPath';
import { type NamedField, type NestedFields, readFieldValue, readNestedField } from './fieldValue';

/** Which fields of an item travel as custom fields. */
export type CustomFieldChoice =
	| {
			kind: 'all';
			except: readonly FieldPath[];
			/** The number's path: the fields around it are meant. */
			around?: FieldPath | undefined;
			/** The number, where an expression gave it: the field it came from does not travel again. */
			number?: unknown;
	  }
	| { kind: 'selected'; paths: readonly FieldPath[] }
	| { kind: 'none' };

/**
 * What n8n's own nodes add to an item: the row of Google Sheets, and the time and mode of the Form
 * Trigger. No contact has them; to send one, it is mapped or selected.
 */
const FIELDS_OF_N8N: ReadonlySet<string> = new Set(['row_number', 'submittedAt', 'formMode']);

/**
 * What this node itself adds to an item, each with a key that tells it from a user's field of the same
 * name: left out, so that an item can be looped back.
 */
const OWN_FIELDS: ReadonlyMap<string, string> = new Map([
	['rejection', 'code'],
	['delivery', 'status'],
]);

function isAddedOnTheWay(name: string, value: unknown): boolean {
	if (FIELDS_OF_N8N.has(name)) return true;
	const key = OWN_FIELDS.get(name);
	return key !== undefined && typeof value === 'object' && value !== null && key in value;
}

/** A custom field before it is checked: its name, its value, and where it comes from if it has another name there. */
export type PickedField = readonly [name: string, value: unknown, source?: string];

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
			return pickOthers(json, choice);
		case 'selected':
			return choice.paths.map((path) => pickSelected(json, path, notes));
	}
}

function pickOthers(
	json: Record<string, unknown>,
	{ except, around, number }: Extract<CustomFieldChoice, { kind: 'all' }>,
): PickedField[] {
	const isInside = around !== undefined && around.keys.length > 1;
	const beside = isInside ? gatherAround(json, around, except) : undefined;
	const picked = pickAll(beside?.record ?? json, beside?.except ?? except);
	return number === undefined ? picked : picked.filter(([, value]) => !holdsNumber(value, number));
}

function pickAll(json: Record<string, unknown>, except: readonly FieldPath[]): PickedField[] {
	const fields: PickedField[] = [];
	for (const name of Object.keys(json)) {
		const value = json[name];
		if (isAddedOnTheWay(name, value) || except.some((path) => path.text === name)) continue;
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
 * Turns custom fields into what the API takes: keys in lower case, the first of two keys that meet,
 * primitive values. What is left out for its name is noted for the user.
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
	for (const [name, value, source = name] of picked) {
		for (const field of readNamedFields(name, value, nestedFields)) {
			// Flattening repeats a name for each value inside: a huge one must not be written out so often.
			nameCharacters += field.name.length;
			if (nameCharacters > maxBytes) return refuseNames(source);
			const { key, use } = readFieldName(field.name);
			if (use === 'owned') noteName(notes.ownedNames, field.name);
			if (use !== 'sent') continue;
			if (field.kind === 'unsupported') return refuseValue(field, value, source);
			if (keys.has(key)) {
				noteName(notes.metNames, field.name);
			} else {
				keys.add(key);
				fields.push({ key, value: field.value, source });
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

/** The name of a custom field, as the API takes it. */
export interface FieldName {
	/** In lower case: the server would do it (documented). */
	key: string;
	/** What becomes of a field by this name. */
	use: 'sent' | 'owned' | 'left out';
}

/**
 * Keys of a lead that the API reads itself. It takes a number under any key that begins with
 * `contact-` (documented), the support channel's among them.
 */
const OWN_KEYS: ReadonlySet<string> = new Set(['origin', 'country_code', 'contact_number']);
const OWN_KEY_PREFIX = 'contact-';

/**
 * A JSON reader that assigns key by key would change an object's prototype with it; no contact has
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
	return Object.keys(JSON.parse(lead)).filter((key) => classifyName(key) !== 'owned');
}

/** A lead, as JSON text, with no other custom fields than these. */
export function keepCustomFields(lead: string, names: readonly string[]): string {
	const all: object = JSON.parse(lead);
	const kept = Object.entries(all).filter(
		([key]) => classifyName(key) === 'owned' || names.includes(key),
	);
	return JSON.stringify(Object.fromEntries(kept));
}

function classifyName(key: string): FieldName['use'] {
	if (OWN_KEYS.has(key) || key.startsWith(OWN_KEY_PREFIX)) return 'owned';
	return key === '' || key === UNSAFE_KEY ? 'left out' : 'sent';
}
