import type { Clock } from './ports';

/**
 * How many requests may be under way at once, shared by all batches of a run: additive increase,
 * multiplicative decrease. The API documents that there is a rate limit, but not what it is.
 */
export type Throttle = ReturnType<typeof createThrottle>;

/** Lanes for at most `maxWidth` requests at once. Once `over` is aborted, nothing waits any more. */
export function createThrottle(maxWidth: number, clock: Clock, over: AbortSignal) {
	const lanes = createLanes(maxWidth, clock);
	const rateCap = createRateCap();
	let busy = 0;
	let begun = 0;
	let resting = 0;
	let pausedUntil = 0;
	let waiting: Array<() => void> = [];

	const wakeAll = () => {
		const woken = waiting;
		waiting = [];
		for (const wake of woken) wake();
	};
	over.addEventListener('abort', wakeAll, { once: true });

	const untilChange = async () => {
		if (!over.aborted) await new Promise<void>((resolve) => waiting.push(resolve));
	};
	const pause = (ms: number) => {
		pausedUntil = Math.max(pausedUntil, clock.now() + ms);
	};

	return {
		/** How many requests may be under way at the moment. */
		width: lanes.width,
		/** Resolves with the time at which a request may start, or at which the run is over. */
		async enter(): Promise<number> {
			while (!over.aborted) {
				const now = clock.now();
				const pauseMs = Math.max(pausedUntil - now, rateCap.waitMs(now));
				if (busy >= lanes.width()) await untilChange();
				else if (pauseMs > 0) await clock.wait(pauseMs, over);
				else break;
			}
			busy += 1;
			lanes.used(busy);
			return rateCap.started(clock.now());
		},
		leave(): void {
			busy -= 1;
			wakeAll();
		},
		/** Reports that a request succeeded. */
		succeeded(): void {
			if (lanes.succeeded()) wakeAll();
		},
		/** Reports that a request hit a rate limit: the lanes are halved, and all wait for `waitMs`. */
		rateLimited(waitMs: number, startedAt: number): void {
			rateCap.exceeded(startedAt, clock.now());
			pause(waitMs);
			lanes.limited(startedAt);
		},
		/** Reports that a request that started at `startedAt` overloaded E-so: the lanes are halved. */
		overloaded: lanes.narrow,
		/** Every lane waits for `waitMs`; then single requests are made until one succeeds. */
		goSingly(waitMs: number): void {
			pause(waitMs);
			lanes.leaveOne();
		},
		/** Whether another batch may begin; one that waits between two attempts leaves its place. */
		hasRoom: () => begun < maxWidth && begun - resting < lanes.width(),
		/** Reports that a batch begins; it may take several requests. */
		begin: () => void (begun += 1),
		end(): void {
			begun -= 1;
			wakeAll();
		},
		/** How many batches have begun and not ended. */
		batchesUnderWay: () => begun,
		/** Waits between two attempts of a batch, for `ms` or until the run is over. */
		async rest(ms: number): Promise<void> {
			resting += 1;
			wakeAll();
			await clock.wait(ms, over);
			resting -= 1;
		},
		/** Resolves when there may be new room, or when the run is over. */
		changed: untilChange,
	};
}

/** A run starts with a number of lanes that any server can handle. */
export const FIRST_WIDTH = 4;

/** After a rate limit the number of lanes grows more slowly. */
const SUCCESSES_TO_RECOVER = 10;

/** How many lanes there are, as their requests go well or not. */
function createLanes(maxWidth: number, clock: Clock) {
	let width = Math.min(FIRST_WIDTH, maxWidth);
	let narrowedAt = -Infinity;
	let hasMetLimit = false;
	let successes = 0;
	let wasFull = false;

	/** Requests that were under way together hit the same limit, which halves the lanes only once. */
	const narrow = (startedAt: number): void => {
		successes = 0;
		if (startedAt < narrowedAt) return;
		narrowedAt = clock.now();
		width = Math.max(1, Math.floor(width / 2));
	};

	return {
		width: () => width,
		narrow,
		used(busy: number): void {
			wasFull ||= busy === width;
		},
		/** @returns whether there is now one more lane. */
		succeeded(): boolean {
			if (width === maxWidth) return false;
			successes += 1;
			// Before any rate limit the lanes grow with each round of requests that all succeed. More lanes
			// than the run can fill would only have more requests refused at once.
			if (!wasFull || successes < (hasMetLimit ? SUCCESSES_TO_RECOVER : width)) return false;
			successes = 0;
			wasFull = false;
			width += 1;
			return true;
		},
		limited(startedAt: number): void {
			hasMetLimit = true;
			narrow(startedAt);
		},
		leaveOne(): void {
			successes = 0;
			width = 1;
		},
	};
}

/** Most APIs count per second. If one counts per minute, the pauses it asks for do the work. */
const WINDOW_MS = 1_000;

/** A later request may overtake an earlier one on its way (assumed: by no more than this). */
const MARGIN_MS = 50;

/** No run makes more requests than these within a second. */
const REMEMBERED_STARTS = 1_000;

/** The limit may be gone. Trying more can cost a pause of a second or so, hence not sooner. */
const PROBE_AFTER_MS = 10_000;

/** Trying more went well for two windows: the limit is not where it was. */
const PROBE_ON_AFTER_MS = 2 * WINDOW_MS;

/** Two limits that differ by less than a quarter are the same one, measured twice. */
const SAME_LIMIT = 0.75;

/**
 * How many requests of a run may start within a second: the limit is the number that succeeded in
 * the second before one was refused. Lanes alone would be refused again every second. Where that
 * number is another each time, others use up the limit, or chance refuses: then lanes and pauses
 * have to do, since a cap by an unlucky second would hold up the run. Times are the clock's, in
 * milliseconds.
 */
export function createRateCap() {
	let most = Infinity;
	/** The start times of the latest requests that, as far as is known, hit no limit. */
	let starts: number[] = [];
	/** How many succeeded in the second before the latest refusal, and before those until then. */
	let passed = Infinity;
	let passedBefore = Infinity;
	let metAt = -Infinity;
	let probeAt = Infinity;
	let growth = 1;

	const countUntil = (startedAt: number) =>
		starts.filter((at) => at > startedAt - WINDOW_MS && at <= startedAt).length;

	return {
		/** How long a request that is ready at `now` has to wait. */
		waitMs(now: number): number {
			if (now >= probeAt) {
				most += growth;
				growth *= 2;
				probeAt = now + PROBE_ON_AFTER_MS;
			}
			const blocking = starts[starts.length - most];
			return blocking === undefined ? 0 : Math.max(0, blocking + WINDOW_MS + MARGIN_MS - now);
		},
		/** Reports that a request starts. @returns when. */
		started(now: number): number {
			if (starts.length >= 2 * REMEMBERED_STARTS) starts = starts.slice(-REMEMBERED_STARTS);
			starts.push(now);
			return now;
		},
		/** Reports that the limit refused, at `now`, the request that started at `startedAt`. */
		exceeded(startedAt: number, now: number): void {
			const place = starts.indexOf(startedAt);
			if (place >= 0) starts.splice(place, 1);
			// Of requests that were under way together, the last answer shows best how many succeeded.
			if (startedAt >= metAt) {
				passedBefore = passed;
				metAt = now;
			}
			passed = countUntil(startedAt);
			most = passed > 0 && isSameLimit(passed, passedBefore) ? passed : Infinity;
			growth = 1;
			probeAt = now + PROBE_AFTER_MS;
		},
	};
}

const isSameLimit = (limit: number, before: number) =>
	before === Infinity || (limit >= SAME_LIMIT * before && before >= SAME_LIMIT * limit);
