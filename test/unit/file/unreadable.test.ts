import {
	MissingColumn,
	findForeignFormat,
	findMarkup,
	assertText,
} from '../../../nodes/EsoLeads/file/unreadable';

const words = (text: string) => [...Buffer.from(text, 'latin1')];

describe('a file that is no text is called by its name, though what follows could be text', () => {
	test.each<[string, number[]]>([
		['a ZIP archive or an Excel workbook (.xlsx)', words('PK\x03\x04')],
		['an empty ZIP archive', words('PK\x05\x06')],
		['an old Excel workbook (.xls)', [0xd0, 0xcf, 0x11, 0xe0]],
		['an old Excel workbook (.xls)', [9, 8, 16, 0]],
		['an old Excel workbook (.xls)', [9, 8, 8, 0]],
		['a gzip archive', [0x1f, 0x8b]],
		['a PDF document', words('%PDF-')],
		['a 7-Zip archive', words('7z\xbc\xaf\x27\x1c')],
		['a RAR archive', words('Rar!\x1a\x07')],
		['an XZ archive', words('\xfd7zXZ')],
		['a Zstandard archive', [0x28, 0xb5, 0x2f, 0xfd]],
		['a compressed file (.Z)', [0x1f, 0x9d]],
		['a SQLite database', words('SQLite format 3\0')],
		['an Access database', words('\0\x01\0\0Standard Jet DB')],
		['a PNG image', words('\x89PNG')],
		['an archive (.ar, .deb)', words('!<arch>\n')],
		['a JPEG image', [0xff, 0xd8, 0xff]],
		['an LZ4 archive', [0x04, 0x22, 0x4d, 0x18]],
		['an HDF5 file', words('\x89HDF')],
		['a TIFF image', words('II*\0')],
		['a Linux program', words('\x7fELF')],
		['text in UTF-32', [0xff, 0xfe, 0, 0]],
		['text in UTF-32', [0, 0, 0xfe, 0xff]],
	])('%s', (format, bytes) => {
		const refused = `The file is not CSV or JSON, but ${format}. Save it as CSV, or extract it first.`;
		expect(() => assertText(Buffer.from([...bytes, ...words('a,b\nc,d')]))).toThrow(refused);
	});
});

describe('letters that a file of another kind begins with are only those of a table, unless bytes follow that no text has', () => {
	test.each([
		['a bzip2 archive', 'BZh'],
		['a Parquet file', 'PAR1'],
		['a GIF image', 'GIF8'],
		['an lzip archive', 'LZIP'],
		['a Cabinet archive', 'MSCF'],
		['a cpio archive', '07070'],
		['an ORC file', 'ORC'],
		['an Arrow or Feather file', 'ARROW1'],
		['an old Feather file', 'FEA1'],
		['a BMP image', 'BM'],
		['an audio or video file', 'OggS'],
		['an audio or video file', 'ID3'],
		['an audio or video file', 'RIFF'],
		['an audio or video file', 'mp42ftyp'],
		['a Windows program', 'MZ'],
		['a tar archive', `${'leads.csv'.padEnd(257)}ustar`],
	])('%s: %s', (format, begin) => {
		const read = (rest: string) => assertText(Buffer.from(`${begin}${rest}`));
		for (const rest of ['\0', ',Mobile\n\x01', '\b', '\x0e', '\x19'])
			expect(() => read(rest)).toThrow(`The file is not CSV or JSON, but ${format}.`);
		for (const rest of ['', ',Mobile\n', '\t\v\f\r\n', '\x1a', '\x1b', ' é'])
			expect(() => read(rest)).not.toThrow();
	});

	test('a picture of which the first bytes are missing is no picture', () => {
		for (const bytes of [[0x50, 0x4e, 0x47], [0xff, 0xd8], [0xd0, 0xcf, 0x11], []])
			expect(() => assertText(Buffer.from(bytes))).not.toThrow();
	});
});

describe('a text that is no table is called by its name', () => {
	test.each<[string, string[]]>([
		['a web page (HTML)', ['<!DOCTYPE html>', '<div>a,b', '\n\ufeff <P >x']],
		[
			'XML',
			[
				'<?xml version="1.0"?>',
				'<!-- a -->',
				'<![CDATA[',
				'<!DOCTYPE contacts>',
				'<list type="x" n=1><item/></list>',
				'<c:contact>Asha</c:contact>',
				'<contact/>\n<contact/>',
				`<a>${'x'.repeat(200)}</a>`,
			],
		],
		['a rich text document (RTF)', ['{\\rtf1']],
		['a vCard file of contacts (.vcf)', ['BEGIN:VCARD', 'begin:vcard']],
		['a calendar (.ics)', ['BEGIN:VCALENDAR']],
		[
			'a SYLK spreadsheet (.slk)',
			['ID;PWXL;N;E\nP;PGeneral', 'ID;P\nC;X1', 'ID;PCALC3;N \r\nB;Y1'],
		],
		['an LDIF directory', ['dn: cn=Asha', 'version: 1\n\ndn: cn=Asha', 'DN:\tcn=Asha']],
		[
			'a database dump (SQL)',
			[
				'INSERT INTO leads VALUES (1);',
				'-- dump\n\n--\n  insert into leads',
				'/* a * b **/;\nSET NAMES utf8;',
				'/*!40101 SET x*/;\n\n/* b */ CREATE TABLE leads',
				'/**/DROP TABLE x',
				'SET statement_timeout = 0;',
				'SET a=1',
				'COPY public.leads (a) FROM stdin;',
				'PRAGMA foreign_keys=OFF;',
				'PRAGMA user_version  = 1',
				'BEGIN TRANSACTION;',
			],
		],
		[
			'a settings file (YAML)',
			['%YAML 1.2', '---\nname: x', '--- \n- x', '- mobile: 1', `- 'the_name':\n`],
		],
		[
			'a settings file (INI, TOML)',
			['[server]\nhost=1', '[a b.c-d] \n; note\n\n# note\n  \nthe.key-1 = 2', '[a]\r\nx\t=1'],
		],
		['a Markdown table', ['| a | b |\n|---|:-:|\n', '|a| \n| -- |  \n']],
		['PostScript', ['%!PS-Adobe-3.0']],
		[
			'an e-mail message or a web archive',
			['MIME-Version: 1.0', 'From: Asha', 'From asha@example.com Mon', 'Delivered-To: x'],
		],
	])('%s', (format, texts) => {
		for (const text of texts) {
			expect([text, findForeignFormat(text)]).toEqual([text, format]);
			expect([text, findForeignFormat(`Name ${text}`)]).toEqual([text, undefined]);
		}
	});

	test.each([
		'<name>,mobile\nAsha,1',
		`<a>${'x'.repeat(201)}</a>`,
		'< b>x</b>,Mobile',
		'BEGIN,VCARD',
		'ID;Phone\nasha;1',
		'ID;Phone\n12;1',
		'ID;Phone-no\nA;1',
		'dn:x,Mobile',
		'Set of leads,Mobile',
		'INSERT INTOX',
		'Copy of the list,(Mobile)',
		'--,x\nINSERT',
		'- Asha,1',
		'---,x',
		'- a b: c',
		'[Name],Mobile',
		'[a]\nb,c=d',
		'[a,b]\nc=d',
		'|a|b|\n|1|2|\n',
		'|a|b|\n|---|',
		'From,Mobile',
		'From Pune, 1@2',
		'%PS',
	])('but a table may begin with %j', (text) => {
		expect(findForeignFormat(text)).toBeUndefined();
	});

	test('only markup is never the text above a table', () => {
		expect(findMarkup(' <html>')).toMatch(/HTML/);
		expect(findMarkup('<a><b>')).toBe('XML');
		expect(findMarkup('{\\rtf1')).toMatch(/RTF/);
		expect(findMarkup('BEGIN:VCARD')).toBeUndefined();
		expect(findMarkup('From: Asha')).toBeUndefined();
	});

	test('characters that no text has make it none, if there are more than a few', () => {
		const text = (controls: string) => controls.padStart(100, 'a');
		expect(findForeignFormat(text('\x01\x02'))).toBeUndefined();
		expect(findForeignFormat(text('\x01\x02\x0e'))).toBe('binary data');
		// Programs pad with NULs.
		expect(findForeignFormat(text('\0'.repeat(50)))).toBeUndefined();
		// Of a long file only the beginning is looked at.
		expect(findForeignFormat('a'.repeat(4_000) + '\x01'.repeat(4_000))).toBeUndefined();
	});
});

test('a column that is missing is named', () => {
	const error = new MissingColumn('phone', [], [], { kind: 'csv' });
	expect(error.message).toBe("The file has no column 'phone'.");
});
