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
