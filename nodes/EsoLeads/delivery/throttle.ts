/** Time as delivery sees it; passed in, so that tests are exact and instant. */
export interface Clock {
	/** Milliseconds since the epoch; never goes backwards. */
	now(): number;
	/** Resolves after `ms`, or as soon as `signal` is aborted. Never rejects. */
	wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** Long loops give way in between; n8n must not stand still for longer. */
const MAX_BUSY_MS = 15;

const NEVER_ABORTED = new AbortController().signal;

/**
 * Paces a loop over many items: what it returns lets n8n do what waits, such as hearing that the user
 * pressed Stop, and is undefined while that is not due yet.
 */
export function createPacer(clock: Clock): () => Promise<void> | undefined {
	let due = clock.now() + MAX_BUSY_MS;
	return () => {
		if (clock.now() < due) return undefined;
		return clock.wait(0, NEVER_ABORTED).then(() => {
			due = clock.now() + MAX_BUSY_MS;
		});
	};
}

/**
 * How many requests may be under way at once, shared by all batches of a run: additive increase,
 * multiplicative decrease.
 */
export interface Throttle {
	/** How many requests may be under way now. */
	width(): number;
	/** Resolves when a request may start, or when the run is over: the caller checks which. */
	enter(): Promise<void>;
	leave(): void;
	/** Reports that a request succeeded. */
	succeeded(): void;
	/**
	 * Reports that a request that started at `startedAt` met a rate limit: the lanes are halved,
	 * and every one waits for `waitMs`.
	 */
	rateLimited(waitMs: number, startedAt: number): void;
	/**
	 * Reports that a request that started at `startedAt` was too much for E-so: the lanes are halved.
	 */
	overloaded(startedAt: number): void;
	/** Every lane waits for `waitMs`; one request at a time goes on then, until one succeeds. */
	goSingly(waitMs: number): void;
	/** Whether another batch may begin: one that rests between two tries leaves its place to others. */
	hasRoom(): boolean;
	/** A batch begins, which may take several requests, and ends. */
	begin(): void;
	end(): void;
	/** Waits between two tries of a batch; for as long, or until the run is over. */
	rest(ms: number): Promise<void>;
	/** Resolves when there may be room that was not there before, or when the run is over. */
	changed(): Promise<void>;
}

/** A run begins with as many lanes as any server can take. */
const FIRST_WIDTH = 4;

/**
 * Caution after a rate limit: the API documents no rate, so the width that it allows is found step
 * by step. Beyond the width that it allowed, each step costs a pause of all lanes, and is made ever
 * more seldom.
 */
const SUCCESSES_TO_RECOVER = 10;
const SUCCESSES_TO_EXCEED = 300;

/** Lanes for at most `maxWidth` requests at once. After `over` is aborted nobody waits any more. */
export function createThrottle(maxWidth: number, clock: Clock, over: AbortSignal): Throttle {
	const firstWidth = Math.min(FIRST_WIDTH, maxWidth);
	let width = firstWidth;
	let busy = 0;
	let begun = 0;
	let resting = 0;
	let pausedUntil = 0;
	let narrowedAt = -Infinity;
	let hasMetLimit = false;
	/** More lanes than these are likely to meet the rate limit again. */
	let bearable = maxWidth;
	let successesToExceed = SUCCESSES_TO_EXCEED;
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

	/** A run that has met no rate limit widens with each round of requests that all succeed. */
	const successesToWiden = () => {
		if (!hasMetLimit) return width;
		return width < bearable ? SUCCESSES_TO_RECOVER : successesToExceed;
	};

	return {
		width: () => width,
		async enter() {
			while (!over.aborted) {
				const pauseMs = pausedUntil - clock.now();
				if (pauseMs > 0) await clock.wait(pauseMs, over);
				else if (busy < width) break;
				else await untilChange();
			}
			busy += 1;
		},
		leave() {
			busy -= 1;
			wakeAll();
		},
		succeeded() {
			if (width === maxWidth) return;
			successes += 1;
			if (successes < successesToWiden()) return;
			successes = 0;
			width += 1;
			bearable = Math.max(bearable, width);
			wakeAll();
		},
		rateLimited(waitMs, startedAt) {
			hasMetLimit = true;
			if (startedAt >= narrowedAt && width > firstWidth) {
				bearable = Math.max(firstWidth, width - 2);
				successesToExceed *= 2;
			}
			pausedUntil = Math.max(pausedUntil, clock.now() + waitMs);
			narrow(startedAt);
		},
		overloaded: narrow,
		goSingly(waitMs) {
			pausedUntil = Math.max(pausedUntil, clock.now() + waitMs);
			successes = 0;
			width = 1;
		},
		hasRoom: () => begun < maxWidth && begun - resting < width,
		begin() {
			begun += 1;
		},
		end() {
			begun -= 1;
			wakeAll();
		},
		async rest(ms) {
			resting += 1;
			wakeAll();
			await clock.wait(ms, over);
			resting -= 1;
		},
		changed: untilChange,
	};
}

/**
 * How long a run may go on without an answer of E-so's: waits, and requests that came to nothing.
 * What several lanes wait for at the same time counts once: it is the user's time.
 */
export interface WaitBudget {
	/**
	 * Books a wait of `ms` that begins now. @returns false, and books nothing, where it would pass
	 * the limit.
	 */
	book(ms: number): boolean;
	/** Charges the time since `startedAt`, in the clock's time: a request got no answer in it. */
	charge(startedAt: number): void;
}

/** A budget of `limitMs` for one run. */
export function createWaitBudget(limitMs: number, clock: Clock): WaitBudget {
	let bookedMs = 0;
	let bookedUntil = 0;
	return {
		book(ms) {
			const now = clock.now();
			const addedMs = Math.max(0, now + ms - Math.max(now, bookedUntil));
			if (bookedMs + addedMs > limitMs) return false;
			bookedMs += addedMs;
			bookedUntil = Math.max(bookedUntil, now + ms);
			return true;
		},
		charge(startedAt) {
			const now = clock.now();
			bookedMs += Math.max(0, now - Math.max(startedAt, bookedUntil));
			bookedUntil = Math.max(bookedUntil, now);
		},
	};
}
