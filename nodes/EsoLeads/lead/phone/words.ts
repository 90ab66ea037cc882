import { A_FAX, type CellRefusal, LETTERS, refuseText } from './cellText';

/** The digits of a text that has words, in the places between these. */
export interface AmongWords {
	kind: 'amongWords';
	/** In order; each holds a digit. */
	texts: readonly string[];
}

/** A symbol such as № or ☎ is a word, too; points and apostrophes belong to one. */
const WORD = "[\\p{L}\\p{M}\\p{So}\\u00b0\\u2190-\\u21ff][\\p{L}\\p{M}\\p{So}\\u00b0'’.]*";
/** Words, with whatever stands between them but digits and a plus. */
const WORDS = new RegExp(`(${WORD}(?:[^\\p{N}+\\n]*${WORD})*)`, 'u');
const ALL_WORDS = new RegExp(WORD, 'gu');
const LETTER = /[\p{L}\p{So}\u00b0\u2190-\u21ff]/u;

/** Addresses of pages and mailboxes: their digits are parts of a name. */
const ADDRESS = /:\/\/|@|\bwww\.|\.\p{L}{2,}\//u;

const FAX = /^(?:tele)?(?:fax|faks|facs)|^fx$|факс|传真|傳真|ファ(?:ック|ク)ス|팩스|फ़?ैक्स|فاكس/iu;
const PHONE =
	/^(?:tel[eé]?(?:f(?:on|ono|one|oon))?|telephone|t|phone|ph|p|mob(?:ile)?|m|cell|whatsapp)$/iu;

/** What stands for a digit that somebody typed wrongly, or that was made unreadable. */
const MISTYPED = /^[OoIlSBZQ]+$/;
const MASKED = /^x{2,}$/i;

/** The day and the year of a date that begins with the name of a month. */
const DAY_AND_YEAR = /^\W*\d{1,2}(?:st|nd|rd|th)?\W+(?:19|20)\d\d\W*$/;
/** Phone 1: 98…, of several columns that were put into one. */
const PLACE_IN_LIST = /^[\s#(]{0,3}[1-9](?:\s?[:)\]]|\s-\s)/;
const BETWEEN = /^[\s:.=#*|,;/_"'<>~\\-]+|[\s:.=#*|,;/_"'<>~\\-]+$/g;
const EMPTY_BRACKETS = /[([{]\s*[)\]}]/g;
/** A bracket that was opened or closed on the other side of a word. */
const OPEN_AT_END = /[([{]\s*$/;
const CLOSED_AT_START = /^\s*[)\]}]/;

/**
 * Removes words before or after numbers: labels and names, in any language. Undefined where the
 * text has no words; refused where they are more than that.
 */
export function takeWordsOff(text: string): AmongWords | CellRefusal | undefined {
	if (!LETTER.test(text)) return undefined;
	if (ADDRESS.test(text)) return refuseText(LETTERS);
	// Every other part is words.
	const parts = text.split(WORDS);
	const isRead = parts.every((_, index) => index % 2 === 0 || isLabel(parts, index));
	if (!isRead) return refuseText(LETTERS);
	const numbers: string[] = [];
	let faxes = 0;
	for (let index = 0; index < parts.length; index += 2) {
		const number = cleanPart(parts[index] ?? '', index > 0);
		if (!/\d/.test(number)) continue;
		if (isFax(parts, index)) faxes += 1;
		else if (index > 0 && DAY_AND_YEAR.test(number)) return refuseText(LETTERS);
		else numbers.push(number);
	}
	if (numbers.length > 0) return { kind: 'amongWords', texts: numbers };
	return refuseText(faxes > 0 ? A_FAX : LETTERS);
}

/** Whether the words at `index` can be a label, and not a part of the number beside them. */
function isLabel(parts: readonly string[], index: number): boolean {
	const words = parts[index] ?? '';
	if (words.match(ALL_WORDS)?.some((word) => MASKED.test(word)) === true) return false;
	const isAttached = /\d$/.test(parts[index - 1] ?? '') || /^\d/.test(parts[index + 1] ?? '');
	return !isAttached || !MISTYPED.test(words);
}

function cleanPart(part: string, isBehindWords: boolean): string {
	const number = isBehindWords ? part.replace(PLACE_IN_LIST, '') : part;
	return number
		.replace(EMPTY_BRACKETS, ' ')
		.replace(OPEN_AT_END, '')
		.replace(CLOSED_AT_START, '')
		.replace(BETWEEN, '');
}

/** A label goes with the number that follows it; without one, with the number before. */
function isFax(parts: readonly string[], index: number): boolean {
	const before = parts[index - 1];
	const words = (before ?? parts[index + 1] ?? '').match(ALL_WORDS) ?? [];
	const names = words.map((word) => word.replace(/\.+$/, ''));
	// As M alone is a mobile number on business cards, F alone is a fax.
	if (names.length === 1 && /^f$/i.test(names[0] ?? '')) return true;
	return names.some((name) => FAX.test(name)) && !names.some((name) => PHONE.test(name));
}
