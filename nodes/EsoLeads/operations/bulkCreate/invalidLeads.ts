import type { Rejection } from '../../lead/rejection';
import { countOf } from '../../report/counts';
import type { Misconfigured } from './settings';

/**
 * With *Invalid Leads: Stop Before Anything Is Sent*: why the run must not begin, given what
 * preparing all leads came to; undefined if it may. Duplicates are no reason, since they have an
 * option of their own.
 */
export function refuseInvalidLeads(
	rejections: ReadonlyMap<number, Rejection>,
): Misconfigured | undefined {
	const invalid = [...rejections].filter(([, { code }]) => code !== 'duplicate_contact_number');
	const [first] = invalid;
	if (first === undefined) return undefined;
	const [item, { message }] = first;
	return {
		kind: 'misconfigured',
		message: `${countOf(invalid.length, 'lead')} of the input cannot be sent; the first: ${message} [item ${item}]`,
		description:
			"Nothing was sent. Correct the leads, or set 'Invalid Leads' to Send to Rejected to send the others.",
		code: 'not_sent',
	};
}
