import { readCustomFields } from './customFields';
import type { LeadChanges } from './leadStore';
import { isRecord } from './record';
import type { Tag } from './tag';

export type LeadChangesReading =
	| { kind: 'changes'; changes: LeadChanges }
	| { kind: 'invalid'; reason: string }
	| { kind: 'unsupported'; reason: string };

/**
 * Reads the body of an update. Documented: `lead_data`, `add_tags`, `remove_tags`, `new_contact_number` and, required with it,
 * `new_country_code`, with their types. Observed: tags alone are enough. Assumed: each of them alone is, an unknown tag is refused,
 * and one tag in both lists too (the client that runs never sends that).
 */
export function readLeadChanges(body: unknown, tags: readonly Tag[]): LeadChangesReading {
	if (!isRecord(body)) return invalid('body is not an object');
	const { lead_data: data = {}, add_tags: add = [], remove_tags: remove = [] } = body;
	if (!isRecord(data)) return invalid('lead_data is not an object');
	if (!areTags(add, tags)) return invalid('add_tags is not a list of known tags');
	if (!areTags(remove, tags)) return invalid('remove_tags is not a list of known tags');
	if (add.some((tag) => remove.includes(tag))) return invalid('a tag is in both lists');
	const { new_contact_number: number, new_country_code: countryCode } = body;
	if (number !== undefined && !(isPositive(number) && isPositive(countryCode)))
		return invalid('new_contact_number needs a new_country_code, and both are numbers');
	const custom = readCustomFields(Object.entries(data));
	if (custom.kind === 'unsupported')
		return { kind: 'unsupported', reason: `lead_data.${custom.key} is no primitive` };
	const newNumber =
		number === undefined
			? undefined
			: { contactNumber: String(number), countryCode: Number(countryCode) };
	const changes = { fields: custom.fields, addTags: add, removeTags: remove, newNumber };
	const isEmpty = [Object.keys(data), add, remove].every(({ length }) => length === 0);
	if (isEmpty && newNumber === undefined) return invalid('nothing to update');
	return { kind: 'changes', changes };
}

function areTags(value: unknown, tags: readonly Tag[]): value is number[] {
	return Array.isArray(value) && value.every((id) => tags.some((tag) => tag.id === id));
}

function isPositive(value: unknown): boolean {
	return Number.isSafeInteger(value) && Number(value) > 0;
}

function invalid(reason: string): LeadChangesReading {
	return { kind: 'invalid', reason };
}
