import { backoffMs } from './backoff';
import type { Retry, Unsettled } from './classify';
import type { Reply } from './reply';
import type { RequestRun, StopReason } from './run';
import {
	deliveryFailed,
	notSent,
	outcomeUnknown,
	unexpectedStatus,
	type Undelivered,
} from './undelivered';

/** One request, as often as it is made. */
export interface Request<Settled> {
	/** Makes it once. */
	make(): Promise<Reply>;
	/** What its answer means. `nowMs` is the epoch time, for a `Retry-After` that is a date. */
	read(reply: Reply, nowMs: number): Settled | Unsettled;
	/**
	 * Whether it may be made again when E-so may have done it already. One that E-so cannot have done,
	 * as under a rate limit, is made again in any case.
	 */
	isRepeatable: boolean;
}

/** What is known of a batch or an item while it is being sent, over all its requests. */
export interface Sender {
	/** For the reason why a run stops. */
	of: Pick<StopReason, 'batch' | 'item'>;
	requests: number;
	/** Whether an answer was lost, so that E-so may have done what was asked without saying so. */
	mayBeStored: boolean;
}

/** Begins to send a batch, or what an item asks for. */
export function createSender(of: Sender['of']): Sender {
	return { of, requests: 0, mayBeStored: false };
}

/**
 * Makes a request, and makes it again as long as that can help: until a verdict, the last retry, or
 * the end of the run.
 */
export async function untilSettled<Settled extends { kind: string }>(
	request: Request<Settled>,
	sender: Sender,
	run: RequestRun,
): Promise<Settled | Undelivered> {
	const tries = { waits: 0, retries: 0 };
	let last: Retry | undefined;
	for (;;) {
		const startedAt = await enterLane(run);
		if (startedAt === undefined)
			return notSent(run.stopReason(), last?.statusCode, sender.mayBeStored, last);
		let waiting: Promise<Undelivered | undefined>;
		try {
			const verdict = await makeOnce(request, sender, run);
			if (!isUnsettled(verdict)) return verdict;
			if (verdict.kind === 'failed')
				return unexpectedStatus(verdict, sender.mayBeStored, request.isRepeatable);
			if (verdict.kind === 'stop') return stopRun(verdict, sender, run, last);
			last = verdict;
			if (verdict.mayBeStored && !request.isRepeatable) return outcomeUnknown(verdict);
			// Before the lane is left: who waits for it must find the pause, or the end of the run.
			waiting = waitToRetry(verdict, tries, startedAt, sender, run);
		} finally {
			run.lanes.leave();
		}
		const givenUp = await waiting;
		if (givenUp !== undefined) return givenUp;
	}
}

/**
 * @returns when the request may start, in the clock's time; undefined, in no lane, if the run is
 * over.
 */
async function enterLane({ lanes, over, ports }: RequestRun): Promise<number | undefined> {
	await lanes.enter();
	if (!over.aborted) return ports.clock.now();
	lanes.leave();
	return undefined;
}

async function makeOnce<Settled extends { kind: string }>(
	request: Request<Settled>,
	sender: Sender,
	{ ports, lanes }: RequestRun,
): Promise<Settled | Unsettled> {
	sender.requests += 1;
	const verdict = request.read(await request.make(), ports.clock.now());
	if (verdict.kind === 'accepted') lanes.succeeded();
	if (isUnsettled(verdict) && verdict.kind === 'retry') sender.mayBeStored ||= verdict.mayBeStored;
	return verdict;
}

function isUnsettled(verdict: { kind: string }): verdict is Unsettled {
	return verdict.kind === 'retry' || verdict.kind === 'stop' || verdict.kind === 'failed';
}

/**
 * Waits before a request is repeated. A rate limit and a wait that the server asks for are charged
 * to the time for waiting alone: the API documents no rate, and a limit per minute outlasts any
 * sensible number of retries.
 *
 * @returns how the request ended, if it is not to be repeated.
 */
async function waitToRetry(
	verdict: Retry,
	tries: { waits: number; retries: number },
	startedAt: number,
	sender: Sender,
	run: RequestRun,
): Promise<Undelivered | undefined> {
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
 * request's alone.
 */
function outOfTime(verdict: Retry, sender: Sender, run: RequestRun): Undelivered {
	const ended = deliveryFailed(verdict, "and the next wait would pass 'Max Wait'");
	const { statusCode, message } = ended;
	if (verdict.isRateLimit) run.stop({ statusCode, message, ...sender.of });
	return ended;
}

function stopRun(
	{ statusCode, message }: { statusCode: number; message: string },
	sender: Sender,
	run: RequestRun,
	last: Retry | undefined,
): Undelivered {
	const reason = { statusCode, message, ...sender.of };
	run.stop(reason);
	return notSent(reason, statusCode, sender.mayBeStored, last);
}
