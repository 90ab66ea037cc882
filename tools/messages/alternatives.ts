/** What stands for a part of a text that only a run knows. */
export const FILLED_IN = '…';

/** Whether a text says something: three words or more. */
export function isSentence(text: string): boolean {
	const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
	return words.length >= 3 && text.includes(' ');
}

/**
 * Joins the parts of a text that each have alternatives. Each alternative occurs, but not each
 * combination: twenty reasons behind two beginnings would be forty lines that say the same.
 */
export function joinParts(parts: ReadonlyArray<readonly string[]>): string[] {
	const count = Math.max(...parts.map((part) => part.length));
	const rows = Array.from({ length: count }, (_, row) =>
		parts.map((part) => part[Math.min(row, part.length - 1)] ?? FILLED_IN),
	);
	return rows.map((row) => row.join('').replace(/…(?: ?…)+/g, FILLED_IN));
}

/** What a text can be. Of words that only differ, such as "lead" and "leads", the last stands for all. */
export function joinBranches(branches: ReadonlyArray<readonly string[]>): string[] {
	const texts = branches.flat();
	return texts.some(isSentence) ? texts : texts.slice(-1);
}

/** What can come to a place from many others: a mere name tells nobody anything. */
export function onlySentences(texts: readonly string[]): string[] {
	const telling = distinct(texts.filter(isSentence));
	return telling.length === 0 ? [FILLED_IN] : telling;
}

/** A longer list of names, as of encodings, is of no help: "…" stands for any of them. */
const LONG_LIST = 8;

/** What can stand in a message: reasons one by one, but no long list of mere names. */
export function withoutLists(texts: readonly string[]): readonly string[] {
	const isReason = (text: string) => /[.:] /.test(text);
	return texts.length > LONG_LIST && !texts.some(isReason) ? [FILLED_IN] : texts;
}

/** Alternatives without the empty text, if there are others. */
export function withoutNothing(texts: readonly string[]): string[] {
	const some = texts.filter((text) => text !== '');
	return some.length === 0 ? [...texts] : some;
}

/** `texts` without repeats. */
export function distinct(texts: readonly string[]): string[] {
	return [...new Set(texts)];
}
