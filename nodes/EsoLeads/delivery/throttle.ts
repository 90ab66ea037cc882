import type { Clock } from './clock';

/**
 * How many requests may be under way at once, shared by all batches of a run: additive increase,
 * multiplicative decrease. The API documents that there is a rate limit, and not which.
 */
export type Throttle = ReturnType<typeof createThrottle>;

/** A run begins with as many lanes as any server can take. */
const FIRST_WIDTH = 4;

/**
 * Widening begins later: a burst that uses up the limit of a whole second at once is refused with all
 * that is under way.
 */
const FIRST_WIDTH_MS = 500;

/** After a rate limit the lanes grow back more slowly. */
const SUCCESSES_TO_RECOVER = 10;

/** Lanes for at most `maxWidth` requests at once. After `over` is aborted nobody waits any more. */
export function createThrottle(maxWidth: number, clock: Clock, over: AbortSignal) {
	const widensAt = clock.now() + FIRST_WIDTH_MS;
	const rateCap = createRateCap();
	let width = Math.min(FIRST_WIDTH, maxWidth);
	let busy = 0;
	let begun = 0;
	let resting = 0;
	let pausedUntil = 0;
	let narrowedAt = -Infinity;
	let hasMetLimit = false;
	let successes = 0;
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

	/** Requests that were under way together meet one and the same limit: it halves the lanes once. */
	const narrow = (startedAt: number) => {
		successes = 0;
		if (startedAt < narrowedAt) return;
		narrowedAt = clock.now();
		width = Math.max(1, Math.floor(width / 2));
	};

	return {
		/** How many requests may be under way now. */
		width: () => width,
		/** Resolves with the time at which a request may start, or at which the run is over. */
		async enter(): Promise<number> {
			while (!over.aborted) {
				const now = clock.now();
				const pauseMs = Math.max(pausedUntil - now, rateCap.waitMs(now));
				if (busy >= width) await untilChange();
				else if (pauseMs > 0) await clock.wait(pauseMs, over);
				else break;
			}
			busy += 1;
			return rateCap.started(clock.now());
		},
		leave(): void {
			busy -= 1;
			wakeAll();
		},
		/** Reports that a request succeeded. */
		succeeded(): void {
			if (width === maxWidth || clock.now() < widensAt) return;
			successes += 1;
			// A run that has met no rate limit widens with each round of requests that all succeed.
			if (successes < (hasMetLimit ? SUCCESSES_TO_RECOVER : width)) return;
			successes = 0;
			width += 1;
			wakeAll();
		},
		/**
		 * Reports that a request that started at `startedAt` met a rate limit: the lanes are halved,
		 * and every one waits for `waitMs`.
		 */
		rateLimited(waitMs: number, startedAt: number): void {
			hasMetLimit = true;
			rateCap.exceeded(startedAt, clock.now());
			pausedUntil = Math.max(pausedUntil, clock.now() + waitMs);
			narrow(startedAt);
		},
		/** Reports that a request that started at `startedAt` was too much for E-so: the lanes are halved. */
		overloaded: narrow,
		/** Every lane waits for `waitMs`; one request at a time goes on then, until one succeeds. */
		goSingly(waitMs: number): void {
			pausedUntil = Math.max(pausedUntil, clock.now() + waitMs);
			successes = 0;
			width = 1;
		},
		/** Whether another batch may begin: one that rests between two tries leaves its place to others. */
		hasRoom: () => begun < maxWidth && begun - resting < width,
		/** A batch begins, which may take several requests, and ends. */
		begin(): void {
			begun += 1;
		},
		end(): void {
			begun -= 1;
			wakeAll();
		},
		/** Waits between two tries of a batch; for as long, or until the run is over. */
		async rest(ms: number): Promise<void> {
			resting += 1;
			wakeAll();
			await clock.wait(ms, over);
			resting -= 1;
		},
		/** Resolves when there may be room that was not there before, or when the run is over. */
		changed: untilChange,
	};
}

/** Most APIs count by the second; where one counts by the minute, the pauses it asks for do the work. */
const WINDOW_MS = 1_000;

/** Of two requests the later one may be the faster one on its way; assumed to differ by no more. */
const MARGIN_MS = 50;

/** No run makes more requests than these within a second. */
const REMEMBERED_STARTS = 1_000;

/**
 * The limit may be gone, or was shared with runs that have ended. A try at more than what passed can
 * cost a pause of a second or so, hence no sooner.
 */
const PROBE_AFTER_MS = 10_000;

/**
 * How many requests of a run may start within a second: what passed within the second before one met
 * a rate limit is what the limit allows. Lanes alone are refused again each second. Times are the
 * clock's, in milliseconds.
 */
export function createRateCap() {
	let most = Infinity;
	/** When the latest requests started that met no limit, as far as is known. */
	let starts: number[] = [];
	/** The cap before the limit was met last, and when that was first heard of. */
	let before = Infinity;
	let metAt = -Infinity;
	let probeAt = Infinity;
	let growth = 1;

	const countUntil = (startedAt: number) =>
		starts.filter((at) => at > startedAt - WINDOW_MS && at <= startedAt).length;

	return {
		/** How long a request has to wait that would start at `now`. */
		waitMs(now: number): number {
			if (now >= probeAt) {
				most += growth;
				growth *= 2;
				probeAt = now + PROBE_AFTER_MS;
			}
			const blocking = starts[starts.length - most];
			return blocking === undefined ? 0 : Math.max(0, blocking + WINDOW_MS + MARGIN_MS - now);
		},
		/** A request starts. @returns when. */
		started(now: number): number {
			if (starts.length >= 2 * REMEMBERED_STARTS) starts = starts.slice(-REMEMBERED_STARTS);
			starts.push(now);
			return now;
		},
		/** The request that started at `startedAt` was answered at `now` that they are too many. */
		exceeded(startedAt: number, now: number): void {
			const place = starts.indexOf(startedAt);
			if (place >= 0) starts.splice(place, 1);
			// Of requests that were under way together the last answer tells best how many passed.
			if (startedAt >= metAt) {
				before = most;
				metAt = now;
			}
			const passed = countUntil(startedAt);
			// Where none did, others used the limit up.
			most = passed === 0 ? before : Math.min(before, passed);
			growth = 1;
			probeAt = now + PROBE_AFTER_MS;
		},
	};
}

/**
 * How long a run may go on without an answer of E-so's: waits, and requests that came to nothing.
 * What several lanes wait for at the same time counts once: it is the user's time.
 */
export type WaitBudget = ReturnType<typeof createWaitBudget>;

/** A budget of `limitMs` for one run. */
export function createWaitBudget(limitMs: number, clock: Clock) {
	let bookedMs = 0;
	let bookedUntil = 0;
	return {
		/**
		 * Books a wait of `ms` that begins now. @returns false, and books nothing, where it would pass
		 * the limit.
		 */
		book(ms: number): boolean {
			const now = clock.now();
			const addedMs = Math.max(0, now + ms - Math.max(now, bookedUntil));
			if (bookedMs + addedMs > limitMs) return false;
			bookedMs += addedMs;
			bookedUntil = Math.max(bookedUntil, now + ms);
			return true;
		},
		/** Charges the time since `startedAt`, in the clock's time: a request got no answer in it. */
		charge(startedAt: number): void {
			const now = clock.now();
			bookedMs += Math.max(0, now - Math.max(startedAt, bookedUntil));
			bookedUntil = Math.max(bookedUntil, now);
		},
	};
}
