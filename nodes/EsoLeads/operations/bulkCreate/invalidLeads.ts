import { countOf } from '../../counts';
import { systemClock } from '../../systemClock';
import type { Misconfigured } from '../misconfigured';
import type { Preparation } from './preparation';

/** Preparing so many leads takes a few milliseconds; n8n must not stand still for longer. */
const LEADS_AT_A_TIME = 500;

/**
 * With *Invalid Leads: Stop Before Anything Is Sent*: prepares all leads to see whether each can be
 * sent. None is kept, since held all at once they would take three times the memory; they are
 * prepared anew when they are sent. Ends early when the user stops the execution. Duplicates are no
 * reason to stop, since they have an option of their own.
 *
 * @returns why the run must not begin; undefined if it may.
 */
export async function findInvalidLeads(
	{ leads, rejections }: Preparation,
	cancelled: AbortSignal,
): Promise<Misconfigured | undefined> {
	for (let prepared = 1; leads.next().done !== true && !cancelled.aborted; prepared += 1) {
		if (prepared % LEADS_AT_A_TIME === 0) await systemClock.wait(0, cancelled);
	}
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
