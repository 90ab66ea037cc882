import type { INodeExecutionData } from 'n8n-workflow';
import type { LeadNotes } from '../lead/lead';
import type { LeadRules } from '../lead/prepareLead';
import type { Rejection } from '../lead/refusals';
import { formatQuantity, listNames, quoteName } from '../lead/wording';
import type { Hint } from './hints';

/** What was changed or left out on the way, as one sentence each. */
export function describeNotes(
	notes: LeadNotes,
	rules: Pick<LeadRules, 'supportChannelKey' | 'contactKeys'>,
): Hint[] {
	return [...describeFields(notes), ...describeNumbers(notes, rules)];
}

function describeFields({
	clashingNames,
	reservedNames,
	hasReadFields,
	unseenNames,
}: LeadNotes): Hint[] {
	return [
		...(clashingNames.size > 0
			? [
					`Left out, since another field has the same name in lower case: ${listNames(clashingNames)}. E-so lower-cases all names.`,
				]
			: []),
		...(reservedNames.size > 0
			? [
					`Left out as custom fields, since E-so reserves these names: ${listNames(reservedNames)}. Rename them to send them.`,
				]
			: []),
		...(hasReadFields && unseenNames.size > 0
			? [
					{
						type: 'warning' as const,
						message: `No lead has a value in ${listNames(unseenNames)}. Check the spelling in the node's parameters.`,
					},
				]
			: []),
	];
}

function describeNumbers(
	{ lostZeros, otherCountries, unreadCountries }: LeadNotes,
	{ supportChannelKey, contactKeys }: Pick<LeadRules, 'supportChannelKey' | 'contactKeys'>,
): Hint[] {
	const remedy =
		contactKeys === 'channel'
			? "they were sent without it. Set 'Contact Number Keys' to both keys to keep it."
			: "'contact_number' carries the whole number.";
	return [
		...(lostZeros > 0
			? [
					`${formatQuantity(lostZeros, 'number')} ${lostZeros === 1 ? 'begins' : 'begin'} with 0, which '${supportChannelKey}' cannot hold, as it is a number: ${remedy}`,
				]
			: []),
		...(otherCountries > 0
			? [
					`Sent as written, despite a different country on the lead: ${formatQuantity(otherCountries, 'number')} with + or 00.`,
				]
			: []),
		...(unreadCountries > 0
			? [
					`${formatQuantity(unreadCountries, 'country', 'countries')} could not be read; the numbers beside them carry their own country code.`,
				]
			: []),
	];
}

/**
 * A hint for the usual case, in which the *Contact Number Field* has another name in this input: it
 * lists the names that exist. Undefined unless every item lacks the number.
 */
export function describeMisnamedField(
	items: readonly INodeExecutionData[],
	rejections: ReadonlyMap<number, Rejection>,
): string | undefined {
	const [input] = items;
	const [first] = rejections.values();
	if (input === undefined || first?.field === undefined) return undefined;
	const reasons = [...rejections.values()];
	const allLackIt = reasons.every(({ code }) => code === 'missing_contact_number');
	if (rejections.size < items.length || !allLackIt) return undefined;
	const names = Object.keys(input.json);
	const fields = names.length === 0 ? 'no fields' : `the fields ${listNames(names)}`;
	return `No item holds a contact number in ${quoteName(first.field)}. The first one has ${fields}: choose the right one as 'Contact Number Field'.`;
}
