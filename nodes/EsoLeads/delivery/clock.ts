/** Time as delivery sees it; passed in, so that tests are exact and instant. */
export interface Clock {
	/** Milliseconds since the epoch; never goes backwards. */
	now(): number;
	/** Resolves after `ms`, or as soon as `signal` is aborted. Never rejects. */
	wait(ms: number, signal: AbortSignal): Promise<void>;
}
