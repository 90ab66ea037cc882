import type { RunFailure } from '../delivery/run';
import type { LeadNotes } from '../lead/lead';
import type { LeadRules } from '../lead/prepareLead';
import type { ItemFailure } from '../lead/refusals';
import { formatCount, formatQuantity, listNames } from '../lead/wording';
import { describeFailures, describeMainReason, type FieldNoun } from './reasons';
import type { Reasons, RunReport } from './report';

/** A message on the node's output; a warning if leads are missing. */
export type Hint = string | { message: string; type: 'warning' };

/** The result of a run in figures. */
export interface RunFigures {
	accepted: number;
	/** Batches with at least one accepted lead. */
	acceptedBatches: number;
	/** Without duplicates. */
	rejected: number;
	duplicates: number;
	droppedDuplicates: number;
	/** Whether this was only a check; `accepted` then counts the leads that would be sent. */
	isChecked?: boolean;
}

/** The figures of a report. */
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

/**
 * The figures of a run, and why leads are missing. Duplicates alone are no reason for a warning,
 * since E-so has the first of each.
 *
 * @param stopped why the run ended early, if it did.
 */
export function describeRun(
	leads: number,
	figures: RunFigures,
	reasons: Reasons,
	noun: FieldNoun = 'Field',
	stopped?: RunFailure,
): Hint[] {
	const summary = summarise(leads, figures);
	if (figures.rejected === 0) return [summary];
	const circumstances = { leads, noun, isChecked: figures.isChecked === true, stopped };
	const reason = describeMainReason(figures.rejected, reasons, circumstances);
	const message = reason === undefined ? summary : `${summary}. ${reason}`;
	return [{ message, type: 'warning' }];
}

/** "9,981 of 10,000 leads accepted in 20 batches; 12 rejected, 7 duplicates". */
export function summarise(leads: number, figures: RunFigures): string {
	const { accepted, acceptedBatches, rejected, duplicates, droppedDuplicates } = figures;
	const parts = [
		...(rejected > 0 ? [`${formatCount(rejected)} rejected`] : []),
		...(duplicates > 0 ? [formatQuantity(duplicates, 'duplicate')] : []),
		...(droppedDuplicates > 0 ? [`${formatQuantity(droppedDuplicates, 'duplicate')} dropped`] : []),
	];
	const [before, verb] =
		figures.isChecked === true ? ['Nothing was sent. ', 'would be sent'] : ['', 'accepted'];
	const acceptance = `${before}${formatCount(accepted)} of ${formatQuantity(leads, 'lead')} ${verb} in ${formatQuantity(acceptedBatches, 'batch', 'batches')}`;
	return parts.length === 0 ? acceptance : `${acceptance}; ${parts.join(', ')}`;
}

/**
 * The figures of a run in which items failed one by one, and why.
 *
 * @param participle what the others were: "updated".
 */
export function describeItems(
	failures: readonly ItemFailure[],
	items: number,
	participle: string,
): Hint[] {
	if (failures.length === 0) return [];
	const done = formatCount(items - failures.length);
	const sum = `${done} of ${formatQuantity(items, 'item')} ${participle}; ${formatCount(failures.length)} failed`;
	const reason = describeFailures(failures, items);
	return [{ type: 'warning', message: reason === undefined ? sum : `${sum}. ${reason}` }];
}

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
			? "Set 'Contact Number Keys' to both keys to keep it."
			: "'contact_number' carries the whole number.";
	return [
		...(lostZeros > 0
			? [
					`${formatQuantity(lostZeros, 'number')} ${lostZeros === 1 ? 'begins' : 'begin'} with 0, which is lost in '${supportChannelKey}' because it is sent as a number. ${remedy}`,
				]
			: []),
		...(otherCountries > 0
			? [
					`${formatQuantity(otherCountries, 'number')} ${otherCountries === 1 ? 'belongs' : 'belong'} to another country than the one given for the lead, and ${otherCountries === 1 ? 'was' : 'were'} sent as written.`,
				]
			: []),
		...(unreadCountries > 0
			? [
					unreadCountries === 1
						? '1 country was not recognized, but was not needed: its number includes a country code.'
						: `${formatCount(unreadCountries)} countries were not recognized, but were not needed: their numbers include a country code.`,
				]
			: []),
	];
}
