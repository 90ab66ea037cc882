/** The encodings that `TextDecoder` knows, in alphabetical order. */
export const ENCODINGS = [
	['Arabic (ISO-8859-6)', 'iso-8859-6'],
	['Arabic (Windows-1256)', 'windows-1256'],
	['Baltic (ISO-8859-13)', 'iso-8859-13'],
	['Baltic (ISO-8859-4)', 'iso-8859-4'],
	['Baltic (Windows-1257)', 'windows-1257'],
	['Celtic (ISO-8859-14)', 'iso-8859-14'],
	['Central European (ISO-8859-2)', 'iso-8859-2'],
	['Central European (Windows-1250)', 'windows-1250'],
	['Chinese, Simplified (GB18030, GBK)', 'gb18030'],
	['Chinese, Traditional (Big5)', 'big5'],
	['Cyrillic (DOS, IBM866)', 'ibm866'],
	['Cyrillic (ISO-8859-5)', 'iso-8859-5'],
	['Cyrillic (KOI8-R)', 'koi8-r'],
	['Cyrillic (KOI8-U)', 'koi8-u'],
	['Cyrillic (Mac)', 'x-mac-cyrillic'],
	['Cyrillic (Windows-1251)', 'windows-1251'],
	['Greek (ISO-8859-7)', 'iso-8859-7'],
	['Greek (Windows-1253)', 'windows-1253'],
	['Hebrew (ISO-8859-8)', 'iso-8859-8'],
	['Hebrew (Windows-1255)', 'windows-1255'],
	['Japanese (EUC-JP)', 'euc-jp'],
	['Japanese (ISO-2022-JP)', 'iso-2022-jp'],
	['Japanese (Shift-JIS)', 'shift_jis'],
	['Korean (EUC-KR)', 'euc-kr'],
	['Nordic (ISO-8859-10)', 'iso-8859-10'],
	['South European (ISO-8859-3)', 'iso-8859-3'],
	['Thai (Windows-874)', 'windows-874'],
	['Turkish (Windows-1254)', 'windows-1254'],
	['UTF-16 Big Endian', 'utf-16be'],
	['UTF-16 Little Endian', 'utf-16le'],
	['UTF-8', 'utf-8'],
	['Vietnamese (Windows-1258)', 'windows-1258'],
	['Western European (ISO-8859-15)', 'iso-8859-15'],
	['Western European (Mac)', 'macintosh'],
	['Western European (Windows-1252)', 'windows-1252'],
] as const;

/** How an encoding is called in the editor. */
export function nameEncoding(encoding: string): string {
	return ENCODINGS.find(([, value]) => value === encoding)?.[0] ?? encoding;
}
