import { leadsBody } from './body';
import { classify } from './classify';
import type { QueuedLead } from './outcome';
import type { Run } from './run';
import { untilSettled, type Sender } from './untilSettled';
import type { Undelivered } from './undelivered';

/** How sending one group of leads ended, after all its retries. */
export type Sent =
	| { kind: 'accepted'; statusCode: number; message: string }
	| SentRefused
	| Undelivered;

/** E-so does not take these leads together: one of them is bad, or they are too large. */
export interface SentRefused {
	kind: 'refused' | 'tooLarge';
	statusCode: number;
	message: string;
}

/** Sends leads in one request, and again as long as that can help. */
export async function send(leads: readonly QueuedLead[], sender: Sender, run: Run): Promise<Sent> {
	const body = leadsBody(leads);
	return await untilSettled(
		{
			make: async () => await run.ports.post(body),
			read: classify,
			// The API ignores the numbers that it has (documented).
			isRepeatable: true,
		},
		sender,
		run,
	);
}
