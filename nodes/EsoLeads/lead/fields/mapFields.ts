import { type LeadNotes } from '../lead';
import { type Refusal, refuse } from '../refusals';
import { quoteName } from '../wording';
import { type PickedField, readFieldName } from './customFields';
import type { FieldPath } from './fieldPath';

/** A field that is sent under a name that the user chose. */
export interface MappedField {
	/** The name in E-so. */
	name: string;
	value: unknown;
	/** Where the value was read from; undefined for one that is the same for all, or was computed. */
	path?: FieldPath | undefined;
}

/** Checks the names of mapped fields: E-so reads some itself, and two cannot be sent under one. */
export function checkMappedNames(names: readonly string[]): Refusal | undefined {
	const keys = new Set<string>();
	for (const name of names) {
		const { key, use } = readFieldName(name);
		if (use === 'owned')
			return refuseName(
				`${quoteName(name)} in 'Map Fields' is a name that E-so reads itself. Use 'Contact Number Field', 'Default Country' or 'Origin' for it, or choose another name.`,
			);
		if (use === 'left out')
			return refuseName(`${quoteName(name)} in 'Map Fields' cannot be the name of a field.`);
		if (keys.has(key))
			return refuseName(
				`${quoteName(name)} is there twice in 'Map Fields': E-so lower-cases all names. Take one of them out.`,
			);
		keys.add(key);
	}
	return undefined;
}

function refuseName(message: string): Refusal {
	return refuse('unsupported_field', message);
}

/**
 * Mapped fields first, then the others: a mapped name wins over a field that has it already. Mapped
 * fields that were found are noted.
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
