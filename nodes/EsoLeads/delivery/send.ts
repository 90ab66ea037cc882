import { leadsBody } from './batches';
import type { QueuedLead, SendFailure } from './outcome';
import { type Attempts, sendWithRetries } from './retry';
import type { Run } from './run';
import { classify } from './verdict';

/** How sending one group of leads ended, after all its retries. */
export type SendOutcome =
	| { kind: 'accepted'; statusCode: number; message: string }
	| GroupRefusal
	| SendFailure;

/** E-so does not take these leads together: one of them is bad, or they are too large. */
export interface GroupRefusal {
	kind: 'refused' | 'tooLarge';
	statusCode: number;
	message: string;
}

/** Sends leads in one request, and again as long as that can help. */
export async function send(
	leads: readonly QueuedLead[],
	attempts: Attempts,
	run: Run,
): Promise<SendOutcome> {
	const body = leadsBody(leads);
	return await sendWithRetries(
		{
			make: async () => await run.ports.post(body),
			read: (reply, nowMs) => classify(reply, nowMs, leads.length),
			// The API ignores the numbers that it has (documented).
			isIdempotent: true,
		},
		attempts,
		run,
	);
}
