/**
 * The text of a cell as a reader sees it, in ASCII where possible: digits, brackets and dashes of
 * every script are converted, and whatever only serves a spreadsheet or the layout is removed.
 */
export function tidyCell(cell: string): string {
	const text = ASCII.test(cell) ? cell : cell.replace(NOT_ASCII, toAscii);
	return text
		.trim()
		.replace(LINE_BREAKS, '\n')
		.replace(SPACES, ' ')
		.replace(CONTROLS, '')
		.replace(WRAPPING, '')
		.replace(EMPHASIZED, '$2$3');
}

const ASCII = /^[\0-\x7f]*$/;
const NOT_ASCII = /[^\0-\x7f]/gu;
const LINE_BREAKS = /[\r\n\v\f]+/g;
const SPACES = /[\t ]+/g;
const CONTROLS = /(?!\n)\p{Cc}/gu;
/**
 * A spreadsheet's "this is text" apostrophe, quotes, the `="…"` that keeps Excel from reading a
 * number, and the `["…"]` and `{…}` of lists.
 */
const WRAPPING = /^[\s'"`´‘’“”„«»‹›=<{[]+|[\s'"`´‘’“”„«»‹›;|<>{}[\]]+$/g;
/** Bold or italic text from a chat, or a bullet in front; more than one star would mask digits. */
const EMPHASIZED = /^(?:([*_])([^*_]+)\1|\* ([^*]+))$/;

/** The code points of the digit 0 in the scripts used in E-so's markets; 1 to 9 follow each. */
const ZEROS_OF_SCRIPTS = [
	0x0660, // Arabic
	0x06f0, // Persian, Urdu
	0x0966, // Devanagari
	0x09e6, // Bengali
	0x0a66, // Gurmukhi
	0x0ae6, // Gujarati
	0x0b66, // Odia
	0x0be6, // Tamil
	0x0c66, // Telugu
	0x0ce6, // Kannada
	0x0d66, // Malayalam
	0x0e50, // Thai
	0x0ed0, // Lao
	0x1040, // Burmese
	0x17e0, // Khmer
] as const;

/** Full-width forms, which Chinese and Japanese keyboards produce, are this far above ASCII. */
const FULL_WIDTH = { first: 0xff01, last: 0xff5e, distance: 0xfee0 };

/** What people and keyboards write instead of the ASCII punctuation in phone numbers. */
const LOOKALIKES: Readonly<Record<string, string>> = {
	'+': '﹢⁺➕',
	'-': '−➖ーｰ─━⁻₋˗⁃',
	'(': '⁽₍【〔「『《〈﹙',
	')': '⁾₎】〕」』》〉﹚',
	'.': '·•・･‧∙。｡﹒٫',
	'/': '⁄∕',
	'~': '∼〜⁓',
	',': '、､،﹐٬',
	"'": '’‘ʼ',
	';': '؛﹔',
	':': '︰﹕',
	'#': '﹟',
};

const ASCII_OF: ReadonlyMap<string, string> = new Map([
	...ZEROS_OF_SCRIPTS.flatMap((zero) =>
		Array.from(
			{ length: 10 },
			(_, digit) => [String.fromCodePoint(zero + digit), String(digit)] as const,
		),
	),
	...Array.from({ length: FULL_WIDTH.last - FULL_WIDTH.first + 1 }, (_, index) => {
		const code = FULL_WIDTH.first + index;
		return [String.fromCodePoint(code), String.fromCodePoint(code - FULL_WIDTH.distance)] as const;
	}),
	...Object.entries(LOOKALIKES).flatMap(([ascii, others]) =>
		Array.from(others, (other) => [other, ascii] as const),
	),
]);

/** Line breaks, spaces and dashes that are not ASCII. */
const OTHER_BREAK = /[\u0085\u2028\u2029]/;
/** A Braille blank looks like a space, too. */
const OTHER_SPACE = /[\p{Zs}\u2800]/u;
const OTHER_DASH = /\p{Pd}/u;
/**
 * Invisible characters, and emoji, which people put beside a number or use as its digits. U+FFFC
 * marks an object that was lost from the text.
 */
const NO_TEXT =
	/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\ufffc\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u20e3]/u;

function toAscii(character: string): string {
	const ascii = ASCII_OF.get(character);
	if (ascii !== undefined) return ascii;
	if (OTHER_BREAK.test(character)) return '\n';
	if (OTHER_SPACE.test(character)) return ' ';
	if (OTHER_DASH.test(character)) return '-';
	return NO_TEXT.test(character) ? '' : character;
}

/** `digits` without the zeros that lead them. */
export function withoutZeros(digits: string): string {
	return digits.replace(/^0+/, '');
}

/** Fewer digits are no complete number: a code, a year, or a part of one. */
export const MIN_DIGITS_OF_A_NUMBER = 7;

/** How many digits a text holds, whatever is between them. */
export function countDigits(text: string): number {
	return text.replace(/\D/g, '').length;
}

/**
 * What people and programs write for "nothing". As a country "NA" is Namibia, so country codes are
 * checked before this.
 */
const FILLERS: ReadonlySet<string> = new Set(
	[
		'na, nan, nd, s/n, null, nil, none, nothing, undefined, void',
		'no, nope, not available, not applicable, not provided, not given, not known, unavailable',
		'unknown, missing, empty, blank, tbd, tba, no number, no phone, no mobile, no contact',
		'no phone number, no mobile number, no contact number, no whatsapp, no data, no value',
		'not specified, unspecified, not set, not found, not entered, not disclosed, no country',
		'select, please select, select country, select a country, please select country, choose',
		'choose country, choose a country, n/v, n/i, n.n',
		'k.a, k. a, keine, keiner, keine angabe, keine angaben, keine nummer, nicht vorhanden',
		'nicht angegeben, nicht bekannt, entfällt, ohne, unbekannt, leer, nvt, n.v.t, onbekend',
		'ninguno, ninguna, no tiene, no aplica, no disponible, sin número, sin numero, sin teléfono',
		's/d, sin datos, sin dato, no informado, brak danych, saknas, nahi, tiada, bilinmiyor',
		'nenhum, nenhuma, não informado, nao informado, não tem, nao tem, não possui, nao possui',
		'sem número, sem numero, sem telefone, aucun, aucune, inconnu, néant, neant, pas de numéro',
		'non renseigné, non communiqué, nessuno, geen, brak, tidak ada, belum ada, kosong, yok',
		'không, không có, ไม่มี, नहीं, नहीं है, कोई नहीं, لا يوجد, ندارد, אין, нет, нет данных',
		'неизвестно, не указано, не указан, н/д, ไม่ระบุ, غير متوفر, غير محدد, இல்லை, 未知, 无, 無, 暂无, 未填写, 没有, 空, なし, 無し, 不明, 없음',
	].flatMap((line) => line.split(', ')),
);

/** The length of the longest, with brackets around it. */
const MAX_FILLER_CHARACTERS = 30;
const WITHOUT_TEXT = /^[\p{P}\p{S}\s]*$/u;
/** A number sign is kept: #N/A is a failed formula. */
const OUTER_PUNCTUATION = /^(?!#)[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu;
const NOT_AVAILABLE = /^n ?[-/\\|.] ?[ad]$/;
/** As MySQL exports it. */
const DATABASE_NULL = '\\N';
const ZERO = /^0{1,3}(?:[.,]0+)?$/;

/** Whether a tidied cell only says that there is nothing: `N/A`, `-`, `null`, `0`. */
export function isFiller(text: string): boolean {
	if (text.length > MAX_FILLER_CHARACTERS) return false;
	if (WITHOUT_TEXT.test(text) || ZERO.test(text)) return true;
	const word = text.replace(OUTER_PUNCTUATION, '').toLowerCase();
	return FILLERS.has(word) || NOT_AVAILABLE.test(word) || text === DATABASE_NULL;
}

/**
 * The content of a cell, ready to be read as a number: ASCII digits and punctuation, with or
 * without a leading plus.
 */
export interface NumberText {
	kind: 'numberText';
	text: string;
	/** The condition under which a doubtful text counts as a number. */
	doubt?: Doubt;
}

/**
 * A text that counts as a number only if that number is in use, because it is among words or looks
 * like a date.
 */
export interface Doubt {
	mustBe: 'inUse' | 'mobile';
	/** Why it is refused otherwise, as in `UnreadableCell`. */
	reason: string;
}

/** Several numbers in one cell; each is read as if it were alone. */
export interface SeveralTexts {
	kind: 'several';
	texts: readonly string[];
}

/**
 * Why a cell holds no readable number: the end of a sentence that names the field and the value,
 * and what to do.
 */
export interface UnreadableCell {
	kind: 'unreadable';
	reason: string;
}

/** What a cell holds; a filler such as "N/A" counts as `empty`. */
export type CellText = NumberText | SeveralTexts | UnreadableCell | { kind: 'empty' };

/** A cell that holds no readable number. */
export function unreadable(reason: string): UnreadableCell {
	return { kind: 'unreadable', reason };
}

export const TWO_NUMBERS = 'it holds more than one number. Keep one of them';
export const LETTERS = 'it holds letters. Keep only the number';
export const A_FAX = 'it is a fax number, which WhatsApp cannot reach. Give a phone number';
export const AN_EXTENSION =
	'it has an extension, which WhatsApp cannot reach. Give a direct number';
