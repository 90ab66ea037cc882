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

/** The encodings that files come in; the names are those of `TextDecoder`. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const BYTE_ORDER_MARKS: ReadonlyArray<readonly [Encoding, readonly number[]]> = [
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]],
];

/**
 * Finds the encoding by the first bytes of a file: by its byte order mark, by the zeros that UTF-16
 * has in every second place of plain letters, else UTF-8, unless it has accents and none of them is
 * UTF-8's: then Windows-1252, of which Latin-1 is a part, as Excel writes it.
 */
export function detectEncoding(head: Uint8Array): Encoding {
	const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, at) => head[at] === byte));
	return marked?.[0] ?? detectUtf16(head) ?? (looksLikeUtf8(head) ? 'utf-8' : 'windows-1252');
}

/** Most of the letters and digits of a sheet are ASCII, which other encodings write without zeros. */
function detectUtf16(head: Uint8Array): Encoding | undefined {
	const zeros = { even: 0, odd: 0 };
	for (const [at, byte] of head.entries())
		if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd'] += 1;
	const most = head.length / 4;
	if (zeros.odd > most && zeros.even === 0) return 'utf-16le';
	return zeros.even > most && zeros.odd === 0 ? 'utf-16be' : undefined;
}

/**
 * A UTF-8 file with a damaged row is still UTF-8: what is no UTF-8 at all has bytes above ASCII, but
 * no letter made of them.
 */
function looksLikeUtf8(head: Uint8Array): boolean {
	try {
		// As a stream, since the head can end within a letter.
		new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
		return true;
	} catch {
		return /[^\0-\x7f\ufffd]/.test(new TextDecoder('utf-8').decode(head));
	}
}

/** The first bytes of formats that people take for CSV, since Excel opens and saves them all. */
const SIGNATURES: ReadonlyArray<readonly [format: string, signature: readonly number[]]> = [
	['a ZIP archive, as Excel workbooks (.xlsx) are', [0x50, 0x4b, 0x03, 0x04]],
	['an old Excel workbook (.xls)', [0xd0, 0xcf, 0x11, 0xe0]],
	['a gzip archive', [0x1f, 0x8b]],
	['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** What a file is that is no text, by its first bytes; undefined for one that may be text. */
export function nameForeignFormat(head: Uint8Array): string | undefined {
	return SIGNATURES.find(([, signature]) => signature.every((byte, at) => head[at] === byte))?.[0];
}

/** A file that cannot be read as rows at all; the message says why and what to do. */
export class UnreadableFile extends Error {}
