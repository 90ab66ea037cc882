import { isPrimitive, type LeadNotes, noteName, reservedKeysSchema, type Primitive } from '../lead';
import { type Refusal, refuse } from '../refusals';
import { formatCount, quote, quoteName } from '../wording';
import { type FieldPath, omitField, readField, UNSAFE_NAME } from './fieldPath';
import { gatherAround, holdsNumber } from './fieldsAround';
import { type NamedField, type NestedFields, readUnusualField } from './fieldValue';

/** Which fields of an item travel as custom fields. */
export type CustomFieldChoice =
	| AllFields
	| { kind: 'selected'; paths: readonly FieldPath[] }
	| { kind: 'none' };

interface AllFields {
	kind: 'all';
	/** The paths that were used for the number, the country and the like. */
	except: readonly FieldPath[];
	/** The path of the number, if only the fields around it are meant. */
	around?: FieldPath | undefined;
	/** The number, if an expression gave it: the field that holds it is not sent a second time. */
	number?: unknown;
}

/**
 * Fields that n8n's own nodes add to an item: the row number from Google Sheets, and the time and
 * mode from the Form Trigger. They are not part of the contact; a user who wants one maps or
 * selects it.
 */
const FIELDS_OF_N8N: ReadonlySet<string> = new Set(['row_number', 'submittedAt', 'formMode']);

/**
 * Fields that this node adds to an item, each with a key that tells it from a user's field of the
 * same name. They are left out, so that an item can be looped back.
 */
const FIELDS_OF_THIS_NODE: ReadonlyMap<string, string> = new Map([
	['rejection', 'code'],
	['delivery', 'status'],
]);

function isAddedOnTheWay(name: string, value: unknown): boolean {
	if (FIELDS_OF_N8N.has(name)) return true;
	const key = FIELDS_OF_THIS_NODE.get(name);
	return key !== undefined && typeof value === 'object' && value !== null && key in value;
}

/**
 * A custom field before it is checked: its name, its value, and the name of its source if that
 * differs.
 */
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
			return pickAll(json, choice);
		case 'selected':
			return choice.paths.map((path) => pickSelected(json, path, notes));
	}
}

/** All fields but those that were used for something else. */
function pickAll(json: Record<string, unknown>, choice: AllFields): PickedField[] {
	const { around, number } = choice;
	const isInside = around !== undefined && around.keys.length > 1;
	const { record, except } = isInside
		? gatherAround(json, around, choice.except)
		: { record: json, except: choice.except };
	const fields: PickedField[] = [];
	for (const name of Object.keys(record)) {
		const value = record[name];
		if (isAddedOnTheWay(name, value) || except.some((path) => path.text === name)) continue;
		if (!except.some(({ keys }) => keys[0] === name)) fields.push([name, value]);
		// A path leads into this field: the rest of the field is sent.
		else {
			const inside = except.filter(({ keys }) => keys[0] === name);
			fields.push(...Object.entries(inside.reduce(omitField, { [name]: value })));
		}
	}
	return number === undefined ? fields : fields.filter(([, value]) => !holdsNumber(value, number));
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
		const read: readonly NamedField[] = isPrimitive(value)
			? [{ kind: 'field', name, value }]
			: readUnusualField(name, value, nestedFields);
		for (const field of read) {
			// Flattening repeats the name for each value inside, and a huge name must not be
			// written that often.
			nameCharacters += field.name.length;
			if (nameCharacters > maxBytes) return refuseNames(source, maxBytes);
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

function refuseValue(
	field: Extract<NamedField, { kind: 'unsupported' }>,
	value: unknown,
	source: string,
): Refusal {
	return refuse(
		'unsupported_field',
		`${quoteName(field.name)} cannot be sent: ${field.reason}. Found: ${quote(value)}.`,
		source,
	);
}

function refuseNames(name: string, maxBytes: number): Refusal {
	return refuse(
		'unsupported_field',
		`The lead is too large for one request (${formatCount(maxBytes)} bytes at most): the names of its fields alone are longer. Shorten ${quoteName(name)}.`,
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
const RESERVED_KEYS: ReadonlySet<string> = new Set(Object.keys(reservedKeysSchema.shape));
const RESERVED_PREFIX = 'contact-';

/** Reads the name of a field. */
export function readFieldName(name: string): FieldName {
	const key = name.toLowerCase();
	return { key, use: classifyName(key) };
}

function classifyName(key: string): FieldName['use'] {
	if (RESERVED_KEYS.has(key) || key.startsWith(RESERVED_PREFIX)) return 'reserved';
	return key === '' || key === UNSAFE_NAME ? 'leftOut' : 'sent';
}
