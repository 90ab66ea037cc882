import { createNotes, type LeadNotes } from '../lead';
import { type FailedItem, failedWith, type Refusal, refuse, toItemFailure } from '../refusals';
import { quote, quoteName } from '../wording';
import { type PickedField, readFieldName, readWireFields, type WireFields } from './customFields';
import type { FieldPath } from './fieldPath';
import type { NestedFields } from './fieldValue';

/** How to read fields that a user named one by one. */
export interface GivenFieldRules {
	nestedFields: NestedFields;
	/** How long a lead may be. */
	maxBytes: number;
	/** The parameter that holds the fields, as the editor shows it. */
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
		const message = `In '${rules.label}', the value ${quote(nameless[1])} has no name.`;
		return failedWith('invalid_parameter', message);
	}
	const notes = createNotes();
	const read = readWireFields(given, rules, notes);
	if (read.kind === 'refusal') return toItemFailure(read);
	const [reserved] = notes.reservedNames;
	if (reserved !== undefined) {
		return failedWith(
			'unsupported_field',
			`${quoteName(reserved)} is reserved by E-so and cannot be a custom field. ${rules.advice}`,
		);
	}
	const [clashing] = notes.clashingNames;
	if (clashing !== undefined) {
		return failedWith(
			'unsupported_field',
			`${quoteName(clashing)} appears twice in '${rules.label}': E-so lower-cases all names. Remove one of them.`,
		);
	}
	return read;
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
		const { key, use } = readFieldName(name);
		if (use === 'reserved')
			return refuseName(
				`${quoteName(name)} in 'Map Fields' is reserved by E-so. The contact number, its country and the origin have parameters of their own. Choose another name.`,
			);
		if (use === 'leftOut')
			return refuseName(`${quoteName(name)} in 'Map Fields' cannot be the name of a field.`);
		if (keys.has(key))
			return refuseName(
				`${quoteName(name)} appears twice in 'Map Fields': E-so lower-cases all names. Remove one of them.`,
			);
		keys.add(key);
	}
	return undefined;
}

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
