import { systemClock } from '../../systemClock';
import type { QueuedLead } from '../../delivery/outcome';
import type { Rejection } from '../../lead/rejection';
import { countOf } from '../../report/counts';
import type { Misconfigured } from './settings';

/** Preparing so many leads takes a few milliseconds; n8n must not stand still for longer. */
const LEADS_AT_A_TIME = 500;

/** Prepares all leads before the first is sent. Ends early when the user stops the execution. */
export async function prepareAll(
	leads: Iterable<QueuedLead>,
	cancelled: AbortSignal,
): Promise<QueuedLead[]> {
	const prepared: QueuedLead[] = [];
	for (const lead of leads) {
		prepared.push(lead);
		if (prepared.length % LEADS_AT_A_TIME === 0) {
			await systemClock.wait(0, cancelled);
			if (cancelled.aborted) break;
		}
	}
	return prepared;
}

/**
 * With *Invalid Leads: Stop Before Anything Is Sent*: why the run must not begin, given what
 * preparing all leads came to; undefined if it may. Duplicates are no reason, since they have an
 * option of their own.
 */
export function refuseInvalidLeads(
	rejections: ReadonlyMap<number, Rejection>,
): Misconfigured | undefined {
	const [first] = rejections;
	if (first === undefined) return undefined;
	const [item, { message }] = first;
	return {
		kind: 'misconfigured',
		message: `${countOf(rejections.size, 'lead')} of the input cannot be sent; the first: ${message} [item ${item}]`,
		description:
			"Nothing was sent. Correct the leads, or set 'Invalid Leads' to Send to Rejected to send the others.",
		code: 'not_sent',
	};
}
