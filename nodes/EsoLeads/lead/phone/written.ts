import { countDigits, withoutZeros } from './cell';
import {
	AN_EXTENSION,
	type CellText,
	type Doubt,
	LETTERS,
	type NumberText,
	refuseText,
	TWO_NUMBERS,
} from './cellText';
import { findDoubt, readLookalike } from './lookalikes';
import { divideNumbers } from './severalNumbers';
import { readSpreadsheetNumber } from './spreadsheet';
import { takeWordsOff } from './words';

const EXTENSION =
	/^(.*\d)[\s.,;()-]*(?:ext(?:ension|n)?|x|#|доб(?:авочный)?|вн|durchwahl|dw|poste|anexo|ramal|interno|int|dahili|分机|分機|转|轉|内線|內線)[.:=\s]*\(?\d{1,9}\)?$/isu;
const MIN_DIGITS_BEFORE_EXTENSION = 6;

/** Reads a number as people write it: with words around it, in groups, or several at once. */
export function readWrittenNumber(text: string): CellText {
	const before = EXTENSION.exec(text)?.[1];
	if (before !== undefined && countDigits(before) >= MIN_DIGITS_BEFORE_EXTENSION)
		return refuseText(AN_EXTENSION);
	const among = takeWordsOff(text);
	if (among === undefined) return readParts(text);
	if (among.kind === 'unreadable') return among;
	const [only = '', ...others] = among.texts;
	if (others.length > 0) return readSeveral(among.texts);
	return readAmongWords(only);
}

/** Words between numbers separate them if each is complete: in "98765 or 43210" none is. */
function readSeveral(texts: readonly string[]): CellText {
	return texts.every((text) => countDigits(text) >= MIN_DIGITS_AMONG_WORDS)
		? { kind: 'several', texts }
		: refuseText(LETTERS);
}

const MIN_DIGITS_AMONG_WORDS = 7;

function readAmongWords(text: string): CellText {
	// An amount with its currency, or an error in a sentence: more than a label.
	if (readSpreadsheetNumber(text) !== undefined) return refuseText(LETTERS);
	const read = readLookalike(text) ?? readParts(text);
	if (read.kind !== 'numberText' || read.doubt !== undefined) return read;
	return { ...read, doubt: { mustBe: 'inUse', reason: LETTERS } };
}

function readParts(text: string): CellText {
	const { kind, texts, isDoubtful } = divideNumbers(text);
	if (kind === 'several') return { kind, texts };
	const read = readPunctuated(texts[0] ?? text);
	if (read.kind !== 'numberText') return read;
	const doubt = isDoubtful ? IN_GROUPS : findDoubt(read.text);
	return doubt === undefined ? read : { ...read, doubt };
}

const IN_GROUPS: Doubt = { mustBe: 'inUse', reason: TWO_NUMBERS };

/** All punctuation that Google's library allows within a number. */
const PUNCTUATED = /^\+?[\d\s()[\].~/,;|-]+$/;

function readPunctuated(text: string): NumberText | ReturnType<typeof refuseText> {
	const written = joinPluses(text.replace(/^[([\s*-]*\++/, '+'))
		// A plus that a right-to-left text shows in front stands behind.
		.replace(/^([\d\s()-]+)\+$/, '+$1');
	if (!/\d/.test(written)) return refuseText('it holds no digits. Give a number');
	if (!PUNCTUATED.test(written)) return refuseText(describeStranger(written));
	return { kind: 'numberText', text: written.replace(/[\s[\],;|]+/g, ' ').trim() };
}

/** "+91 +91 81928…" has its country code twice, and so has "0091 (+91) 81928…". */
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
	const name = /[\p{C}\p{Z}\p{M}]/u.test(shown)
		? `U+${code.toString(16).toUpperCase().padStart(4, '0')}, which nobody can see`
		: `"${shown}"`;
	return `it holds characters that no number has (${name}). Keep only the number`;
}
