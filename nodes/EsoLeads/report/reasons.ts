import type { RunFailure } from '../delivery/run';
import type { FailureCode, ItemFailure, Rejection, RejectionCode } from '../lead/refusals';
import { endSentence, formatCount, formatQuantity, quoteName } from '../lead/wording';
import { adviceFor } from './errors';
import type { Reasons } from './report';

/** What the parameters of an operation name: the fields of items or the columns of a file. */
export type FieldNoun = 'Field' | 'Column';

/** What the words about a reason depend on. */
interface Circumstances {
	leads: number;
	noun: FieldNoun;
	isChecked: boolean;
	stopped: RunFailure | undefined;
}

/** @returns undefined if no single reason accounts for most of the missing leads. */
export function describeMainReason(
	rejected: number,
	reasons: Reasons,
	circumstances: Circumstances,
): string | undefined {
	for (const [code, { count, first }] of reasons) {
		if (code === 'duplicate_contact_number' || count * 2 <= rejected) continue;
		if (code === 'missing_country_code')
			return `${describeNoCountry(count, circumstances.leads)}, or name the ${circumstances.noun.toLowerCase()} with the country in the option 'Country Code ${circumstances.noun}'.`;
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
	missing_contact_number: ({ field }, _, { noun }) =>
		`no contact number in ${field === undefined ? 'the item' : quoteName(field)}. Check 'Contact Number ${noun}'.`,
	invalid_contact_number: (first, count, { isChecked }) =>
		describeKind('numbers that cannot be read', first, count) +
		(isChecked ? '' : " 'Check Only' shows how each number is read."),
	invalid_country_code: (first, count, { noun }) =>
		`${describeKind('countries that cannot be right', first, count)} Check 'Default Country' and the option 'Country Code ${noun}'.`,
	invalid_origin: (first, count, { noun }) =>
		`${describeKind('origins that E-so does not accept', first, count)} Check 'Origin' and the option 'Origin ${noun}'.`,
	unsupported_field: (first, count) =>
		`${describeKind('custom fields that E-so does not accept', first, count)} Check 'Custom Fields' and the option 'Nested Fields'.`,
	duplicate_contact_number: ({ message }) => message,
	refused: ({ message, field }, _, { stopped }) => {
		if (stopped?.remedy !== undefined) return stopped.message;
		// Then the message says so.
		return field !== undefined
			? message
			: `${endSentence(message)} If all are refused alike, check what they share: 'Support Channel Key', 'Contact Number Keys', or a custom field.`;
	},
	not_isolated: ({ message }) => message,
	delivery_failed: describeFirst,
	not_sent: describeFirst,
	malformed_row: (first, count) =>
		`${describeKind('rows that cannot be read', first, count)} If the rows look right to you, check the file options.`,
	unreadable_file: ({ message }) => message,
};

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
