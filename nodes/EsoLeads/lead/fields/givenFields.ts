import { createNotes, type LeadNotes } from '../lead';
import { type FailedItem, failedWith, type Refusal, refuse, toFailedItem } from '../refusals';
import { quote, quoteName } from '../wording';
import { type PickedField, readFieldName, readWireFields, type WireFields } from './customFields';
import type { FieldPath } from './fieldPath';
import type { NestedFields } from './fieldValue';

/** How to read fields that a user named one by one. */
export interface GivenFieldRules extends NameWords {
	nestedFields: NestedFields;
	/** How long a lead may be. */
	maxBytes: number;
}

/** The words about names that a user gave in a parameter. */
interface NameWords {
	/** The parameter, as the editor shows it. */
	label: string;
	/** A sentence that says what to do about a name that E-so reserves. */
	advice: string;
}

/**
 * Reads fields that were given by name and value. Unlike the columns of a sheet, each was named on
 * purpose, so none is left out silently because of its name. A field without a value (`null`) is
 * not sent.
 */
export function readGivenFields(
	given: readonly PickedField[],
	rules: GivenFieldRules,
): WireFields | FailedItem {
	const nameless = given.find(([name]) => name === '');
	if (nameless !== undefined) {
		const message = `In '${rules.label}', ${quote(nameless[1])} has no name.`;
		return failedWith('invalid_parameter', message);
	}
	const unusable = given.find(([name]) => readFieldName(name).use === 'leftOut');
	if (unusable !== undefined) return failOnName(unusable[0], 'unusable', rules);
	const notes = createNotes();
	const read = readWireFields(given, rules, notes);
	if (read.kind === 'refusal') return toFailedItem(read);
	const [reserved] = notes.reservedNames;
	if (reserved !== undefined) return failOnName(reserved, 'reserved', rules);
	const [clashing] = notes.clashingNames;
	if (clashing !== undefined) return failOnName(clashing, 'repeated', rules);
	return read;
}

function failOnName(name: string, why: BadName, words: NameWords): FailedItem {
	return failedWith('unsupported_field', describeBadName(name, why, words));
}

/** Why a field cannot have the name that a user gave it. */
type BadName = 'reserved' | 'unusable' | 'repeated';

function describeBadName(name: string, why: BadName, { label, advice }: NameWords): string {
	const named = quoteName(name);
	switch (why) {
		case 'reserved':
			return `${named} is reserved by E-so and cannot be a custom field. ${advice}`;
		case 'unusable':
			return `${named} cannot be the name of a field. Choose another one in '${label}'.`;
		case 'repeated':
			return `${named} appears twice in '${label}': E-so lower-cases all names. Remove one of them.`;
	}
}

/** A field that is sent under a name that the user chose. */
export interface MappedField {
	/** The name in E-so. */
	name: string;
	value: unknown;
	/** Where the value was read from; undefined if it is the same for all leads, or was computed. */
	path?: FieldPath | undefined;
}

/** Checks the names of mapped fields: E-so reserves some, and two fields cannot share one. */
export function checkMappedNames(names: readonly string[]): Refusal | undefined {
	const keys = new Set<string>();
	for (const name of names) {
		if (name === '')
			return refuseName(
				"An 'E-so Field' in 'Map Fields' is empty for this item. Correct the expression, or take the row out.",
			);
		const why = judgeName(name, keys);
		if (why !== undefined) return refuseName(describeBadName(name, why, MAPPED_NAMES));
		keys.add(readFieldName(name).key);
	}
	return undefined;
}

/** @param keys the keys of the names before it. */
function judgeName(name: string, keys: ReadonlySet<string>): BadName | undefined {
	const { key, use } = readFieldName(name);
	if (use === 'reserved') return 'reserved';
	if (use === 'leftOut') return 'unusable';
	return keys.has(key) ? 'repeated' : undefined;
}

const MAPPED_NAMES: NameWords = {
	label: 'Map Fields',
	advice:
		"Choose another name in 'Map Fields'. The contact number, its country and the origin have parameters of their own.",
};

function refuseName(message: string): Refusal {
	return refuse('unsupported_field', message);
}

/**
 * Mapped fields first, then the others: a mapped field wins over an input field of the same name.
 * Mapped fields that were found are noted.
 */
export function putMappedFirst(
	mapped: readonly MappedField[],
	picked: readonly PickedField[],
	notes: LeadNotes,
): PickedField[] {
	const keys = new Set(mapped.map(({ name }) => readFieldName(name).key));
	for (const { path, value } of mapped)
		if (path !== undefined && value !== undefined) notes.unseenNames.delete(path.text);
	return [
		...mapped.map(({ name, value, path }): PickedField => [name, value, path?.text ?? name]),
		...picked.filter(([name]) => !keys.has(readFieldName(name).key)),
	];
}
