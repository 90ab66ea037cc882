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
