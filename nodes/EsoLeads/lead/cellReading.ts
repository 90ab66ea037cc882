/**
 * What stands in a cell, brought to the form that libphonenumber-js reads: ASCII digits,
 * punctuation, a leading plus or none.
 */
export interface NumberText {
	kind: 'numberText';
	text: string;
}

/**
 * Why a cell holds no readable number: the end of a sentence that names the field and the value,
 * and what to do.
 */
export interface Unreadable {
	kind: 'unreadable';
	reason: string;
}

/** A cell that holds no readable number. */
export function unreadable(reason: string): Unreadable {
	return { kind: 'unreadable', reason };
}

/** How many digits a text holds, whatever stands between them. */
export function countDigits(text: string): number {
	return text.replace(/\D/g, '').length;
}

/**
 * A first part this long is a number of its own: what follows "/" or "," is another number, or the
 * other ending of the same one.
 */
export const MIN_DIGITS_OF_A_NUMBER = 7;
export const TWO_NUMBERS = 'it holds more than one number. Keep one of them';
