import {
	A_FAX,
	AN_EXTENSION,
	type UnreadableCell,
	type CellText,
	countDigits,
	type Doubt,
	LETTERS,
	MIN_DIGITS_OF_A_NUMBER,
	type NumberText,
	unreadable,
	TWO_NUMBERS,
	withoutZeros,
} from './cell';
import { findDoubt, readLookalike, readSpreadsheetNumber } from './lookalikes';
import { callingCodeAtStart } from './numberingPlan';
import { divideNumbers } from './severalNumbers';

const EXTENSION =
	/^(.*\d)[\s.,;()-]*(?:ext(?:ension|n)?|x|#|доб(?:авочный)?|вн|durchwahl|dw|poste|anexo|ramal|interno|int|dahili|分机|分機|转|轉|内線|內線)[.:=\s]*\(?\d{1,9}\)?(?:$|\s*[,;/|\n])/isu;
const MIN_DIGITS_BEFORE_EXTENSION = 6;

/** Enough for ten numbers. More in one cell are not the numbers of one person. */
const MAX_DIGITS = 100;

/** Reads a number as people write it: with words around it, in groups, or several at once. */
export function readWrittenNumber(text: string): CellText {
	if (text.length > MAX_DIGITS && countDigits(text) > MAX_DIGITS) return unreadable(TWO_NUMBERS);
	const before = EXTENSION.exec(text)?.[1];
	if (before !== undefined && countDigits(before) >= MIN_DIGITS_BEFORE_EXTENSION)
		return unreadable(AN_EXTENSION);
	const among = stripWords(text);
	if (among === undefined) return readParts(text);
	if (among.kind === 'unreadable') return among;
	const [only = '', ...others] = among.texts;
	if (others.length > 0) return readSeveral(among.texts);
	return readAmongWords(only);
}

/** Words separate numbers only if each number is complete: in "98765 or 43210" neither is. */
function readSeveral(texts: readonly string[]): CellText {
	return texts.every((text) => countDigits(text) >= MIN_DIGITS_OF_A_NUMBER)
		? { kind: 'several', texts }
		: unreadable(LETTERS);
}

function readAmongWords(text: string): CellText {
	// An amount with its currency, or a spreadsheet error in a sentence: the words are more than a
	// label.
	if (readSpreadsheetNumber(text) !== undefined) return unreadable(LETTERS);
	const read = readLookalike(text) ?? readParts(text);
	if (read.kind !== 'numberText' || read.doubt !== undefined) return read;
	return { ...read, doubt: { mustBe: 'inUse', reason: LETTERS } };
}

const MAX_NUMBERS = 10;

function readParts(text: string): CellText {
	const { kind, texts, isDoubtful } = divideNumbers(text);
	if (kind === 'several') {
		const areCut = texts.length > 0 && texts.length <= MAX_NUMBERS;
		return areCut ? { kind, texts } : unreadable(TWO_NUMBERS);
	}
	const read = readPunctuated(texts[0] ?? text);
	if (read.kind !== 'numberText') return read;
	const doubt = read.doubt ?? findDoubt(read.text) ?? (isDoubtful ? IN_GROUPS : undefined);
	return doubt === undefined ? read : { ...read, doubt };
}

const IN_GROUPS: Doubt = {
	mustBe: 'inUse',
	reason: 'taken together, its digits are not a number in use. Keep one number',
};

/** All punctuation that Google's library allows within a number. */
const PUNCTUATED = /^\+?[\d\s()[\].~/,;|-]+$/;

function readPunctuated(text: string): NumberText | ReturnType<typeof unreadable> {
	const code = takeCodeWithPlus(text);
	if (code !== undefined) return { kind: 'numberText', text: code, doubt: PLUS_BEHIND };
	const written = joinPluses(text.replace(/^[([\s*-]*\++/, '+'))
		// In right-to-left text a plus that is shown in front is stored at the end.
		.replace(/^([\d\s()-]+)\+$/, '+$1');
	if (!/\d/.test(written)) return unreadable('it holds no digits. Give a number');
	if (!PUNCTUATED.test(written)) return unreadable(describeStranger(written));
	return { kind: 'numberText', text: written.replace(/[\s[\],;|]+/g, ' ').trim() };
}

const PLUS_BEHIND: Doubt = {
	mustBe: 'inUse',
	reason: 'its plus comes after the country code. Write + and the country code in front',
};
const CODE_AHEAD = /^\(?(\d{1,3})\+([\s()-]+\d[\d\s()-]*)$/;
const CODE_BEHIND = /^(\(?\d[\d\s()-]*?)[\s()-]+(\d{1,3})\+\)?$/;

/** As it comes out of right-to-left text: "971+ 50 123 4567", "50 123 4567 971+". */
function takeCodeWithPlus(text: string): string | undefined {
	if (!text.includes('+', 1)) return undefined;
	const turned = text.replace(CODE_BEHIND, '$2+ $1');
	const [, code = '', number = ''] = CODE_AHEAD.exec(turned) ?? [];
	return code !== '' && callingCodeAtStart(code) === code ? `+${code}${number}` : undefined;
}

/** "+91 +91 81928…" has its country code twice, and so does "0091 (+91) 81928…". */
function joinPluses(text: string): string {
	const plus = text.lastIndexOf('+');
	if (plus < 1) return text;
	const code = withoutZeros(text.slice(0, plus).replace(/\D/g, ''));
	const number = text.slice(plus + 1);
	const isRepeated = code.length <= 3 && number.replace(/\D/g, '').startsWith(code);
	return isRepeated ? `+${number}` : text;
}

/** Names the first character that no number has; some of them are invisible. */
function describeStranger(text: string): string {
	const [stranger = ''] = text.replace(/[\d\s()[\].~/,;-]|^\+/g, '');
	const code = (text.match(/[^\d\s()[\].~/,;+-]/u)?.[0] ?? stranger).codePointAt(0) ?? 0;
	const shown = String.fromCodePoint(code);
	const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
	const unseen = /[\p{C}\p{Z}]/u.test(shown) ? `${point}, which is invisible` : `"${shown}"`;
	const name = /\p{M}/u.test(shown) ? point : unseen;
	return `it holds characters that no phone number has (${name}). Keep only the number`;
}

/** The parts of a text that are between words and hold digits. */
export interface AmongWords {
	kind: 'amongWords';
	/** In order; each holds a digit. */
	texts: readonly string[];
}

/** A symbol such as № or ☎ counts as a word; points and apostrophes can be part of one. */
const WORD = "[\\p{L}\\p{M}\\p{So}\\u00b0\\u2190-\\u21ff][\\p{L}\\p{M}\\p{So}\\u00b0'’.]*";
/** Words, with anything between them except digits and a plus. */
const WORDS = new RegExp(`(${WORD}(?:[^\\p{N}+\\n]*${WORD})*)`, 'u');
const ALL_WORDS = new RegExp(WORD, 'gu');
/** U+FFFD stands for a character that was lost, not for a word. */
const LETTER = /(?!\ufffd)[\p{L}\p{So}\u00b0\u2190-\u21ff]/u;

/** Web and mail addresses: their digits are part of a name. */
const ADDRESS = /:\/\/|@|\bwww\.|\.\p{L}{2,}\//u;

const FAX = new RegExp(
	[
		'^(?:tele)?(?:fax|faks|facs)|^fx$|^t[eé]l[eé]?copi|^belge(?:ç|geçer)|факс|φαξ|פקס|فاكس|فکس',
		'نمابر|دورنگار|फ़?ैक्स|ফ্যাক্স|แฟ็?กซ์|โทรสาร|传真|傳真|ファ(?:ック|ク)ス|팩스',
	].join('|'),
	'iu',
);
const PHONE =
	/^(?:t[eé]l(?:[eé]?(?:p|f(?:on|ono|one|oon))?|[eé]phone)|t|phone|ph|p|mob(?:ile)?|m|cell|handy|whatsapp|тел(?:ефон)?|моб(?:ильный)?|τηλ(?:έφωνο)?|טלפון|هاتف|تلفن|फ़?ोन|ফোন|โทรศัพท์|电话|電話|手机|전화)$/iu;

/** Letters typed instead of digits, and digits that were masked. */
const MISTYPED = /^[OoIlSBZQ]+$/;
const MASKED = /^x{2,}$/i;

/** The day and year that follow the name of a month. */
const DAY_AND_YEAR = /^\W*\d{1,2}(?:st|nd|rd|th)?\W+(?:19|20)\d\d\W*$/;
/** "Phone 1: 98…", from several columns that were merged into one. */
const LABEL_NUMBER = /^[\s#(]{0,3}[1-9](?:\s?[:)\]]|\s-\s)/;
const BETWEEN = /^[\s:.=#*|,;/_"'<>~\\-]+|[\s:.=#*|,;/_"'<>~\\-]+$/g;
const EMPTY_BRACKETS = /[([{]\s*[)\]}]/g;
/** A bracket whose other half is on the other side of a word. */
const OPEN_AT_END = /[([{]\s*$/;
const CLOSED_AT_START = /^\s*[)\]}]/;

/**
 * Removes words before or after numbers, such as labels and names in any language. Undefined if the
 * text has no words; refused if the words are more than that.
 */
function stripWords(text: string): AmongWords | UnreadableCell | undefined {
	if (!LETTER.test(text)) return undefined;
	if (ADDRESS.test(text)) return unreadable(LETTERS);
	// Every other part is words.
	const parts = text.split(WORDS);
	const isRead = parts.every((_, index) => index % 2 === 0 || isLabel(parts, index));
	if (!isRead) return unreadable(LETTERS);
	const numbers: string[] = [];
	let faxes = 0;
	for (let index = 0; index < parts.length; index += 2) {
		const number = cleanPart(parts[index] ?? '', index > 0);
		if (!/\d/.test(number)) continue;
		if (isFax(parts, index)) faxes += 1;
		else if (index > 0 && DAY_AND_YEAR.test(number)) return unreadable(LETTERS);
		else numbers.push(number);
	}
	if (numbers.length > 0) return { kind: 'amongWords', texts: numbers };
	return unreadable(faxes > 0 ? A_FAX : LETTERS);
}

/** Whether the words at `index` can be a label, rather than part of the number beside them. */
function isLabel(parts: readonly string[], index: number): boolean {
	const words = parts[index] ?? '';
	if (words.match(ALL_WORDS)?.some((word) => MASKED.test(word)) === true) return false;
	const isAttached = /\d$/.test(parts[index - 1] ?? '') || /^\d/.test(parts[index + 1] ?? '');
	return !isAttached || !MISTYPED.test(words);
}

function cleanPart(part: string, isBehindWords: boolean): string {
	const number = isBehindWords ? part.replace(LABEL_NUMBER, '') : part;
	return number
		.replace(EMPTY_BRACKETS, ' ')
		.replace(OPEN_AT_END, '')
		.replace(CLOSED_AT_START, '')
		.replace(BETWEEN, '');
}

/**
 * A label belongs to the number that follows it; where the text begins with a number and ends with
 * words, to the one before it.
 */
function isFax(parts: readonly string[], index: number): boolean {
	const isLabelBehind = /\d/.test(parts[0] ?? '') && !/\d/.test(parts.at(-1) ?? '');
	const words = (parts[isLabelBehind ? index + 1 : index - 1] ?? '').match(ALL_WORDS) ?? [];
	const names = words.map((word) => word.replace(/\.+$/, ''));
	// On business cards M stands for a mobile number, and F for a fax.
	if (names.length === 1 && /^f$/i.test(names[0] ?? '')) return true;
	return names.some((name) => FAX.test(name)) && !names.some((name) => PHONE.test(name));
}
