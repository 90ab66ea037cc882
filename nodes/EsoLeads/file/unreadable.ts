/** A file that cannot be read at all. The message says why and what to do. */
export class UnreadableFile extends Error {}

/** A table without the column for the contact number: a wrong setting rather than a bad file. */
export class MissingColumn extends UnreadableFile {
	/**
	 * @param column the name of the missing column.
	 * @param columns the names of the existing columns.
	 * @param samples the first rows, keyed by these names.
	 * @param file what kind of file it is, and the line further down that has the name, if any.
	 */
	constructor(
		readonly column: string,
		readonly columns: readonly string[],
		readonly samples: ReadonlyArray<Readonly<Record<string, unknown>>>,
		readonly file: { kind: 'csv' | 'json'; line?: number | undefined },
	) {
		super(`The file has no column '${column}'.`);
	}
}

const SAVE_AS_CSV = 'Save it as CSV, or extract it first.';

const PDF = 'a PDF document';

/**
 * The first bytes of formats that people mistake for CSV, since spreadsheets open and save them
 * all.
 */
const SIGNATURES: ReadonlyArray<readonly [format: string, signature: readonly number[]]> = [
	['a ZIP archive or an Excel workbook (.xlsx)', [0x50, 0x4b, 0x03, 0x04]],
	['an empty ZIP archive', [0x50, 0x4b, 0x05, 0x06]],
	['an old Excel workbook (.xls)', [0xd0, 0xcf, 0x11, 0xe0]],
	['an old Excel workbook (.xls)', [0x09, 0x08, 0x10, 0x00]],
	['an old Excel workbook (.xls)', [0x09, 0x08, 0x08, 0x00]],
	['a gzip archive', [0x1f, 0x8b]],
	[PDF, [0x25, 0x50, 0x44, 0x46, 0x2d]],
	['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
	['a RAR archive', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
	['a bzip2 archive', [0x42, 0x5a, 0x68]],
	['an XZ archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
	['a Zstandard archive', [0x28, 0xb5, 0x2f, 0xfd]],
	['a compressed file (.Z)', [0x1f, 0x9d]],
	['a SQLite database', [...Buffer.from('SQLite format 3\0')]],
	['an Access database', [0, 1, 0, 0, ...Buffer.from('Standard ')]],
	['a Parquet file', [...Buffer.from('PAR1')]],
	['an Avro file', [...Buffer.from('Obj\x01')]],
	['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
	['a JPEG image', [0xff, 0xd8, 0xff]],
	['a GIF image', [...Buffer.from('GIF8')]],
	['an LZ4 archive', [0x04, 0x22, 0x4d, 0x18]],
	['an lzip archive', [...Buffer.from('LZIP')]],
	['a Cabinet archive', [...Buffer.from('MSCF')]],
	['an archive (.ar, .deb)', [...Buffer.from('!<arch>\n')]],
	['a cpio archive', [...Buffer.from('07070')]],
	['an ORC file', [...Buffer.from('ORC')]],
	['an Arrow or Feather file', [...Buffer.from('ARROW1')]],
	['an old Feather file', [...Buffer.from('FEA1')]],
	['an HDF5 file', [0x89, 0x48, 0x44, 0x46]],
	['a TIFF image', [0x49, 0x49, 0x2a, 0x00]],
	['a BMP image', [...Buffer.from('BM')]],
	['an audio or video file', [...Buffer.from('OggS')]],
	['an audio or video file', [...Buffer.from('ID3')]],
	['an audio or video file', [...Buffer.from('RIFF')]],
	['a Windows program', [...Buffer.from('MZ')]],
	['a Linux program', [0x7f, 0x45, 0x4c, 0x46]],
	['text in UTF-32', [0xff, 0xfe, 0, 0]],
	['text in UTF-32', [0, 0, 0xfe, 0xff]],
];

/** Signatures that are not at the beginning of the file. */
const INNER_SIGNATURES = [
	{ at: 257, signature: [...Buffer.from('ustar')], format: 'a tar archive' },
	{ at: 4, signature: [...Buffer.from('ftyp')], format: 'an audio or video file' },
];

/**
 * Makes sure that a file is text, by its first bytes.
 *
 * @throws UnreadableFile for a file of another kind, such as an Excel workbook.
 */
export function assertText(head: Uint8Array): void {
	const begins = (signature: readonly number[], at = 0) =>
		signature.every((byte, index) => head[at + index] === byte);
	const [format, signature = []] = SIGNATURES.find(([, bytes]) => begins(bytes)) ?? [];
	const inner = INNER_SIGNATURES.find(({ at, signature: bytes }) => begins(bytes, at));
	const found = format ?? inner?.format;
	if (found === undefined) return;
	// A text can also begin with these letters, so what follows them decides.
	const isWord = inner !== undefined || signature.every((byte) => byte > 31 && byte < 127);
	if (isWord && found !== PDF && !head.subarray(0, 4_096).some(isControl)) return;
	throw foreignFormatError(found);
}

/** Bytes that do not occur in text in any encoding. */
function isControl(byte: number): boolean {
	return byte < 9 || (byte > 13 && byte < 26);
}

/** How other text formats begin, after whitespace. */
type TextFormat = readonly [format: string, beginning: RegExp];

/** What no table begins with, whatever comes further down. */
const MARKUP_FORMATS: readonly TextFormat[] = [
	[
		'a web page (HTML)',
		/^<(?:!doctype html|html|head|body|table|meta|style|div|script|tr|p|pre|center)\b/i,
	],
	['XML', /^<(?:\?xml|!--|!\[|!doctype|[a-z][\w:.-]*(?:\s[^<>]*)?\/?>(?:\s*<|[^<]{0,200}<\/))/i],
	['a rich text document (RTF)', /^\{\\rtf/],
];

const TEXT_FORMATS: readonly TextFormat[] = [
	...MARKUP_FORMATS,
	['a vCard file of contacts (.vcf)', /^BEGIN:VCARD/i],
	['a calendar (.ics)', /^BEGIN:VCALENDAR/i],
	['a SYLK spreadsheet (.slk)', /^ID;P\w*(?:;\w)*\s*\n[A-Z];/],
	['an LDIF directory', /^(?:version: 1\s+)?dn:\s/i],
	[
		'a database dump (SQL)',
		/^(?:--[^\n]*\n\s*|\/\*(?:[^*]|\*(?!\/))*\*\/;?\s*)*(?:INSERT INTO\b|CREATE TABLE\b|DROP TABLE\b|SET NAMES\b|SET \w+\s*=|COPY \S+ \(|PRAGMA \w+\s*=|BEGIN TRANSACTION\b)/i,
	],
	['a settings file (YAML)', /^(?:%YAML|---\s*\n|- [\w"']+:\s)/],
	['a settings file (INI, TOML)', /^\[[\w. -]+\]\s*\n(?:[;#].*\n|\s*\n)*[\w.-]+\s*=/],
	['a Markdown table', /^\|[^\n]*\|\s*\n\|[\s:|-]+\|\s*\n/],
	['PostScript', /^%!PS/],
	[
		'an e-mail message or a web archive',
		/^(?:(?:MIME-Version|From|Received|Return-Path|Delivered-To): |From \S+@)/,
	],
];

const BEGINNING_CHARACTERS = 4_000;

/** The format of a text that is not a table, by its beginning; undefined if it may be a table. */
export function findForeignFormat(head: string): string | undefined {
	const beginning = takeBeginning(head);
	const named = TEXT_FORMATS.find(([, pattern]) => pattern.test(beginning))?.[0];
	if (named !== undefined) return named;
	const controls = Array.from(beginning).filter((character) => {
		const code = character.codePointAt(0) ?? 0;
		return isControl(code) && code !== 0;
	}).length;
	return controls > beginning.length / 50 ? 'binary data' : undefined;
}

/** The same for a file with a table further down, above which any text but markup may stand. */
export function findMarkup(head: string): string | undefined {
	return MARKUP_FORMATS.find(([, pattern]) => pattern.test(takeBeginning(head)))?.[0];
}

function takeBeginning(head: string): string {
	return head.slice(0, BEGINNING_CHARACTERS).replace(/^[\s\ufeff]+/, '');
}

/** The error for a file of another format. */
export function foreignFormatError(format: string): UnreadableFile {
	return new UnreadableFile(`The file is not CSV or JSON, but ${format}. ${SAVE_AS_CSV}`);
}
