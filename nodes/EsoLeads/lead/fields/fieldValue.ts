import { isPrimitive, type Primitive } from '../lead';

/**
 * A value that the API takes, one that is left out, one with values inside, or one that cannot be
 * sent.
 */
export type FieldValue =
	| { kind: 'primitive'; value: Primitive }
	| { kind: 'absent' }
	| { kind: 'nested'; value: object }
	| { kind: 'unsupported'; reason: string };

const ABSENT: FieldValue = { kind: 'absent' };

/**
 * Says what a value is to the API. Dates, including n8n's luxon dates, become ISO 8601 text. `null`
 * and `undefined` count as absent, since the API is assumed to refuse them, and so do `[]` and
 * `{}`, which hold nothing.
 */
export function readFieldValue(value: unknown): FieldValue {
	if (isPrimitive(value)) return { kind: 'primitive', value };
	switch (typeof value) {
		case 'number':
			return unsupportedValue('it is not a finite number');
		case 'bigint':
			return { kind: 'primitive', value: String(value) };
		case 'undefined':
			return ABSENT;
		case 'object':
			return value === null ? ABSENT : readObject(value);
		default:
			return unsupportedValue('it is not text, a number or a boolean');
	}
}

function readObject(value: object): FieldValue {
	if (value instanceof Date) {
		return Number.isNaN(value.getTime())
			? unsupportedValue('it is not a valid date')
			: { kind: 'primitive', value: value.toISOString() };
	}
	// luxon's DateTime. It is recognised by its method, because n8n has its own copy of the class.
	const toIso: unknown = 'toISO' in value ? value.toISO : undefined;
	if (typeof toIso !== 'function') return isEmpty(value) ? ABSENT : { kind: 'nested', value };
	const iso: unknown = Reflect.apply(toIso, value, []);
	return typeof iso === 'string'
		? { kind: 'primitive', value: iso }
		: unsupportedValue('it is not a valid date');
}

/**
 * An empty list, or a plain object without keys. A `Map` has no keys either, but may hold
 * something.
 */
function isEmpty(value: object): boolean {
	if (Array.isArray(value)) return value.length === 0;
	const prototype: unknown = Object.getPrototypeOf(value);
	return (prototype === Object.prototype || prototype === null) && Object.keys(value).length === 0;
}

function unsupportedValue(reason: string): FieldValue {
	return { kind: 'unsupported', reason };
}

/**
 * What to do with lists and objects among the custom fields. `reject` is the API's own rule
 * (documented: 417).
 */
export type NestedFields = 'reject' | 'flatten' | 'json' | 'omit';

/** A custom field by its full name, or why it cannot be sent. */
export type NamedField =
	| { kind: 'field'; name: string; value: Primitive }
	| { kind: 'unsupported'; name: string; reason: string };

/**
 * No contact is deeper or wider than this. The bounds keep hostile items from overflowing the stack
 * or the request.
 */
const MAX_DEPTH = 20;
const MAX_FLATTENED_VALUES = 1000;

/** The fields that a value which cannot be sent as it is turns into; none if it is absent. */
export function readUnusualField(
	name: string,
	value: unknown,
	nested: NestedFields,
): readonly NamedField[] {
	const read = readFieldValue(value);
	switch (read.kind) {
		case 'absent':
			return [];
		case 'primitive':
			return [{ kind: 'field', name, value: read.value }];
		case 'unsupported':
			return [unsupportedField(name, read.reason)];
		case 'nested':
			return readNestedField(name, read.value, nested);
	}
}

function readNestedField(name: string, value: object, nested: NestedFields): NamedField[] {
	switch (nested) {
		case 'omit':
			return [];
		case 'json':
			return [asJson(name, value)];
		case 'flatten':
			return flatten(name, value);
		case 'reject':
			return [
				unsupportedField(
					name,
					"it holds nested values, which E-so does not accept. Set 'Nested Fields' to flatten, convert or leave them out",
				),
			];
	}
}

function asJson(name: string, value: object): NamedField {
	try {
		const json: string | undefined = JSON.stringify(value);
		return json === undefined
			? unsupportedField(name, 'it cannot be written as JSON')
			: { kind: 'field', name, value: json };
	} catch {
		return unsupportedField(
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
		: [unsupportedField(name, 'it is nested too deeply or holds too many values to be flattened')];
}

/** @returns false as soon as a bound is exceeded, so that huge values are not walked to the end. */
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
		if (read.kind === 'unsupported') fields.push(unsupportedField(fullName, read.reason));
		return true;
	});
}

function unsupportedField(name: string, reason: string): NamedField {
	return { kind: 'unsupported', name, reason };
}
