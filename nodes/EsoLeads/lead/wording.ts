/** A cell can hold megabytes; a message shows enough of it to find it again. */
const MAX_QUOTED_CHARACTERS = 40;

/** Line breaks, control, bidi and other invisible characters would garble the message. */
const INVISIBLE = /[\p{C}\p{Z}]/gu;

/**
 * A value for use in a message, short and on one line: in double quotes, or described where it has
 * no text.
 */
export function quote(value: unknown): string {
	if (Array.isArray(value))
		return value.length === 0 ? 'an empty list' : `a list of ${formatCount(value.length)}`;
	if (typeof value === 'function') return 'a function';
	if (typeof value === 'object' && value !== null) return 'an object';
	return `"${shorten(String(value))}"`;
}

/**
 * The name of a field in single quotes, short and on one line, since names also come from the
 * items.
 */
export function quoteName(name: string): string {
	return `'${shorten(name)}'`;
}

/** Names in single quotes; only the first `most` if there are more, since a sheet can have hundreds. */
export function listNames(names: Iterable<string>, most = 5): string {
	const all = [...names];
	const shown = all.slice(0, most).map(quoteName).join(', ');
	return all.length > most ? `${shown} and ${formatCount(all.length - most)} more` : shown;
}

function shorten(text: string): string {
	const shown = text.slice(0, MAX_QUOTED_CHARACTERS).replace(INVISIBLE, ' ').trim();
	return text.length > MAX_QUOTED_CHARACTERS ? `${shown}…` : shown;
}

/** A text that another sentence can follow: E-so ends its messages with a full stop or without one. */
export function endSentence(text: string): string {
	return /[.!?…]\)?$/.test(text) ? text : `${text}.`;
}

/** 10000 as "10,000". */
export function formatCount(count: number): string {
	return count.toLocaleString('en-US');
}

/** "1 batch", "20 batches". */
export function formatQuantity(count: number, singular: string, plural = `${singular}s`): string {
	return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
