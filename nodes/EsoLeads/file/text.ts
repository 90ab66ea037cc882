import { detectEncoding, type Encoding } from './encoding';
import { nameForeignFormat } from './foreignFormat';
import { UnreadableFile } from './unreadableFile';

/** A chunk of a file is decoded at once: one of any size must not become text, rows and leads at once. */
const CHUNK_BYTES = 65_536;

/**
 * Stands in the text for bytes that are no text. Unicode reserves this code point for such uses inside
 * of a program; U+FFFD, which decoders put there, also occurs in files.
 */
export const UNDECODABLE = '\ufdd0';

/**
 * The text of a file, in chunks, without its byte order mark. Bytes that are no text become
 * `UNDECODABLE`.
 *
 * @param encoding as chosen; undefined to find it out.
 * @throws UnreadableFile for a file of another kind, such as an Excel workbook.
 */
export async function* decodeText(
	bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	encoding: Encoding | undefined,
): AsyncGenerator<string> {
	let decode: Decode | undefined;
	for await (const chunk of slices(bytes)) {
		decode ??= createDecoder(chunk, encoding);
		yield decode(chunk, true);
	}
	if (decode !== undefined) yield decode(new Uint8Array(0), false);
}

/** Decodes the next chunk; `stream` tells that more chunks follow. */
type Decode = (chunk: Uint8Array, stream: boolean) => string;

function createDecoder(head: Uint8Array, chosen: Encoding | undefined): Decode {
	const format = nameForeignFormat(head);
	if (format !== undefined) {
		throw new UnreadableFile(
			`The file is ${format}, not CSV or NDJSON. Save it as CSV, or extract it first.`,
		);
	}
	const encoding = chosen ?? detectEncoding(head);
	// As streams also because Node 20 decodes Windows-1252 rightly only so.
	const lenient = new TextDecoder(encoding);
	const strict = new TextDecoder(encoding, { fatal: true });
	const isText = (chunk: Uint8Array, stream: boolean) => {
		try {
			strict.decode(chunk, { stream });
			return true;
		} catch {
			return false;
		}
	};
	return (chunk, stream) => {
		const text = lenient.decode(chunk, { stream });
		return isText(chunk, stream) ? text : text.replaceAll('\ufffd', UNDECODABLE);
	};
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
