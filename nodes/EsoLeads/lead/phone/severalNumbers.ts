import { countDigits, withoutZeros } from './cell';
import type { NumberType } from './metadata';

/** Separators between two numbers; most of them also separate the groups of one number. */
const SEPARATORS = /[\n,;|/&:]+/;

/** How Google Contacts exports several numbers of one person. */
const ENTRIES = / ?::: ?/;

/**
 * A first part this long is a complete number: what follows "/" or "," is another number, or an
 * alternative ending of the same one.
 */
const MIN_DIGITS_OF_A_NUMBER = 7;
/** After a complete number, fewer digits are an alternative ending. */
const SHORTEST_PART = 5;
/**
 * As long as a complete number in most countries: what follows is another number, however short.
 */
const LONG_NUMBER = 10;
/** As long as a local number: a few digits after it are an alternative ending. */
const LOCAL_NUMBER = 6;

/** Whether a text is one number in groups, or several numbers. */
export interface Division {
	kind: 'one' | 'several';
	/** The parts that hold digits; the whole text if it is one number. */
	texts: readonly string[];
	/** Whether the groups could also be separate numbers; then the whole number must exist. */
	isDoubtful: boolean;
}

/**
 * Tells "9876543210 / 98765 43211" and "9876543210/11", which are two numbers, from
 * "+91/81928/29284" and "06/12/34/56/78", which are one.
 */
export function divideNumbers(text: string): Division {
	const entries = text.split(ENTRIES).filter((entry) => /\d/.test(entry));
	if (entries.length > 1) return { kind: 'several', texts: entries, isDoubtful: false };
	const parts = text.split(SEPARATORS).filter((part) => /\d/.test(part));
	if (parts.length < 2) return { kind: 'one', texts: [parts[0] ?? text], isDoubtful: false };
	const counts = parts.map(countDigits);
	if (holdSeveral(counts)) return { kind: 'several', texts: parts, isDoubtful: false };
	const isDoubtful = parts.length > 2 || counts.every((count) => count >= SHORTEST_PART);
	return { kind: 'one', texts: [text], isDoubtful };
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
	return takesFirst
		? ([first, ...others].find(({ type }) => type === 'mobile') ?? first)
		: undefined;
}

function areSameDigits(parts: ReadonlyArray<PartOfCell<unknown>>): boolean {
	return new Set(parts.map(({ text }) => text.replace(/\D/g, ''))).size === 1;
}

/** Whether a part is the same number, or the same digits without the country code. */
function isRepetition(
	{ number: first }: PartOfCell<unknown>,
	{ number, text }: PartOfCell<unknown>,
): boolean {
	if (first === undefined) return false;
	if (number !== undefined)
		return number.countryCode === first.countryCode && number.digits === first.digits;
	const digits = withoutZeros(text.replace(/\D/g, ''));
	return digits.length >= MIN_DIGITS_OF_A_NUMBER && first.digits.endsWith(digits);
}
