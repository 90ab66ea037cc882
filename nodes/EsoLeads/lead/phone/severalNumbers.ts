import { countDigits, MIN_DIGITS_OF_A_NUMBER, withoutZeros } from './cell';
import type { NumberType } from './metadata';
import { otherSpelling } from './numberingPlan';

/**
 * After a complete number, what follows "/" or "," is another number, or with fewer digits than this
 * an alternative ending of the same one.
 */
const SHORTEST_PART = 5;
/** As long as a complete number in most countries: what follows is another number, however short. */
const LONG_NUMBER = 10;
/** As long as a local number: a few digits after it are an alternative ending. */
const LOCAL_NUMBER = 6;

/**
 * Separators between two numbers, the strongest first: the slashes in "030/901820, 0171/1234567"
 * belong to its numbers. Most of them also separate the groups of one number, so the numbers of
 * digits decide.
 */
const SEPARATORS: ReadonlyArray<[RegExp, (counts: readonly number[]) => boolean]> = [
	[/ ?::: ?/, () => true], // as Google Contacts exports the numbers of one person
	[/\n+/, holdSeveral],
	[/[;|&]+/, holdSeveral],
	[/,+/, holdSeveral],
	[/ [-+/]+ /, areWhole],
	[/(?=\+\d)/, areWhole],
];
const WEAKEST_SEPARATOR = /[/:]+/;
const STRONG_SEPARATOR = /[\n,;|&]+/;
const ANY_SEPARATOR = /[\n,;|/&:]+/;

/** A country code that is set apart: it is not a number of its own. */
const CODE_APART = /^(\(?(?:\+|00\/?)\d{1,3}\)?) ?\/ ?/;
const CODE_AHEAD = /^[ (]*(?:\+|00)\d{1,3}(?=[ ()-])/;

/** Whether a text is one number in groups, or several numbers. */
export interface Division {
	kind: 'one' | 'several';
	/**
	 * The parts that hold digits; the whole text if it is one number. None where several numbers cannot
	 * be cut apart: in "0664/123456/01/234567" a slash stands within them, too.
	 */
	texts: readonly string[];
	/** Whether the groups could also be separate numbers; then the whole number must exist. */
	isDoubtful: boolean;
}

/**
 * Tells "9876543210 / 98765 43211" and "9876543210/11", which are two numbers, from
 * "+91/81928/29284" and "06/12/34/56/78", which are one.
 */
export function divideNumbers(written: string): Division {
	const text = written.replace(CODE_APART, (_, code: string) => `${code.replace('/', '')} `);
	const texts = cutApart(text) ?? halve(text);
	if (texts !== undefined)
		return { kind: 'several', texts: dropListNumbers(texts), isDoubtful: false };
	const groups = split(text, ANY_SEPARATOR);
	if (groups.length < 2) return { kind: 'one', texts: [groups[0] ?? text], isDoubtful: false };
	const isDoubtful =
		groups.length > 2 || groups.every((group) => countWithoutCode(group) >= SHORTEST_PART);
	return { kind: 'one', texts: [text], isDoubtful };
}

/** "1) ", "(2) ", "3. ": the place of a number in a list. */
const LIST_NUMBER = /^[\s(]*(\d)[.):][\s)]*(?=[+(\d])/;

function dropListNumbers(texts: readonly string[]): readonly string[] {
	const isList = texts.every((text, index) => LIST_NUMBER.exec(text)?.[1] === String(index + 1));
	return isList ? texts.map((text) => text.replace(LIST_NUMBER, '')) : texts;
}

/** Undefined for one number. */
function cutApart(text: string): readonly string[] | undefined {
	for (const [separator, areSeveral] of SEPARATORS) {
		const texts = split(text, separator);
		if (texts.length > 1 && areSeveral(texts.map(countWithoutCode))) return texts;
	}
	const texts = split(text, WEAKEST_SEPARATOR);
	const counts = texts.map(countWithoutCode);
	if (texts.length < 2 || !holdSeveral(counts)) return undefined;
	const areCut = texts.every((part) => split(part, STRONG_SEPARATOR).length === 1);
	return areCut && (counts[0] ?? 0) >= MIN_DIGITS_OF_A_NUMBER ? texts : [];
}

function split(text: string, separator: RegExp): string[] {
	return text.split(separator).filter((part) => /\d/.test(part));
}

function countWithoutCode(part: string): number {
	return countDigits(part.replace(CODE_AHEAD, ''));
}

function areWhole(counts: readonly number[]): boolean {
	return counts.every((count) => count >= MIN_DIGITS_OF_A_NUMBER);
}

/** Decides by the number of digits in each part. */
function holdSeveral(counts: readonly number[]): boolean {
	const last = counts.at(-1) ?? 0;
	const previous = counts.at(-2) ?? 0;
	const before = counts.reduce((sum, count) => sum + count, -last);
	const isEnding = last < SHORTEST_PART && last < previous;
	if (counts.every((count) => count < MIN_DIGITS_OF_A_NUMBER))
		return isEnding && previous >= LOCAL_NUMBER && counts.length > 2;
	const isNumber = last >= MIN_DIGITS_OF_A_NUMBER || before >= LONG_NUMBER;
	return before >= MIN_DIGITS_OF_A_NUMBER && (isEnding || isNumber);
}

/** Two long numbers together have more digits than any one number. */
export const DIGITS_OF_TWO = 2 * LONG_NUMBER;

/**
 * Splits "98765 43210 98765 43211" at the gap that is nearest to the middle; a zero or a plus after
 * it outweighs a digit.
 */
function halve(text: string): readonly string[] | undefined {
	const digits = text.length < DIGITS_OF_TWO ? 0 : countDigits(text);
	if (digits < DIGITS_OF_TWO) return undefined;
	let before = 0;
	let [cut, least] = [0, digits];
	for (const { 0: group, index } of text.matchAll(/\d+/g)) {
		const end = index + group.length;
		before += group.length;
		const startsNumber = /^\D*[0+]/.test(text.slice(end, end + 4));
		const distance = Math.abs(digits - 2 * before) - (startsNumber ? 2 : 0);
		if (distance < least) [cut, least] = [end, distance];
	}
	const halves = [text.slice(0, cut), text.slice(cut)];
	return halves.every((half) => countDigits(half) >= LONG_NUMBER) ? halves : undefined;
}

/** One of several numbers in a cell, read on its own. */
export interface PartOfCell<Result> {
	text: string;
	result: Result;
	/** Undefined if the part is no number on its own. */
	number: { countryCode: number; digits: string } | undefined;
	type?: NumberType | undefined;
}

/**
 * The number to use from a cell with several: if they are all the same, that one; else, if the user
 * wants it, the first, with mobile numbers before landlines.
 *
 * @returns undefined if they differ and none is to be chosen, or if none can be read.
 */
export function pickNumber<Part extends PartOfCell<unknown>>(
	parts: readonly Part[],
	takesFirst: boolean,
): Part | undefined {
	const [first, ...others] = parts.filter(({ number }) => number !== undefined);
	if (first === undefined) return areSameDigits(parts) ? parts[0] : undefined;
	const isOne = parts.every((part) => part === first || isRepetition(first, part));
	if (isOne) return first;
	if (!takesFirst) return undefined;
	// What was cut wrongly is no number in use.
	const inUse = [first, ...others].filter(({ type }) => type !== undefined);
	return inUse.find(({ type }) => type === 'mobile') ?? inUse[0];
}

function areSameDigits(parts: ReadonlyArray<PartOfCell<unknown>>): boolean {
	return new Set(parts.map(({ text }) => text.replace(/\D/g, ''))).size === 1;
}

/** Whether a part is the same number, another spelling of it, or the same digits without the country code. */
function isRepetition(
	{ number: first }: PartOfCell<unknown>,
	{ number, text }: PartOfCell<unknown>,
): boolean {
	if (first === undefined) return false;
	if (number !== undefined) {
		const isHere = number.countryCode === first.countryCode;
		const other = otherSpelling(String(first.countryCode), first.digits);
		return isHere && (number.digits === first.digits || number.digits === other);
	}
	const digits = withoutZeros(text.replace(/\D/g, ''));
	return digits.length >= MIN_DIGITS_OF_A_NUMBER && first.digits.endsWith(digits);
}
