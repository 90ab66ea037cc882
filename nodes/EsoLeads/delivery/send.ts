import type { Rejection } from '../lead/rejection';
import { backoffMs } from './backoff';
import { classify, type Retry } from './classify';
import type { QueuedLead } from './outcome';
import type { Run, StopReason } from './run';

/** How sending one group of leads ended, after all its retries. */
export type Sent =
	| { kind: 'accepted' | 'refused' | 'tooLarge'; statusCode: number; message: string }
	| {
			kind: 'undelivered';
			statusCode: number | undefined;
			message: string;
			code: UndeliveredCode;
			retryable: boolean;
	  };

type UndeliveredCode = Extract<Rejection['code'], 'delivery_failed' | 'not_sent'>;

/** The batch that a request belongs to; it counts its requests. */
export interface Sender {
	batch: number;
	requests: number;
}

/**
 * Sends leads in one request, and again as long as that can help: until a verdict, the last retry,
 * or the end of the run.
 */
export async function send(leads: readonly QueuedLead[], sender: Sender, run: Run): Promise<Sent> {
	const { ports, lanes } = run;
	const body = `{"data":[${leads.map((lead) => lead.json).join(',')}]}`;
	let retries = 0;
	let mayBeStored = false;
	let last: Retry | undefined;
	for (;;) {
		await lanes.enter();
		if (run.over.aborted) {
			lanes.leave();
			return notSent(run.stopReason(), mayBeStored, last);
		}
		const startedAt = ports.clock.now();
		sender.requests += 1;
		const reply = await ports.post(body);
		lanes.leave();
		const verdict = classify(reply, ports.clock.now());
		if (verdict.kind === 'accepted') lanes.succeeded();
		if (verdict.kind === 'stop') {
			const reason = {
				statusCode: verdict.statusCode,
				message: verdict.message,
				batch: sender.batch,
			};
			run.stop(reason);
			return notSent(reason, mayBeStored, last);
		}
		if (verdict.kind === 'failed')
			return { ...verdict, kind: 'undelivered', code: 'delivery_failed', retryable: mayBeStored };
		if (verdict.kind !== 'retry') return verdict;

		last = verdict;
		mayBeStored ||= verdict.mayBeStored;
		// A wait that the server asks for is not charged to the retries: obeying it is what it wants.
		const isCharged = verdict.retryAfterMs === undefined;
		if (isCharged && retries >= run.rules.maxRetries)
			return deliveryFailed(verdict, `after ${retries} ${retries === 1 ? 'retry' : 'retries'}`);
		const waitMs = verdict.retryAfterMs ?? backoffMs(retries, ports.random);
		if (isCharged) retries += 1;
		if (run.over.aborted) continue;
		if (!run.waits.book(waitMs)) return outOfTime(verdict, sender, run);
		if (verdict.isRateLimit) lanes.rateLimited(waitMs, startedAt);
		else await ports.clock.wait(waitMs, run.over);
	}
}

/**
 * With the time for waiting used up, later batches would fare no better: each would spend its
 * timeout on the same outage.
 */
function outOfTime(verdict: Retry, sender: Sender, run: Run): Sent {
	const failed = deliveryFailed(verdict, "and the next wait would pass 'Max Wait'");
	run.stop({ statusCode: failed.statusCode, message: failed.message, batch: sender.batch });
	return failed;
}

function deliveryFailed(verdict: Retry, circumstance: string): Sent {
	return {
		kind: 'undelivered',
		code: 'delivery_failed',
		statusCode: verdict.statusCode,
		message: `${verdict.message} (${circumstance})`,
		retryable: true,
	};
}

/**
 * Leads that no request could have stored are "not sent"; where an answer was lost before the run
 * ended, nobody knows.
 */
function notSent(
	reason: StopReason | undefined,
	mayBeStored: boolean,
	last: Retry | undefined,
): Sent {
	const why = reason?.message ?? 'the run has ended';
	return mayBeStored
		? {
				kind: 'undelivered',
				code: 'delivery_failed',
				statusCode: last?.statusCode,
				message: `${last?.message ?? 'No answer'}; not sent again: ${why}`,
				retryable: true,
			}
		: {
				kind: 'undelivered',
				code: 'not_sent',
				statusCode: reason?.statusCode,
				message: why,
				retryable: true,
			};
}
