import { z } from 'zod/v4';

/** What an expression gives for "nothing": the default then holds. */
const EMPTY = ['', null];

/** A number in a range, also as text, since an expression may give that. */
export function numberOption(min: number, max: number, fallback: number, isWhole = true) {
	const message = `it must be a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`;
	const number = z.coerce.number(message).min(min, message).max(max, message);
	return z.preprocess(
		(value) => (EMPTY.some((empty) => empty === value) ? fallback : value),
		(isWhole ? number.int(message) : number).default(fallback),
	);
}
