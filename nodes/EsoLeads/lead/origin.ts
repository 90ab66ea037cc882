import { quote } from './quote';
import { refuse, type Refusal } from './rejection';

/** Documented: "Lead origin/source identifier (max 6 chars)". */
export const MAX_ORIGIN_CHARACTERS = 6;

/** A valid origin, trimmed. */
export interface Origin {
	kind: 'origin';
	value: string;
}

/**
 * Reads an origin: text of 1 to 6 characters (a number is taken as text), surrounding spaces aside.
 * `field` is undefined for the parameter.
 */
export function readOrigin(value: unknown, field?: string): Origin | Refusal {
	const text =
		typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
	if (text !== '' && text.length <= MAX_ORIGIN_CHARACTERS) return { kind: 'origin', value: text };
	const name = `'${field ?? 'Origin'}'`;
	const rule = `an origin has 1 to ${MAX_ORIGIN_CHARACTERS} characters`;
	const message =
		text === ''
			? `${name} is empty: ${rule}.`
			: `${name} is ${quote(text)}: ${rule}, this one has ${text.length}. Shorten it.`;
	return refuse('invalid_origin', message, field);
}
