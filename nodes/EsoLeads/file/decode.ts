import { detectEncoding, type EncodingGuess, isAscii } from './encoding';
import { LF } from './lines';
import { UNDECODABLE } from './row';
import { assertText } from './unreadable';

/** How much is decoded at a time: a huge chunk must not become text, rows and leads all at once. */
const CHUNK_BYTES = 65_536;

/** What is known about the text of a file. */
export interface TextNotes {
	/** The name of the encoding for `TextDecoder`; undefined for plain ASCII. */
	encoding?: string;
	/** Whether the encoding was guessed from the letters in the file. */
	isGuessed?: boolean;
}

/**
 * The text of a file, in chunks, without the byte order mark. Bytes that are not valid text become
 * `UNDECODABLE`.
 *
 * @param chosen the encoding; undefined to detect it. A byte order mark takes precedence.
 * @throws UnreadableFile for a file of another kind, such as an Excel workbook.
 */
export async function* decodeText(
	bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	chosen: string | undefined,
	notes: TextNotes = {},
): AsyncGenerator<string> {
	let decoder: TextReader | undefined;
	let isFirst = true;
	for await (const chunk of slices(bytes)) {
		if (isFirst) assertText(chunk);
		// Most files begin with ASCII; the encoding is decided at the first other byte.
		if (decoder === undefined && !(chosen === undefined && isAscii(chunk))) {
			const guess = detectEncoding(chunk, chosen, isFirst);
			notes.encoding = guess.encoding;
			notes.isGuessed = guess.isGuessed;
			decoder = createReader(guess);
		}
		isFirst = false;
		yield decoder === undefined ? Buffer.from(chunk).toString('latin1') : decoder.read(chunk);
	}
	if (decoder !== undefined) yield decoder.end();
}

/** Decodes chunks of bytes. */
interface TextReader {
	read(chunk: Uint8Array): string;
	end(): string;
}

/**
 * Invalid bytes must only affect their own line, so whole lines are decoded if possible: after such
 * bytes a decoder forgets the half of a character that it held.
 */
function createReader({ encoding }: EncodingGuess): TextReader {
	let strict = new TextDecoder(encoding, { fatal: true });
	const isWide = encoding.startsWith('utf-16');
	const isUnicode = encoding.startsWith('utf-');
	/** The beginning of a line or character whose end has not been read. */
	let rest: Uint8Array = new Uint8Array(0);

	const decode = (bytes: Uint8Array): string => {
		if (bytes.length === 0) return '';
		let text: string;
		try {
			text = strict.decode(bytes, STREAM);
		} catch {
			const hasNoReplacement = isWide || !asBuffer(bytes).includes(REPLACEMENT);
			text = hasNoReplacement ? decodeLeniently(bytes, encoding) : decodeByLine(bytes, encoding);
			strict = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
		}
		// TextDecoder turns undefined bytes, such as 0x81 in Windows-1252, into control characters.
		return isUnicode ? text : text.replace(UNDEFINED_BYTES, UNDECODABLE);
	};

	return {
		read(chunk) {
			const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
			const end = isWide ? endOfUtf16(bytes) : endOfLines(bytes);
			rest = bytes.subarray(end);
			return decode(bytes.subarray(0, end));
		},
		end() {
			const text = decode(rest);
			rest = new Uint8Array(0);
			try {
				return text + strict.decode();
			} catch {
				return text + UNDECODABLE;
			}
		},
	};
}

/** U+FFFD in UTF-8: one in the file itself must be distinguished from those that decoders insert. */
const REPLACEMENT = Buffer.from('\ufffd');
/** Needed for whole lines, too: Node 20 decodes Windows-1252 correctly only as a stream. */
const STREAM = { stream: true };
const UNDEFINED_BYTES = /[\x80-\x9f]/g;
const CR = 13;
const MAX_LINE_BYTES = 4 * CHUNK_BYTES;

/** Where the last whole line ends; an overlong line is cut anywhere. */
function endOfLines(bytes: Uint8Array): number {
	const end = Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR)) + 1;
	return end === 0 && bytes.length > MAX_LINE_BYTES ? bytes.length : end;
}

/** Where the last whole character ends. */
function endOfUtf16(bytes: Uint8Array): number {
	return bytes.length - (bytes.length % 2);
}

/** The same bytes, not a copy of them. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
	return Buffer.from(buffer, byteOffset, byteLength);
}

function decodeByLine(bytes: Uint8Array, encoding: string): string {
	const parts: string[] = [];
	for (let from = 0; from < bytes.length; ) {
		const lf = bytes.indexOf(LF, from);
		const to = lf < 0 ? bytes.length : lf + 1;
		parts.push(decodeLine(bytes.subarray(from, to), encoding));
		from = to;
	}
	return parts.join('');
}

function decodeLine(line: Uint8Array, encoding: string): string {
	try {
		return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(line, STREAM);
	} catch {
		return decodeLeniently(line, encoding);
	}
}

function decodeLeniently(bytes: Uint8Array, encoding: string): string {
	const decoder = new TextDecoder(encoding, { ignoreBOM: true });
	return decoder.decode(bytes, STREAM).replaceAll('\ufffd', UNDECODABLE);
}

/**
 * The same bytes in chunks of at most `CHUNK_BYTES`. The first chunk is full if the file is long
 * enough, since the encoding is detected from it.
 */
async function* slices(
	bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	let head: Uint8Array | undefined = new Uint8Array(0);
	for await (let chunk of bytes) {
		if (head !== undefined) {
			head = Buffer.concat([head, chunk]);
			if (head.length < CHUNK_BYTES) continue;
			chunk = head;
			head = undefined;
		}
		for (let at = 0; at < chunk.length; at += CHUNK_BYTES) {
			yield chunk.subarray(at, at + CHUNK_BYTES);
		}
	}
	if (head !== undefined && head.length > 0) yield head;
}
