/** A set of line numbers that takes a bit for each line of the file. */
export interface LineSet {
	add(line: number): void;
	has(line: number): boolean;
}

const FIRST_BYTES = 1_024;

/** An empty set. */
export function createLineSet(): LineSet {
	let bits = new Uint8Array(FIRST_BYTES);
	return {
		add(line) {
			const place = line >>> 3;
			if (place >= bits.length) {
				const more = new Uint8Array(Math.max(place + 1, bits.length * 2));
				more.set(bits);
				bits = more;
			}
			bits[place] = (bits[place] ?? 0) | (1 << (line & 7));
		},
		has: (line) => ((bits[line >>> 3] ?? 0) & (1 << (line & 7))) !== 0,
	};
}
