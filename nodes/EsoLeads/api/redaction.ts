import { parseBody, type Reply } from '../delivery/ports';

/** A shorter token cannot be searched for: it would be found in unrelated words. */
const MIN_TOKEN_CHARACTERS = 8;

const REDACTED = '[access token]';

/**
 * Far deeper than any answer from E-so. n8n could not save an item that is ten thousand levels
 * deep.
 */
const MAX_DEPTH = 100;

/** Replaces a body that is too deep to read; it is not valid JSON. */
const UNREADABLE = '…';

/** Reads the body of a reply as JSON and removes any copy of the access token. */
export type Redact = (reply: Reply) => Reply;

/**
 * A proxy that echoes what it received would otherwise put the token into messages and items, which
 * n8n saves. The token is removed from texts, both as it is and as servers write it: with the
 * escapes of JSON, URLs or HTML, in hexadecimal or in base64. Numbers and the structure are kept. A body that is
 * not JSON is kept as well, since it is never quoted.
 */
export function createRedaction(token: string): Redact {
	const copies = token.length < MIN_TOKEN_CHARACTERS ? undefined : toCopies(token);
	const redactText = (text: string) =>
		copies === undefined ? text : text.replace(copies, REDACTED);
	return (reply) => {
		if (reply.kind === 'networkFailure') return { ...reply, message: redactText(reply.message) };
		const { body: text } = reply;
		if (typeof text !== 'string') return reply;
		if (isTooDeep(text)) return { ...reply, body: UNREADABLE };
		const body = parseBody(text);
		if (typeof body !== 'object' || body === null) return reply;
		// The whole text is searched first, since hardly any answer contains the token.
		if (text.search(copies ?? NOTHING) >= 0) redactWithin(body, redactText, isUnmistakable(token));
		return { ...reply, body };
	};
}

const NOTHING = /$^/;

/**
 * A field name counts as a copy of the token only if it can be nothing else: a field may well be
 * called `contact_number`, or 12345678.
 */
function isUnmistakable(token: string): boolean {
	return token.length >= 16 && /\d/.test(token) && /[a-z]/i.test(token);
}

/** Works without recursion, since lists can be nested deeply. */
function redactWithin(body: object, redactText: (text: string) => string, inNames: boolean): void {
	const waiting: object[] = [body];
	for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
		if (Array.isArray(node)) redactList(node, redactText, waiting);
		else redactFields(node, redactText, inNames, waiting);
	}
}

function redactList(
	list: unknown[],
	redactText: (text: string) => string,
	waiting: object[],
): void {
	for (const [index, value] of list.entries()) {
		if (typeof value === 'string') list[index] = redactText(value);
		else if (typeof value === 'object' && value !== null) waiting.push(value);
	}
}

function redactFields(
	fields: object,
	redactText: (text: string) => string,
	inNames: boolean,
	waiting: object[],
): void {
	const entries: Array<[name: string, value: unknown]> = Object.entries(fields);
	for (const [name, given] of entries) {
		if (typeof given === 'object' && given !== null) waiting.push(given);
		const value = typeof given === 'string' ? redactText(given) : given;
		const newName = inNames ? redactText(name) : name;
		if (newName === name && value === given) continue;
		if (newName !== name) Reflect.deleteProperty(fields, name);
		// Assigning would change the prototype if the name is `__proto__`.
		const writable = { writable: true, enumerable: true, configurable: true };
		Object.defineProperty(fields, newName, { value, ...writable });
	}
}

/**
 * Whether JSON text is nested too deeply to read. This scans the text, because parsing it would
 * cost more.
 */
function isTooDeep(text: string): boolean {
	let depth = 0;
	let inText = false;
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (inText) {
			if (code === BACKSLASH) at += 1;
			else if (code === QUOTE) inText = false;
		} else if (code === QUOTE) inText = true;
		else if (code === BRACE || code === BRACKET) depth += 1;
		else if (code === BRACE + 2 || code === BRACKET + 2) depth -= 1;
		if (depth > MAX_DEPTH) return true;
	}
	return false;
}

const QUOTE = 0x22;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const BRACE = 0x7b;

/** A pattern that finds the token in every spelling, in capitals and small letters. */
function toCopies(token: string): RegExp {
	const escaped = Array.from(token, toSpellings).join('');
	return new RegExp([escaped, toHexCopy(token), ...toBase64Copies(token)].join('|'), 'gi');
}

/** Long copies are broken into lines, also inside JSON strings. */
const LINE_BREAK = '(?:\\\\{0,8}[\\r\\n]|\\\\{1,8}[rn]){1,2}';

/** The token's bytes in hexadecimal: `65537439`, `65 53 74 39`, `65:53:74:39`, `\\x65\\x53`, `0x65, 0x53`. */
function toHexCopy(token: string): string {
	const bytes = Array.from(Buffer.from(token), (byte) => byte.toString(16).padStart(2, '0'));
	return bytes.map((byte) => `(?:0x|\\\\{1,4}x)?${byte}`).join(`(?:[ ,:-]{0,2}|${LINE_BREAK})`);
}

/**
 * One character as it is, or escaped in JSON (also inside JSON strings, hence several backslashes),
 * in URLs (also twice) or in HTML. The repetitions are bounded, so that the search stays linear.
 */
function toSpellings(character: string): string {
	const code = character.charCodeAt(0);
	const hex = code.toString(16).padStart(2, '0');
	const named = { '&': '|&amp;', '<': '|&lt;', '>': '|&gt;', '"': '|&quot;', "'": '|&apos;' };
	const html = `&#(?:[xX]0{0,4}${hex}|0{0,4}${code});${Object.entries(named).find(([sign]) => sign === character)?.[1] ?? ''}`;
	return `(?:\\\\{0,8}${asItIs(character)}|%(?:25){0,3}${hex}|\\\\{1,8}u00${hex}|${html})`;
}

function asItIs(character: string): string {
	return character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
}

/**
 * The token in base64: three texts, because other bytes such as "Bearer " may come before it, each
 * without the characters that also depend on neighbouring bytes.
 */
function toBase64Copies(token: string): string[] {
	return [0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(token)]);
		const whole = bytes.toString('base64');
		const own = whole.slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
		return Array.from(own, toBase64Spellings).join(`(?:${LINE_BREAK})?`);
	});
}

function toBase64Spellings(character: string): string {
	if (character === '+') return '(?:[+-]|%2[bB])';
	return character === '/' ? '(?:\\\\{0,8}\\/|_|%2[fF])' : character;
}
