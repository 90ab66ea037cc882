/** The bytes of each character of an encoding, as its decoder reads them. */
const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

function createTable(encoding: string): ReadonlyMap<string, readonly number[]> {
	const decoder = new TextDecoder(encoding, { fatal: true });
	// Node 20 decodes Windows-1252 correctly only as a stream; half a letter of two bytes would be kept for the next one.
	const options = { stream: !EAST_ASIAN.test(encoding) };
	const table = new Map<string, readonly number[]>();
	const add = (bytes: readonly number[]) => {
		try {
			const text = decoder.decode(Uint8Array.from(bytes), options);
			if (Array.from(text).length === 1 && !table.has(text)) table.set(text, bytes);
		} catch {
			// These bytes are no character.
		}
	};
	const all = Array.from({ length: 256 }, (_, byte) => byte);
	for (const byte of all) add([byte]);
	if (EAST_ASIAN.test(encoding))
		for (const lead of all.slice(0x81)) for (const trail of all.slice(0x40)) add([lead, trail]);
	return table;
}

const EAST_ASIAN = /^(?:shift_jis|euc-jp|euc-kr|gb18030|big5)$/;

/** Text in an encoding that Node only reads. Fails for a character that the encoding does not have. */
export function encodeText(text: string, encoding: string): Buffer {
	const table = tables.get(encoding) ?? createTable(encoding);
	tables.set(encoding, table);
	return Buffer.from(
		Array.from(text).flatMap((character) => {
			const bytes = table.get(character);
			if (bytes === undefined) throw new Error(`${encoding} has no ${character}`);
			return bytes;
		}),
	);
}
