import type { INodeExecutionData } from 'n8n-workflow';
import type { LeadNotes } from '../lead/lead';
import type { LeadRules } from '../lead/prepareLead';
import type { Rejection } from '../lead/refusals';
import { formatCount, formatQuantity, quoteName } from '../lead/wording';
import type { RunReport } from './report';

/** What a run came to, in figures. */
export interface RunFigures {
	accepted: number;
	/** Batches that hold an accepted lead. */
	acceptedBatches: number;
	/** Duplicates not among them. */
	rejected: number;
	duplicates: number;
	droppedDuplicates: number;
}

/** Counts a report. */
export function toFigures({
	accepted,
	acceptedBatches,
	rejections,
	droppedDuplicates,
}: RunReport): RunFigures {
	const codes = Array.from(rejections.values(), ({ code }) => code);
	const duplicates = codes.filter((code) => code === 'duplicate_contact_number').length;
	const rejected = codes.length - duplicates;
	return { accepted, acceptedBatches, rejected, duplicates, droppedDuplicates };
}

/** "9,981 of 10,000 leads accepted in 20 batches; 12 rejected, 7 duplicates". */
export function summarise(leads: number, figures: RunFigures): string {
	const { accepted, acceptedBatches, rejected, duplicates, droppedDuplicates } = figures;
	const parts = [
		...(rejected > 0 ? [`${formatCount(rejected)} rejected`] : []),
		...(duplicates > 0 ? [formatQuantity(duplicates, 'duplicate')] : []),
		...(droppedDuplicates > 0 ? [`${formatQuantity(droppedDuplicates, 'duplicate')} dropped`] : []),
	];
	const acceptance = `${formatCount(accepted)} of ${formatQuantity(leads, 'lead')} accepted in ${formatQuantity(acceptedBatches, 'batch', 'batches')}`;
	return parts.length === 0 ? acceptance : `${acceptance}; ${parts.join(', ')}`;
}

/** A hint names a few fields; a sheet can have hundreds. */
const MAX_NAMES = 5;

/** What was changed or left out on the way, a sentence each. */
export function describeNotes(
	notes: LeadNotes,
	{ supportChannelKey, contactKeys }: Pick<LeadRules, 'supportChannelKey' | 'contactKeys'>,
): string[] {
	const remedy =
		contactKeys === 'channel'
			? "they were sent without it. Set 'Contact Number Keys' to both keys to keep it."
			: "'contact_number' carries the whole number.";
	return [
		...(notes.metNames.size > 0
			? [
					`Left out, since another field has the same name in lower case: ${listNames(notes.metNames)}. E-so lower-cases all names.`,
				]
			: []),
		...(notes.ownedNames.size > 0
			? [
					`Left out as custom fields, since E-so reads these names itself: ${listNames(notes.ownedNames)}. Rename them to send them.`,
				]
			: []),
		...(notes.unseenNames.size > 0
			? [`Selected fields that no item has: ${listNames(notes.unseenNames)}. Check their names.`]
			: []),
		...(notes.lostZeros > 0
			? [
					`${formatQuantity(notes.lostZeros, 'number')} ${notes.lostZeros === 1 ? 'begins' : 'begin'} with 0, which '${supportChannelKey}' cannot hold, as it is a number: ${remedy}`,
				]
			: []),
	];
}

/** Names in single quotes; of many, the first. */
export function listNames(names: ReadonlySet<string>): string {
	const shown = [...names].slice(0, MAX_NAMES).map(quoteName);
	const more = names.size - shown.length;
	return more > 0 ? `${shown.join(', ')} and ${formatCount(more)} more` : shown.join(', ');
}

/**
 * A hint for the usual slip, a *Contact Number Field* that is called otherwise in this input: it
 * shows the names that there are. Undefined unless every item lacks the number.
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
	const fields = names.length === 0 ? 'no fields' : `the fields ${listNames(new Set(names))}`;
	return `No item holds a contact number in ${quoteName(first.field)}. The first one has ${fields}: choose the right one as 'Contact Number Field'.`;
}
