/** At most `requests` within any `perMs` milliseconds; `retryAfter` is the form of the header on the refusals. */
export interface RateLimit {
	requests: number;
	perMs: number;
	retryAfter?: 'seconds' | 'date' | 'none';
}

export type RateVerdict = { kind: 'pass' } | { kind: 'exceeded'; retryAfter: string | undefined };

/**
 * Counts requests in a sliding window. Documented: only that too many are answered with 429. Assumed: the window, that a refused
 * request does not count, and every form of `Retry-After`.
 */
export class RateLimiter {
	private passedAt: number[] = [];

	constructor(private readonly limit: RateLimit) {}

	/** The verdict on a request that arrives `now` (milliseconds of a clock that never goes back). */
	judge(now: number): RateVerdict {
		this.passedAt = this.passedAt.filter((at) => at > now - this.limit.perMs);
		const oldest = this.passedAt[0];
		if (this.passedAt.length < this.limit.requests || oldest === undefined) {
			this.passedAt.push(now);
			return { kind: 'pass' };
		}
		return { kind: 'exceeded', retryAfter: this.retryAfter(oldest + this.limit.perMs - now) };
	}

	/** Forgets every request. */
	reset(): void {
		this.passedAt = [];
	}

	private retryAfter(waitMs: number): string | undefined {
		switch (this.limit.retryAfter) {
			case 'seconds':
				return String(Math.ceil(waitMs / 1000));
			case 'date':
				// The header knows whole seconds only: rounded up, so that who obeys it is never early.
				return new Date(Math.ceil((Date.now() + waitMs) / 1000) * 1000).toUTCString();
			default:
				return undefined;
		}
	}
}
