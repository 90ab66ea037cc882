/** Time as delivery sees it; passed in, so that tests are exact and instant. */
export interface Clock {
	/** Milliseconds since the epoch; never goes backwards. */
	now(): number;
	/** Resolves after `ms`, or as soon as `signal` is aborted. Never rejects. */
	wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** Long loops pause this often, so that n8n is never blocked for longer. */
const MAX_BUSY_MS = 15;

const NEVER_ABORTED = new AbortController().signal;

/**
 * Paces a loop over many items. The function returns a promise to await when a pause is due, in
 * which n8n can do other work, such as noticing that the user pressed Stop; otherwise undefined.
 */
export function createPacer(clock: Clock): () => Promise<void> | undefined {
	let due = clock.now() + MAX_BUSY_MS;
	return () => {
		if (clock.now() < due) return undefined;
		return yieldToEventLoop(clock).then(() => {
			due = clock.now() + MAX_BUSY_MS;
		});
	};
}

/** Lets n8n do other work, such as sending, or noticing that the user pressed Stop. */
export async function yieldToEventLoop(clock: Clock): Promise<void> {
	await clock.wait(0, NEVER_ABORTED);
}
