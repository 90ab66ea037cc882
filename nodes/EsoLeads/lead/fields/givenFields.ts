import { createNotes } from '../lead';
import { type FailedItem, failedWith, toItemFailure } from '../refusals';
import { quote, quoteName } from '../wording';
import { type PickedField, readWireFields, type WireFields } from './customFields';
import type { NestedFields } from './fieldValue';

/** How fields are read that a user named one by one. */
export interface GivenFieldRules {
	nestedFields: NestedFields;
	/** How long a lead may be. */
	maxBytes: number;
	/** The parameter that holds the fields, as the editor shows it. */
	label: string;
	/** What to do about a name that E-so reads itself, as a sentence. */
	advice: string;
}

/**
 * Reads fields that were given by name and value. Unlike a column of a sheet, each of them was named on
 * purpose: none is left out quietly, for its name or for another one's. What has no value (`null`) is
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
	const [owned] = notes.ownedNames;
	if (owned !== undefined) {
		return failedWith(
			'unsupported_field',
			`${quoteName(owned)} is a name that E-so reads itself, and no custom field. ${rules.advice}`,
		);
	}
	const [met] = notes.metNames;
	if (met !== undefined) {
		return failedWith(
			'unsupported_field',
			`${quoteName(met)} is there twice in '${rules.label}': E-so lower-cases all names. Take one of them out.`,
		);
	}
	return read;
}
