import type { RunFailure } from '../delivery/run';
import type { FailureCode, ItemFailure, Rejection, RejectionCode } from '../lead/refusals';
import { endSentence, formatCount, formatQuantity, quoteName } from '../lead/wording';
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

/** What the parameters of an operation name: the fields of items or the columns of a file. */
export type Place = 'Field' | 'Column';

/** What the words about a reason depend on. */
interface Circumstances {
	leads: number;
	place: Place;
	isChecked: boolean;
	stopped: RunFailure | undefined;
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
	place: Place = 'Field',
	stopped?: RunFailure,
): Hint[] {
	const summary = summarise(leads, figures);
	if (figures.rejected === 0) return [summary];
	const circumstances = { leads, place, isChecked: figures.isChecked === true, stopped };
	const reason = describeMainReason(figures.rejected, reasons, circumstances);
	const message = reason === undefined ? summary : `${summary}. ${reason}`;
	return [{ message, type: 'warning' }];
}

/** @returns undefined if no single reason accounts for most of the missing leads. */
function describeMainReason(
	rejected: number,
	reasons: Reasons,
	circumstances: Circumstances,
): string | undefined {
	for (const [code, { count, first }] of reasons) {
		if (code === 'duplicate_contact_number' || count * 2 <= rejected) continue;
		if (code === 'missing_country_code')
			return `${describeNoCountry(count, circumstances.leads)}, or name the ${circumstances.place.toLowerCase()} with the country in the option 'Country Code ${circumstances.place}'.`;
		return `${describeShare(count, rejected)}: ${MAIN_REASONS[code](first, count, circumstances)}`;
	}
	return undefined;
}

function describeShare(count: number, missing: number): string {
	if (count < missing) return `The reason for ${formatCount(count)}`;
	return count === 1 ? 'The reason' : 'The reason for all';
}

/** Usually the list was left at its first entry, so that one choice helps them all. */
function describeNoCountry(count: number, numbers: number): string {
	return `${formatCount(count)} of ${formatQuantity(numbers, 'number')} ${count === 1 ? 'is' : 'are'} written without a country code: choose a 'Default Country'`;
}

/** Quotes one rejection for all of its kind: it is about the run, not about a single lead. */
function describeFirst({ message, statusCode }: Rejection): string {
	return `${endSentence(message)} ${adviceFor(statusCode)}`;
}

/** Names what the leads have in common and quotes the first: the others differ in their values. */
function describeKind(kind: string, { message }: Rejection, count: number): string {
	return count === 1 ? message : `${kind}. The first: ${message}`;
}

type DescribeReason = (first: Rejection, count: number, circumstances: Circumstances) => string;

/** Why most leads of a run are missing, and which parameter to change. */
const MAIN_REASONS: Readonly<
	Record<Exclude<RejectionCode, 'missing_country_code'>, DescribeReason>
> = {
	missing_contact_number: ({ field }, _, { place }) =>
		`no contact number in ${field === undefined ? 'the item' : quoteName(field)}. Check 'Contact Number ${place}'.`,
	invalid_contact_number: (first, count, { isChecked }) =>
		describeKind('numbers that cannot be read', first, count) +
		(isChecked ? '' : " 'Check Only' shows how each number is read."),
	invalid_country_code: (first, count, { place }) =>
		`${describeKind('countries that cannot be right', first, count)} The country is read from the option 'Country Code ${place}'.`,
	invalid_origin: (first, count, { place }) =>
		`${describeKind('origins that E-so does not take', first, count)} Check 'Origin' and the option 'Origin ${place}'.`,
	unsupported_field: (first, count) =>
		`${describeKind('custom fields that E-so does not take', first, count)} Check 'Custom Fields' and the option 'Nested Fields'.`,
	duplicate_contact_number: ({ message }) => message,
	refused: ({ message }, _, { stopped }) =>
		stopped?.remedy !== undefined
			? stopped.message
			: `${endSentence(message)} If all are refused alike, check what they share: 'Support Channel Key', 'Contact Number Keys', or a custom field.`,
	not_isolated: ({ message }) => message,
	delivery_failed: describeFirst,
	not_sent: describeFirst,
	malformed_row: (first, count) =>
		`${describeKind('rows that cannot be read', first, count)} If the rows look right to you, check the file options.`,
	unreadable_file: ({ message }) => message,
};

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
	const sum = `${done} of ${formatQuantity(items, 'item')} ${participle}; ${formatCount(failures.length)} not`;
	const reason = describeFailures(failures, items);
	return [{ type: 'warning', message: reason === undefined ? sum : `${sum}. ${reason}` }];
}

/**
 * Why items failed one by one: the reason of most of them, and the words of the first.
 *
 * @returns undefined where no reason stands behind most of them.
 */
export function describeFailures(
	failures: readonly ItemFailure[],
	items: number,
): string | undefined {
	const byCode = new Map<FailureCode, ItemFailure[]>();
	for (const failure of failures) {
		const alike = byCode.get(failure.code);
		if (alike === undefined) byCode.set(failure.code, [failure]);
		else alike.push(failure);
	}
	for (const [code, alike] of byCode) {
		const [first] = alike;
		if (first === undefined || alike.length * 2 <= failures.length) continue;
		if (code === 'missing_country_code') return `${describeNoCountry(alike.length, items)}.`;
		return `${describeShare(alike.length, failures.length)}: ${first.message}`;
	}
	return undefined;
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
