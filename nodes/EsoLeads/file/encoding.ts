import { isIso2022 } from './eastAsian';
import { guessLegacyEncoding } from './legacyEncoding';

/**
 * An encoding, by its name for `TextDecoder`, and whether it was guessed from the letters in the
 * file.
 */
export interface EncodingGuess {
	encoding: string;
	isGuessed: boolean;
}

const BYTE_ORDER_MARKS: ReadonlyArray<readonly [encoding: string, mark: readonly number[]]> = [
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]],
];

/**
 * Detects the encoding of a file from its first bytes that are not ASCII: by the byte order mark;
 * by the zeros that UTF-16 has in every second byte; UTF-8 if most other characters are valid
 * UTF-8; else by the letters.
 *
 * @param chosen the user's choice; only what shows UTF-16 or a byte order mark takes precedence.
 * @param isStart whether the bytes are the beginning of the file.
 */
export function detectEncoding(
	bytes: Uint8Array,
	chosen: string | undefined,
	isStart: boolean,
): EncodingGuess {
	const begins = (mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);
	const marked = isStart ? BYTE_ORDER_MARKS.find(([, mark]) => begins(mark)) : undefined;
	const known = marked?.[0] ?? detectUtf16(bytes) ?? chosen ?? detectUtf8(bytes);
	if (known !== undefined) return { encoding: known, isGuessed: false };
	return { encoding: guessLegacyEncoding(bytes), isGuessed: true };
}

const ESCAPE = 0x1b;

/** Whether bytes mean the same in nearly every encoding, which zeros and escapes do not. */
export function isAscii(bytes: Uint8Array): boolean {
	for (let at = 0; at < bytes.length; at += 1) {
		const byte = bytes[at] ?? 0;
		if (byte === 0 || byte > 0x7f || byte === ESCAPE) return false;
	}
	return true;
}

/**
 * Digits, delimiters and line breaks are ASCII, which UTF-16 writes with a zero beside it, and other
 * encodings side by side.
 */
function detectUtf16(bytes: Uint8Array): string | undefined {
	let even = 0;
	let odd = 0;
	let sideBySide = 0;
	for (let at = 0; at + 1 < bytes.length; at += 2) {
		const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
		if (first === 0) even += 1;
		if (second === 0) odd += 1;
		if (isPlain(first) && isPlain(second)) sideBySide += 1;
	}
	const least = Math.max(bytes.length / 20, sideBySide * 8);
	if (odd > least && odd > even * 8) return 'utf-16le';
	return even > least && even > odd * 8 ? 'utf-16be' : undefined;
}

/** Digits, delimiters, line breaks and blanks. */
function isPlain(byte: number): boolean {
	return (byte >= 0x30 && byte <= 0x39) || PLAIN.includes(byte);
}

const PLAIN = Buffer.from('\t\n\r ,;|"');

/**
 * A UTF-8 file with damaged rows is still UTF-8, and another file does not become UTF-8 by one
 * character that looks like it, so the majority decides.
 */
function detectUtf8(bytes: Uint8Array): string | undefined {
	let letters = 0;
	let others = 0;
	for (let at = 0; at < bytes.length; ) {
		const length = utf8Length(bytes, at);
		if (length === undefined) others += 1;
		else if (length > 1) letters += 1;
		at += length ?? 1;
	}
	if (bytes.includes(ESCAPE) && letters === 0 && others === 0 && isIso2022(bytes)) return undefined;
	return letters >= others ? 'utf-8' : undefined;
}

/**
 * The length of the UTF-8 character at a position; undefined if there is none. A truncated
 * character has length 1.
 */
function utf8Length(bytes: Uint8Array, at: number): number | undefined {
	const first = bytes[at] ?? 0;
	if (first < 0x80) return 1;
	const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
	if (length === 0 || first >= 0xf5) return undefined;
	const end = Math.min(at + length, bytes.length);
	for (let next = at + 1; next < end; next += 1) {
		if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return undefined;
	}
	return end - at === length ? length : 1;
}
