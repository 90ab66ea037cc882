import type { RejectionCode } from '../lead/rejection';
import { backoffMs } from './backoff';
import { leadsBody } from './body';
import { classify, type Retry, type Verdict } from './classify';
import type { QueuedLead } from './outcome';
import type { Run, StopReason } from './run';

/** How sending one group of leads ended, after all its retries. */
export type Sent =
	| { kind: 'accepted'; statusCode: number; message: string }
	| SentRefused
	| SentUndelivered;

/** E-so does not take these leads together: one of them is bad, or they are too large. */
export interface SentRefused {
	kind: 'refused' | 'tooLarge';
	statusCode: number;
	message: string;
}

/** The leads got no verdict. */
export interface SentUndelivered {
	kind: 'undelivered';
	code: Extract<RejectionCode, 'delivery_failed' | 'not_sent'>;
	statusCode: number | undefined;
	message: string;
	retryable: boolean;
}

/** What is known of a batch while it is being sent, over all its requests. */
export interface Sender {
	batch: number;
	requests: number;
	/** Whether an answer was lost, so that E-so may have stored leads without saying so. */
	mayBeStored: boolean;
}

/** Begins to send a batch. */
export function createSender(batch: number): Sender {
	return { batch, requests: 0, mayBeStored: false };
}

/**
 * Sends leads in one request, and again as long as that can help: until a verdict, the last retry,
 * or the end of the run.
 */
export async function send(leads: readonly QueuedLead[], sender: Sender, run: Run): Promise<Sent> {
	const body = leadsBody(leads);
	const tries = { waits: 0, retries: 0 };
	let last: Retry | undefined;
	for (;;) {
		const startedAt = await enterLane(run);
		if (startedAt === undefined) return notSent(run.stopReason(), last?.statusCode, sender, last);
		let waiting: Promise<SentUndelivered | undefined> | undefined;
		let verdict: Verdict;
		try {
			verdict = await postOnce(body, sender, run);
			// Before the lane is left: who waits for it must find the pause, or the end of the run.
			if (verdict.kind === 'retry') waiting = waitToRetry(verdict, tries, startedAt, sender, run);
			if (verdict.kind === 'stop') return stopRun(verdict, sender, run, last);
		} finally {
			run.lanes.leave();
		}
		switch (verdict.kind) {
			case 'accepted':
			case 'refused':
			case 'tooLarge':
				return verdict;
			case 'failed':
				return {
					...verdict,
					kind: 'undelivered',
					code: 'delivery_failed',
					retryable: sender.mayBeStored,
				};
			case 'retry': {
				last = verdict;
				const givenUp = await waiting;
				if (givenUp !== undefined) return givenUp;
			}
		}
	}
}

/**
 * @returns when the request may start, in the clock's time; undefined, in no lane, if the run is
 * over.
 */
async function enterLane({ lanes, over, ports }: Run): Promise<number | undefined> {
	await lanes.enter();
	if (!over.aborted) return ports.clock.now();
	lanes.leave();
	return undefined;
}

async function postOnce(body: string, sender: Sender, { ports, lanes }: Run): Promise<Verdict> {
	sender.requests += 1;
	const verdict = classify(await ports.post(body), ports.clock.now());
	if (verdict.kind === 'accepted') lanes.succeeded();
	if (verdict.kind === 'retry') sender.mayBeStored ||= verdict.mayBeStored;
	return verdict;
}

/**
 * Waits before a request is repeated. A rate limit and a wait that the server asks for are charged
 * to the time for waiting alone: the API documents no rate, and a limit per minute outlasts any
 * sensible number of retries.
 *
 * @returns how the leads ended, if the request is not to be repeated.
 */
async function waitToRetry(
	verdict: Retry,
	tries: { waits: number; retries: number },
	startedAt: number,
	sender: Sender,
	run: Run,
): Promise<SentUndelivered | undefined> {
	const { rules, ports, lanes, waits, over } = run;
	const isCharged = !verdict.isRateLimit && verdict.retryAfterMs === undefined;
	if (isCharged && tries.retries >= rules.maxRetries) {
		const count = `${tries.retries} ${tries.retries === 1 ? 'retry' : 'retries'}`;
		return deliveryFailed(verdict, `after ${count}`);
	}
	const waitMs = verdict.retryAfterMs ?? backoffMs(tries.waits, ports.random);
	if (verdict.retryAfterMs === undefined) tries.waits += 1;
	if (isCharged) tries.retries += 1;
	if (over.aborted) return undefined;
	if (!waits.book(waitMs)) return outOfTime(verdict, sender, run);
	if (verdict.isRateLimit) lanes.rateLimited(waitMs, startedAt);
	else await ports.clock.wait(waitMs, over);
	return undefined;
}

/**
 * A rate limit that outlasts the time for waiting holds for the whole run; other faults may be this
 * batch's alone.
 */
function outOfTime(verdict: Retry, sender: Sender, run: Run): SentUndelivered {
	const failed = deliveryFailed(verdict, "and the next wait would pass 'Max Wait'");
	const { statusCode, message } = failed;
	if (verdict.isRateLimit) run.stop({ statusCode, message, batch: sender.batch });
	return failed;
}

function deliveryFailed({ statusCode, message }: Retry, circumstance: string): SentUndelivered {
	return {
		kind: 'undelivered',
		code: 'delivery_failed',
		statusCode,
		message: `${message} (${circumstance})`,
		retryable: true,
	};
}

function stopRun(
	{ statusCode, message }: { statusCode: number; message: string },
	sender: Sender,
	run: Run,
	last: Retry | undefined,
): SentUndelivered {
	const reason = { statusCode, message, batch: sender.batch };
	run.stop(reason);
	return notSent(reason, statusCode, sender, last);
}

/**
 * Leads that no request could have stored are "not sent"; where an answer was lost before the run
 * ended, nobody knows.
 */
function notSent(
	reason: StopReason | undefined,
	statusCode: number | undefined,
	{ mayBeStored }: Sender,
	last: Retry | undefined,
): SentUndelivered {
	const why = reason?.message ?? 'the run has ended';
	return {
		kind: 'undelivered',
		code: mayBeStored ? 'delivery_failed' : 'not_sent',
		statusCode: mayBeStored ? last?.statusCode : statusCode,
		message: mayBeStored ? `${last?.message ?? 'An answer was lost'}; not sent again: ${why}` : why,
		retryable: true,
	};
}
