import type { Primitive } from './lead';

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
 * Says what a value is to the API. Dates, also n8n's luxon ones, become ISO 8601 text; `null` and
 * `undefined` are absent, since the API is assumed to refuse them.
 */
export function readFieldValue(value: unknown): FieldValue {
	switch (typeof value) {
		case 'string':
		case 'boolean':
			return { kind: 'primitive', value };
		case 'number':
			return Number.isFinite(value)
				? { kind: 'primitive', value }
				: unsupported('it is not a finite number');
		case 'bigint':
			return { kind: 'primitive', value: String(value) };
		case 'undefined':
			return ABSENT;
		case 'object':
			return value === null ? ABSENT : readObject(value);
		default:
			return unsupported(`a ${typeof value} cannot be sent`);
	}
}

function readObject(value: object): FieldValue {
	if (value instanceof Date) {
		return Number.isNaN(value.getTime())
			? unsupported('it is not a valid date')
			: { kind: 'primitive', value: value.toISOString() };
	}
	// luxon's DateTime: recognised by its method, since n8n's copy of the class is not ours.
	const toIso: unknown = 'toISO' in value ? value.toISO : undefined;
	if (typeof toIso !== 'function') return { kind: 'nested', value };
	const iso: unknown = Reflect.apply(toIso, value, []);
	return typeof iso === 'string'
		? { kind: 'primitive', value: iso }
		: unsupported('it is not a valid date');
}

function unsupported(reason: string): FieldValue {
	return { kind: 'unsupported', reason };
}
