import {
	deliveryFailed,
	notSent,
	outcomeUnknown,
	type SendFailure,
	unexpectedStatus,
} from './outcome';
import { isPermanent, type Reply } from './ports';
import type { RequestRun, RunFailure } from './run';
import type { Inconclusive, RetryVerdict } from './verdict';

/** A request that may be made several times. */
export interface Request<Settled> {
	/** Makes it once. */
	make(): Promise<Reply>;
	/** Interprets the answer. `nowMs` is the epoch time, for a `Retry-After` that is a date. */
	read(reply: Reply, nowMs: number): Settled | Inconclusive;
	/**
	 * Whether it may be repeated when E-so may already have carried it out. A request that E-so
	 * cannot have carried out, as after a rate limit, is repeated in any case.
	 */
	isIdempotent: boolean;
}

/** What is known about a batch or an item while it is being sent, over all its requests. */
export interface Attempts {
	/** Named as the reason if the run stops. */
	of: Pick<RunFailure, 'batch' | 'item'>;
	requests: number;
	/** Whether an answer was lost, so that E-so may have carried out a request without saying so. */
	outcomeUncertain: boolean;
}

/** The state for sending a batch or an item. */
export function createAttempts(of: Attempts['of']): Attempts {
	return { of, requests: 0, outcomeUncertain: false };
}

/**
 * Makes a request, and repeats it as long as that can help: until a verdict, the last retry, or the
 * end of the run.
 */
export async function sendWithRetries<Settled extends { kind: string }>(
	request: Request<Settled>,
	attempts: Attempts,
	run: RequestRun,
): Promise<Settled | SendFailure> {
	const tries: Tries = { waits: 0, retries: 0 };
	let last: RetryVerdict | undefined;
	for (;;) {
		const startedAt = await enterLane(run);
		if (startedAt === undefined)
			return notSent(run.stopReason(), last?.statusCode, attempts.outcomeUncertain, last);
		let waiting: Promise<SendFailure | undefined>;
		try {
			const verdict = await makeOnce(request, attempts, startedAt, run);
			if (!isInconclusive(verdict)) return verdict;
			if (verdict.kind === 'failed') {
				noteOddAnswer(verdict, attempts, run);
				return unexpectedStatus(verdict, attempts.outcomeUncertain, request.isIdempotent);
			}
			if (verdict.kind === 'stop' || isPermanent(verdict)) {
				endRun(verdict, attempts, run);
				return notSent(verdict, verdict.statusCode, attempts.outcomeUncertain, last);
			}
			last = verdict;
			if (verdict.outcomeUncertain && !request.isIdempotent) return outcomeUnknown(verdict);
			// This comes before the lane is left: whoever enters it next must notice the pause, or
			// the end of the run.
			waiting = waitToRetry(verdict, tries, startedAt, attempts, run);
		} finally {
			run.throttle.leave();
		}
		const givenUp = await waiting;
		if (givenUp !== undefined) return givenUp;
	}
}

/**
 * How often a request was repeated after a wait that the node chose itself, and how often that
 * counted against 'Max Retries'.
 */
interface Tries {
	waits: number;
	retries: number;
}

/**
 * @returns the time at which the request may start; undefined, without a lane, if the run is over.
 */
async function enterLane({ throttle, over }: RequestRun): Promise<number | undefined> {
	const startedAt = await throttle.enter();
	if (!over.aborted) return startedAt;
	throttle.leave();
	return undefined;
}

/** Makes a request, and tells throttle, circuit and budget how it went. */
async function makeOnce<Settled extends { kind: string }>(
	request: Request<Settled>,
	attempts: Attempts,
	startedAt: number,
	{ ports, throttle, circuit, waitBudget }: RequestRun,
): Promise<Settled | Inconclusive> {
	attempts.requests += 1;
	const verdict = request.read(await request.make(), ports.clock.now());
	if (verdict.kind === 'accepted') throttle.succeeded();
	if (!isInconclusive(verdict) || verdict.kind !== 'retry') {
		if (verdict.kind !== 'failed') circuit.answered();
		return verdict;
	}
	// That E-so counts requests does not mean that it carries them out.
	if (verdict.isRateLimit) return verdict;
	attempts.outcomeUncertain ||= verdict.outcomeUncertain && !isPermanent(verdict);
	waitBudget.charge(startedAt);
	if (isOverload(verdict)) throttle.overloaded(startedAt);
	// A server that says when to come back is not out of reach.
	if (verdict.retryAfterMs === undefined) circuit.failed(attempts, startedAt);
	else circuit.postponed(attempts);
	return verdict;
}

function isInconclusive(verdict: { kind: string }): verdict is Inconclusive {
	return verdict.kind === 'retry' || verdict.kind === 'stop' || verdict.kind === 'failed';
}

/** How servers and proxies signal overload without a 429: by a status, or by no answer at all. */
function isOverload({ statusCode }: RetryVerdict): boolean {
	return statusCode === undefined || [408, 503, 504].includes(statusCode);
}

/**
 * Waits before a request is repeated. A rate limit, and a wait that the server asks for, count only
 * against the time for waiting and not as retries: the API documents no rate, and a limit per
 * minute would use up any sensible number of retries.
 *
 * @returns how the request ended, if it is not to be repeated.
 */
async function waitToRetry(
	verdict: RetryVerdict,
	tries: Tries,
	startedAt: number,
	attempts: Attempts,
	run: RequestRun,
): Promise<SendFailure | undefined> {
	const { rules, ports, throttle, circuit, waitBudget, over } = run;
	const isCharged = !verdict.isRateLimit && verdict.retryAfterMs === undefined;
	if (isCharged && circuit.failedProbes() >= Math.max(1, rules.maxRetries))
		return outOfReach(verdict, attempts, run);
	if (isCharged && tries.retries >= rules.maxRetries) {
		if (circuit.isOpen()) throttle.goSingly(backoffMs(circuit.failedProbes(), ports.random));
		const count = `${tries.retries} ${tries.retries === 1 ? 'retry' : 'retries'}`;
		return deliveryFailed(verdict, `after ${count}`);
	}
	const isAlone = isCharged && circuit.isOpen();
	const backoffs = isAlone ? Math.max(circuit.failedProbes(), tries.waits) : tries.waits;
	const waitMs = verdict.retryAfterMs ?? backoffMs(backoffs, ports.random);
	if (verdict.retryAfterMs === undefined) tries.waits += 1;
	if (isCharged) tries.retries += 1;
	if (over.aborted) return undefined;
	if (!waitBudget.book(waitMs)) return outOfTime(verdict, attempts, run);
	if (verdict.isRateLimit) throttle.rateLimited(waitMs, startedAt);
	else if (isAlone) throttle.goSingly(waitMs);
	// The other lanes would only be told the same.
	else if (!isCharged && circuit.isShared()) throttle.goSingly(waitMs);
	else await throttle.rest(waitMs);
	return undefined;
}

/** So many undocumented answers in a row are not about single leads. */
const ODD_ANSWERS_TO_END = 16;

function noteOddAnswer(
	{ statusCode, message }: { statusCode: number; message: string },
	attempts: Attempts,
	run: RequestRun,
): void {
	const inARow = run.circuit.answeredOddly();
	if (inARow < ODD_ANSWERS_TO_END) return;
	endRun({ statusCode, message: `${message} (${inARow} times in a row)` }, attempts, run);
}

/** Nothing got through on several lanes, and the probes failed as well. */
function outOfReach(verdict: RetryVerdict, attempts: Attempts, run: RequestRun): SendFailure {
	const ended = deliveryFailed(verdict, 'and E-so answered no other request either');
	endRun(ended, attempts, run);
	return ended;
}

/**
 * If the server asks for a wait that exceeds the time for waiting, the whole run ends, as it does
 * if all requests fail in the same way. Other failures may concern only this request.
 */
function outOfTime(verdict: RetryVerdict, attempts: Attempts, run: RequestRun): SendFailure {
	const ended = deliveryFailed(verdict, "and the next wait would pass 'Max Wait'");
	const isAsked = verdict.isRateLimit || verdict.retryAfterMs !== undefined;
	if (isAsked || run.circuit.isOpen()) endRun(ended, attempts, run);
	return ended;
}

function endRun(
	{ statusCode, message }: { statusCode?: number | undefined; message: string },
	{ of }: Attempts,
	run: RequestRun,
): void {
	run.stop({ statusCode, message, ...of });
}

const BACKOFF_BASE_MS = 1_000;
const BACKOFF_CAP_MS = 30_000;

/**
 * The wait before retry number `retry` (from 0): exponential, with full jitter, so that lanes that
 * failed together do not come back together. `random` returns a number in [0, 1).
 */
export function backoffMs(retry: number, random: () => number): number {
	return random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** retry);
}
