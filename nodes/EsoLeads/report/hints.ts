import type { INodeExecutionData } from 'n8n-workflow';
import type { LeadNotes } from '../lead/lead';
import type { LeadRules } from '../lead/prepareLead';
import type { Rejection, RejectionCode } from '../lead/refusals';
import { formatCount, formatQuantity, quoteName } from '../lead/wording';
import { adviceFor } from './errors';
import type { RunReport } from './report';

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

/** A message on the node's output; a warning if leads are missing. */
export type Hint = string | { message: string; type: 'warning' };

/** Why leads are missing: for each reason the number of leads, and the first of them. */
export type Reasons = Map<RejectionCode, { count: number; first: Rejection }>;

/** Counts a rejection. */
export function noteReason(reasons: Reasons, rejection: Rejection): void {
	const known = reasons.get(rejection.code);
	if (known === undefined) reasons.set(rejection.code, { count: 1, first: rejection });
	else known.count += 1;
}

/** Counts the rejections of a run. */
export function toReasons(rejections: Iterable<Rejection>): Reasons {
	const reasons: Reasons = new Map();
	for (const rejection of rejections) noteReason(reasons, rejection);
	return reasons;
}

/**
 * The figures of a run, and why leads are missing. Duplicates alone are no reason for a warning,
 * since E-so has the first of each.
 */
export function describeRun(leads: number, figures: RunFigures, reasons: Reasons): Hint[] {
	const summary = summarise(leads, figures);
	if (figures.rejected === 0) return [summary];
	const reason = describeMainReason(figures.rejected, reasons);
	const message = reason === undefined ? summary : `${summary}. ${reason}`;
	return [{ message, type: 'warning' }];
}

/** @returns undefined if no single reason accounts for most of the missing leads. */
function describeMainReason(rejected: number, reasons: Reasons): string | undefined {
	for (const [code, { count, first }] of reasons) {
		if (code === 'duplicate_contact_number' || count * 2 <= rejected) continue;
		const share =
			count === rejected
				? count === 1
					? 'The reason'
					: 'The reason for all'
				: `The reason for ${formatCount(count)}`;
		return `${share}: ${MAIN_REASONS[code](first, count)}`;
	}
	return undefined;
}

/** Quotes one rejection for all of its kind: it is about the run, not about a single lead. */
const inItsWords = ({ message, statusCode }: Rejection): string => {
	const end = /[.!?]$/.test(message) ? '' : '.';
	return `${message}${end} ${adviceFor(statusCode)}`;
};

/** Names what the leads have in common and quotes the first: the others differ in their values. */
const inCommon = (kind: string, { message }: Rejection, count: number): string =>
	count === 1 ? message : `${kind}. The first: ${message}`;

/** Why most leads of a run are missing, and which parameter to change. */
const MAIN_REASONS: Readonly<Record<RejectionCode, (first: Rejection, count: number) => string>> = {
	missing_contact_number: ({ field }) =>
		`no contact number in ${field === undefined ? 'the item' : quoteName(field)}. Check 'Contact Number Field'.`,
	invalid_contact_number: (first, count) =>
		`${inCommon('numbers that cannot be read', first, count)} 'Check Only' shows how each number is read.`,
	missing_country_code: () =>
		"numbers written without a country code. Choose a 'Default Country', or name the field with the country in the option 'Country Code Field'.",
	invalid_country_code: (first, count) =>
		`${inCommon('countries that cannot be right', first, count)} The country is read from the option 'Country Code Field'.`,
	invalid_origin: (first, count) =>
		`${inCommon('origins that E-so does not take', first, count)} Check 'Origin' and the option 'Origin Field'.`,
	unsupported_field: (first, count) =>
		`${inCommon('custom fields that E-so does not take', first, count)} Check 'Custom Fields' and the option 'Nested Fields'.`,
	duplicate_contact_number: ({ message }) => message,
	refused: ({ message }) =>
		`${message} If all are refused alike, check 'Support Channel Key' and 'Contact Number Keys' in the request options.`,
	not_isolated: ({ message }) => message,
	delivery_failed: inItsWords,
	not_sent: inItsWords,
	malformed_row: (first, count) =>
		`${inCommon('rows that cannot be read', first, count)} If the rows look right to you, check the file options.`,
	unreadable_file: ({ message }) => message,
};

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

/** A hint names a few fields; a sheet can have hundreds. */
const MAX_NAMES = 5;

/** What was changed or left out on the way, as one sentence each. */
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
		...(notes.hasReadFields && notes.unseenNames.size > 0
			? [`Selected fields that no item has: ${listNames(notes.unseenNames)}. Check their names.`]
			: []),
		...(notes.lostZeros > 0
			? [
					`${formatQuantity(notes.lostZeros, 'number')} ${notes.lostZeros === 1 ? 'begins' : 'begin'} with 0, which '${supportChannelKey}' cannot hold, as it is a number: ${remedy}`,
				]
			: []),
		...(notes.otherCountries > 0
			? [
					`${formatQuantity(notes.otherCountries, 'number')} with + or 00 ${notes.otherCountries === 1 ? 'belongs' : 'belong'} to another country than the one named beside ${notes.otherCountries === 1 ? 'it, and was' : 'them, and were'} sent as written.`,
				]
			: []),
		...(notes.unreadCountries > 0
			? [
					`${formatQuantity(notes.unreadCountries, 'country', 'countries')} could not be read; the numbers beside them carry their own country code.`,
				]
			: []),
	];
}

/** Names in single quotes; only the first few if there are many. */
export function listNames(names: ReadonlySet<string>): string {
	const shown = [...names].slice(0, MAX_NAMES).map(quoteName);
	const more = names.size - shown.length;
	return more > 0 ? `${shown.join(', ')} and ${formatCount(more)} more` : shown.join(', ');
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
	const fields = names.length === 0 ? 'no fields' : `the fields ${listNames(new Set(names))}`;
	return `No item holds a contact number in ${quoteName(first.field)}. The first one has ${fields}: choose the right one as 'Contact Number Field'.`;
}
