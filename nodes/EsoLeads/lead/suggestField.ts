import { type FieldRecord, parseFieldPath, readField, toFieldPath } from './fields/fieldPath';
import { MIN_DIGITS_OF_A_NUMBER } from './phone/cell';
import { readContactNumber } from './phone/contactNumber';
import type { Country } from './phone/country';
import { formatCount, listNames, quoteName } from './wording';

/** The field whose values read as phone numbers. */
export interface NumberField {
	/** As a user would name it: `Mobile No.`, `body.phone`. */
	path: string;
	/** How many of the records hold a phone number there. */
	numbers: number;
	/** How many records were examined. */
	records: number;
}

/** Enough even for a million rows; each value takes a few microseconds. */
const MAX_RECORDS = 10_000;
const MAX_VALUES = 100_000;

/** Deeper than the fields of a webhook's body, and wider than a sheet. */
const MAX_DEPTH = 5;
const MAX_FIELDS = 500;

/**
 * Finds the field that holds the phone numbers, by its values and, where several do, by its name.
 *
 * @param country the country of numbers that are written without a country code.
 */
export function suggestNumberField(
	records: Iterable<FieldRecord>,
	country?: Country,
): NumberField | undefined {
	const tallies = new Map<string, Tally>();
	let looked = 0;
	let values = 0;
	for (const record of records) {
		if (looked === MAX_RECORDS || values >= MAX_VALUES) break;
		looked += 1;
		for (const [path, value] of listValues(record)) {
			values += 1;
			const tally = tallies.get(path) ?? openTally(tallies, record, path, value);
			if (tally !== undefined) count(tally, value, country);
		}
	}
	const [best] = [...tallies]
		.filter(([, { filled, numbers }]) => numbers > 0 && numbers * 2 >= filled)
		.sort((a, b) => rank(b) - rank(a));
	return best && { path: best[0], numbers: best[1].numbers, records: looked };
}

/** What a field holds in all records. */
interface Tally {
	filled: number;
	/** Values that read as phone numbers, with or without a country code. */
	numbers: number;
	/** Those that are in use as numbers: many order numbers are as long as a phone number. */
	certain: number;
}

/**
 * Starts a tally for a field, unless its name cannot be written as a path: nobody could choose it.
 */
function openTally(
	tallies: Map<string, Tally>,
	record: FieldRecord,
	path: string,
	value: unknown,
): Tally | undefined {
	if (tallies.size === MAX_FIELDS || readField(record, parseFieldPath(path)) !== value)
		return undefined;
	const tally = { filled: 0, numbers: 0, certain: 0 };
	tallies.set(path, tally);
	return tally;
}

function count(tally: Tally, value: unknown, country: Country | undefined): void {
	if (value === undefined || value === null || value === '') return;
	tally.filled += 1;
	const likeness = readLikeness(value, country);
	if (likeness === 'none') return;
	tally.numbers += 1;
	if (likeness === 'certain') tally.certain += 1;
}

/** A longer text is not a number alone. */
const MAX_CHARACTERS = 60;
/** E.164 allows 15 digits, which 00 may precede. */
const MOST_DIGITS = 17;
/** 2026-11-28 and 28.11.2026, with a time or without; 1795.50. */
const DATE = /^\s*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)|\d:\d\d/;
const FRACTION = /^\s*\d+[.,]\d{1,2}\s*$/;

function readLikeness(value: unknown, country: Country | undefined) {
	if (typeof value !== 'string' && typeof value !== 'number') return 'none';
	const text = String(value);
	if (text.length > MAX_CHARACTERS || DATE.test(text) || FRACTION.test(text)) return 'none';
	const digits = text.replace(/\P{Nd}/gu, '').length;
	if (digits < MIN_DIGITS_OF_A_NUMBER || digits > MOST_DIGITS) return 'none';
	const context = { field: undefined, ownCountry: undefined, defaultCountry: country };
	const read = readContactNumber(value, { ...context, check: 'valid' });
	if (read.kind === 'contactNumber') return 'certain';
	if (read.code === 'missing_country_code') return 'possible';
	const lax = readContactNumber(value, { ...context, check: 'possible' });
	return lax.kind === 'contactNumber' ? 'possible' : 'none';
}

/** Names that people give the field, the most likely ones for a WhatsApp contact first. */
const NAMES: ReadonlyArray<readonly [RegExp, number]> = [
	[/\bid\b|order|invoice|account|r[eé]f|pin|zip|date|amount|gst|aadhaar/i, -0.5],
	[/whats\s*app|\bwa\b/i, 0.7],
	[/mobile|cell|handy|m[oó]vil|मोबाइल|جوال/i, 0.6],
	[/phone|t[eé]l[eé]?f|\bt[eé]l\b|contact|number|\bno\b|फ़ोन|फोन|هاتف/iu, 0.5],
];

/**
 * The share of its values that are numbers, with certain ones counted twice, plus a bonus for its
 * name.
 */
function rank([path, { filled, numbers, certain }]: readonly [string, Tally]): number {
	const named = NAMES.find(([name]) => name.test(path))?.[1] ?? 0;
	return (numbers + certain) / filled + named;
}

/**
 * The values of a record by their paths, including those inside objects and in the first element of
 * a list.
 */
function listValues(record: FieldRecord): Array<[path: string, value: unknown]> {
	const found: Array<[string, unknown]> = [];
	const walk = (value: unknown, keys: readonly string[]) => {
		if (found.length >= MAX_FIELDS) return;
		if (typeof value !== 'object' || value === null) {
			found.push([toFieldPath(keys).text, value]);
		} else if (keys.length < MAX_DEPTH) {
			const inner = Array.isArray(value)
				? Object.entries(value.slice(0, 1))
				: Object.entries(value);
			for (const [key, child] of inner) walk(child, [...keys, key]);
		}
	};
	walk(record, []);
	return found;
}

/** A message names a few fields; a sheet can have hundreds. */
const MAX_NAMES = 10;

/** The words of a message about a missing field, which differ between items and files. */
export interface MissingFieldWords {
	/** The parameter that names the field. */
	label: string;
	/** "No input item has the field 'phone'.", "'Contact Number Field' is empty." */
	finding: string;
	/** "items", "rows". */
	records: string;
	/** "The items have the fields", "Its columns are". */
	holding: string;
	/** "drag it to", "write it to". */
	advice: string;
}

/**
 * Says that no record has the field that a parameter names, which field holds the phone numbers
 * instead, and which fields there are.
 *
 * @param names the fields that there are.
 */
export function describeMissingField(
	names: readonly string[],
	suggestion: NumberField | undefined,
	{ label, finding, records, holding, advice }: MissingFieldWords,
): string {
	return [
		finding,
		...(suggestion === undefined
			? []
			: [
					`${quoteName(suggestion.path)} holds phone numbers in ${formatCount(suggestion.numbers)} of ${formatCount(suggestion.records)} ${records}: ${advice} '${label}'.`,
				]),
		...(names.length === 0 ? [] : [`${holding} ${listNames(names, MAX_NAMES)}.`]),
	].join(' ');
}
