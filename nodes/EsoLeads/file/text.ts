import { detectEncoding, type Encoding } from './encoding';
import { nameForeignFormat } from './foreignFormat';
import { UnreadableFile } from './unreadableFile';

/** A chunk of a file is decoded at once: one of any size must not become text, rows and leads at once. */
const CHUNK_BYTES = 65_536;

/**
 * The text of a file, in chunks, without its byte order mark. Bytes that are no text become U+FFFD.
 *
 * @param encoding as chosen; undefined to find it out.
 * @throws UnreadableFile for a file of another kind, such as an Excel workbook.
 */
export async function* decodeText(
	bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	encoding: Encoding | undefined,
): AsyncGenerator<string> {
	let decoder: Decoder | undefined;
	for await (const chunk of slices(bytes)) {
		decoder ??= createDecoder(chunk, encoding);
		// As a stream also because Node 20 decodes Windows-1252 rightly only so.
		yield decoder.decode(chunk, { stream: true });
	}
	if (decoder !== undefined) yield decoder.decode();
}

type Decoder = InstanceType<typeof TextDecoder>;

function createDecoder(head: Uint8Array, encoding: Encoding | undefined): Decoder {
	const format = nameForeignFormat(head);
	if (format !== undefined) {
		throw new UnreadableFile(
			`The file is ${format}, not CSV or NDJSON. Save it as CSV, or extract it first.`,
		);
	}
	return new TextDecoder(encoding ?? detectEncoding(head));
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
