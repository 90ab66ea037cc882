/** A cell can hold megabytes; a message shows enough of it to find it again. */
const MAX_QUOTED_CHARACTERS = 40;

/** Line breaks, control, bidi and other invisible characters would garble the message. */
const INVISIBLE = /[\p{C}\p{Z}]/gu;

/** Any value in double quotes, short and on one line, for use in a message. */
export function quote(value: unknown): string {
	const text = toText(value);
	const shown = text.slice(0, MAX_QUOTED_CHARACTERS).replace(INVISIBLE, ' ').trim();
	return `"${shown}${text.length > MAX_QUOTED_CHARACTERS ? '…' : ''}"`;
}

/**
 * The name of a field in single quotes, short and on one line, since names also come from the
 * items.
 */
export function quoteName(name: string): string {
	const shown = name.slice(0, MAX_QUOTED_CHARACTERS).replace(INVISIBLE, ' ').trim();
	return `'${shown}${name.length > MAX_QUOTED_CHARACTERS ? '…' : ''}'`;
}

function toText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (typeof value === 'object' && value !== null) return 'an object';
	return String(value);
}

/** 10000 as "10,000". */
export function formatCount(count: number): string {
	return count.toLocaleString('en-US');
}

/** "1 batch", "20 batches". */
export function formatQuantity(count: number, singular: string, plural = `${singular}s`): string {
	return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Ends a text with a full stop, unless it ends as a sentence: E-so's messages do so or not. */
export function endSentence(text: string): string {
	return /[.!?)]$/.test(text) ? text : `${text}.`;
}
