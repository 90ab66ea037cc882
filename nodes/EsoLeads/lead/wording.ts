/** A cell can hold megabytes; a message shows enough of it to find it again. */
const MAX_QUOTED_CHARACTERS = 40;

/** Line breaks, control, bidi and other invisible characters would garble the message. */
const INVISIBLE = /[\p{C}\p{Z}]/gu;

/** Any value in double quotes, short and on one line, for use in a message. */
export function quote(value: unknown): string {
	return `"${shorten(toText(value))}"`;
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

function toText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (typeof value === 'object' && value !== null) return 'an object';
	return String(value);
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
