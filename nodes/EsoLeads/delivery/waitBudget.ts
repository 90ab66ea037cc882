import type { Clock } from './clock';

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
