/** Time as delivery sees it; passed in, so that tests are exact and instant. */
export interface Clock {
	/** Milliseconds since the epoch; never goes backwards. */
	now(): number;
	/** Resolves after `ms`, or as soon as `signal` is aborted. Never rejects. */
	wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** How many requests may be under way at once, shared by all batches of a run. */
export interface Throttle {
	/** Resolves when a request may start, or when the run is over: the caller checks which. */
	enter(): Promise<void>;
	leave(): void;
	/** Tells that a request succeeded: a narrowed run widens again. */
	succeeded(): void;
	/**
	 * Tells that a request that started at `startedAt` met a rate limit: every lane waits for
	 * `waitMs`.
	 */
	rateLimited(waitMs: number, startedAt: number): void;
}

/**
 * Caution on the way back up: the API documents no rate, so the width that it bears is found step
 * by step.
 */
const SUCCESSES_TO_WIDEN = 10;

/** Lanes for at most `maxWidth` requests at once. After `over` is aborted nobody waits any more. */
export function createThrottle(maxWidth: number, clock: Clock, over: AbortSignal): Throttle {
	let width = maxWidth;
	let busy = 0;
	let pausedUntil = 0;
	let narrowedAt = -Infinity;
	let successes = 0;
	let waiting: Array<() => void> = [];

	const wakeAll = () => {
		const woken = waiting;
		waiting = [];
		for (const wake of woken) wake();
	};
	over.addEventListener('abort', wakeAll, { once: true });

	return {
		async enter() {
			while (!over.aborted) {
				const pauseMs = pausedUntil - clock.now();
				if (pauseMs > 0) {
					await clock.wait(pauseMs, over);
				} else if (busy < width) {
					break;
				} else {
					await new Promise<void>((resolve) => waiting.push(resolve));
				}
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
			if (successes < SUCCESSES_TO_WIDEN) return;
			successes = 0;
			width += 1;
			wakeAll();
		},
		rateLimited(waitMs, startedAt) {
			pausedUntil = Math.max(pausedUntil, clock.now() + waitMs);
			successes = 0;
			// Requests that were under way together meet one and the same limit: it halves the lanes
			// once.
			if (startedAt < narrowedAt) return;
			narrowedAt = clock.now();
			width = Math.max(1, Math.floor(width / 2));
		},
	};
}

/**
 * How long a run may wait in all. Waits of several lanes at the same time count once: it is the
 * user's time.
 */
export interface WaitBudget {
	/**
	 * Books a wait of `ms` that begins now. @returns false, and books nothing, where it would pass
	 * the limit.
	 */
	book(ms: number): boolean;
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
	};
}
