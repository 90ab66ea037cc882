/**
 * The content of a cell in the form that is read as a number: ASCII digits, punctuation, a leading
 * plus or none.
 */
export interface NumberText {
	kind: 'numberText';
	text: string;
	/** What the number must be for the text to count as one, if that is in doubt. */
	doubt?: Doubt;
}

/** A text that is a number only if that number is in use: it stands among words, or looks like a date. */
export interface Doubt {
	mustBe: 'inUse' | 'mobile';
	/** Why it is refused if not, as in `CellRefusal`. */
	reason: string;
}

/** Several numbers in one cell; each is read as if it stood there alone. */
export interface SeveralTexts {
	kind: 'several';
	texts: readonly string[];
}

/**
 * Why a cell holds no readable number: the end of a sentence that names the field and the value,
 * and what to do.
 */
export interface CellRefusal {
	kind: 'unreadable';
	reason: string;
}

/** What a cell holds; it is `empty` where it holds a filler such as "N/A", too. */
export type CellText = NumberText | SeveralTexts | CellRefusal | { kind: 'empty' };

/** A cell that holds no readable number. */
export function refuseText(reason: string): CellRefusal {
	return { kind: 'unreadable', reason };
}

export const TWO_NUMBERS = 'it holds more than one number. Keep one of them';
export const LETTERS = 'it holds letters. Keep only the number';
export const A_FAX =
	'that is the number of a fax, which WhatsApp cannot reach. Give a phone number';
export const AN_EXTENSION =
	'it has an extension, which WhatsApp cannot reach. Give a direct number';
