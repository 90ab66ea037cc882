const LF = 10;
const CR = 13;

/** The place behind the first line break (LF, CRLF or CR) from `from` on; the end if there is none. */
export function nextLine(bytes: Uint8Array, from: number): number {
	for (let at = from; at < bytes.length; at += 1) {
		if (bytes[at] === LF) return at + 1;
		if (bytes[at] === CR) return bytes[at + 1] === LF ? at + 2 : at + 1;
	}
	return bytes.length;
}

/** How many line breaks end between two places. */
export function countLineBreaks(bytes: Uint8Array, from: number, to: number): number {
	let count = 0;
	for (let at = from; at < to; at += 1) {
		if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) count += 1;
	}
	return count;
}

/** The place of the first byte from `from` on that belongs to no line break. */
export function skipLineBreaks(bytes: Uint8Array, from: number): number {
	let at = from;
	while (bytes[at] === LF || bytes[at] === CR) at += 1;
	return at;
}
