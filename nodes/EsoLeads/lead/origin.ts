import { type Refusal, refuse } from './refusals';
import { quote } from './wording';

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
	if (!isReadable(value)) return refuseOrigin(`is ${quote(value)}, which is not text`, field);
	const text = String(value ?? '').trim();
	if (text === '') return refuseOrigin('is empty', field);
	if (text.length > MAX_ORIGIN_CHARACTERS) {
		return refuseOrigin(`is ${quote(text)}`, field, `, this one has ${text.length}. Shorten it`);
	}
	if (UNPRINTABLE.test(text)) return refuseOrigin('holds characters that nobody can see', field);
	return { kind: 'origin', value: text };
}

/** Line breaks, control characters and halves of characters. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;

function isReadable(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	return typeof value === 'string' || value === undefined || value === null;
}

function refuseOrigin(finding: string, field: string | undefined, advice = ''): Refusal {
	const name = `'${field ?? 'Origin'}'`;
	return refuse(
		'invalid_origin',
		`${name} ${finding}: an origin has 1 to ${MAX_ORIGIN_CHARACTERS} characters${advice}.`,
		field,
	);
}
