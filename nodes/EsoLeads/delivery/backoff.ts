const BASE_MS = 1_000;
const CAP_MS = 30_000;

/**
 * The wait before retry number `retry` (from 0): exponential, with full jitter, so that lanes that
 * failed together do not come back together. `random` gives a number from 0 up to, not including,
 * 1.
 */
export function backoffMs(retry: number, random: () => number): number {
	return random() * Math.min(CAP_MS, BASE_MS * 2 ** retry);
}
