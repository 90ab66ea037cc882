import { detectEncoding, type EncodingGuess, isAscii } from './encoding';
import { UNDECODABLE } from './row';
import { refuseForeignBytes } from './unreadable';

/** A chunk of a file is decoded at once: one of any size must not become text, rows and leads at once. */
const CHUNK_BYTES = 65_536;

/** What was found out about the text of a file. */
export interface TextNotes {
	/** The encoding, as `TextDecoder` calls it; none for plain ASCII. */
	encoding?: string;
	/** Whether the encoding is a guess by the letters of the file. */
	isGuessed?: boolean;
}

/**
 * The text of a file, in chunks, without its byte order mark. Bytes that are no text become
 * `UNDECODABLE`.
 *
 * @param chosen the encoding; undefined to find it out. A byte order mark wins over it.
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
		if (isFirst) refuseForeignBytes(chunk);
		// Most files are ASCII at first: what their other letters mean is decided where they begin.
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
 * Bytes that are no text cost their line only. So whole lines are decoded where there are any: a decoder
 * that has met such bytes has forgotten the half of a letter that it held.
 */
function createReader({ encoding }: EncodingGuess): TextReader {
	let strict = new TextDecoder(encoding, { fatal: true });
	const isWide = encoding.startsWith('utf-16');
	const isUnicode = encoding.startsWith('utf-');
	let begun: Uint8Array = new Uint8Array(0);

	const decode = (bytes: Uint8Array): string => {
		if (bytes.length === 0) return '';
		let text: string;
		try {
			text = strict.decode(bytes, STREAM);
		} catch {
			const isPlain = isWide || !asBuffer(bytes).includes(REPLACEMENT);
			text = isPlain ? decodeLeniently(bytes, encoding) : decodeByLine(bytes, encoding);
			strict = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
		}
		// Bytes that stand for nothing are controls to TextDecoder, such as 0x81 in Windows-1252.
		return isUnicode ? text : text.replace(UNDEFINED_BYTES, UNDECODABLE);
	};

	return {
		read(chunk) {
			const bytes = begun.length === 0 ? chunk : Buffer.concat([begun, chunk]);
			const end = isWide ? endOfUtf16(bytes) : endOfLines(bytes);
			begun = bytes.subarray(end);
			return decode(bytes.subarray(0, end));
		},
		end() {
			const text = decode(begun);
			begun = new Uint8Array(0);
			try {
				return text + strict.decode();
			} catch {
				return text + UNDECODABLE;
			}
		},
	};
}

/** U+FFFD in UTF-8: in the file itself it must be told apart from what decoders insert. */
const REPLACEMENT = Buffer.from('\ufffd');
/** Whole lines, too: Node 20 decodes Windows-1252 rightly only as a stream. */
const STREAM = { stream: true };
const UNDEFINED_BYTES = /[\x80-\x9f]/g;
const LF = 10;
const CR = 13;
const MAX_LINE_BYTES = 4 * CHUNK_BYTES;

/** Where the last whole line ends; a line that is longer than it should be is cut anywhere. */
function endOfLines(bytes: Uint8Array): number {
	const end = Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR)) + 1;
	return end === 0 && bytes.length > MAX_LINE_BYTES ? bytes.length : end;
}

/** Where the last whole letter ends. */
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
 * The same bytes in chunks of at most `CHUNK_BYTES`; the first has at least that many where the file
 * does, since the encoding is found out from it.
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
