/**
 * Shorter waits only spend retries; longer ones are a slip of the server's, and the run's own limit
 * decides.
 */
const MIN_WAIT_MS = 1_000;
const MAX_WAIT_MS = 120_000;

/**
 * RFC 9110, section 10.2.3: seconds, or an HTTP date, which is always GMT, though its oldest form
 * does not say so. `Date.parse` alone would take nearly any text for a date.
 */
const SECONDS = /^\d+(?:\.\d+)?$/;
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .{6,40}$/;

/**
 * The wait in milliseconds that a `Retry-After` header asks for, within 1 to 120 s; undefined where
 * there is none that can be read.
 */
export function readRetryAfter(header: unknown, nowMs: number): number | undefined {
	const value = String(Array.isArray(header) ? header[0] : (header ?? '')).trim();
	const waitMs = SECONDS.test(value)
		? Number(value) * 1_000
		: HTTP_DATE.test(value)
			? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) - nowMs
			: NaN;
	return Number.isNaN(waitMs) ? undefined : Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS, waitMs));
}
