import fc from 'fast-check';
import type { Fault } from '../../emulator/emulator';

/** What strikes one request. What Retry-After says is worked out when it does: a date depends on it. */
export type DrawnFault =
	| Fault
	| { kind: 'busy'; statusCode: number; retryAfter: RetryAfter }
	/** Before its body is read. */
	| { kind: 'resetOnArrival' };

/** What a server says of when to come back. */
export interface RetryAfter {
	form: 'seconds' | 'date' | 'nonsense';
	seconds: number;
}

const waits: fc.Arbitrary<RetryAfter> = fc.record({
	form: fc.constantFrom('seconds', 'seconds', 'date', 'date', 'nonsense'),
	seconds: fc.constantFrom(0, 1, 2, 7, 45, 300, 3_600, 100_000),
});

const rateLimits: fc.Arbitrary<DrawnFault> = fc.oneof(
	fc.constant({ kind: 'rateLimited' as const }),
	fc.record({
		kind: fc.constant('busy' as const),
		statusCode: fc.constantFrom(429, 429, 503),
		retryAfter: waits,
	}),
);

const outages: fc.Arbitrary<DrawnFault> = fc.constantFrom<DrawnFault>(
	...[408, 500, 502, 503, 504].map((statusCode) => ({
		kind: 'status' as const,
		statusCode,
		body: { error: 'INTERNAL_ERROR', message: 'Something went wrong' },
	})),
	{ kind: 'html', statusCode: 502 },
	{ kind: 'html', statusCode: 200 },
	{ kind: 'html', statusCode: 503, stores: true },
	{ kind: 'resetBeforeStore' },
	{ kind: 'resetOnArrival' },
);

const lostAnswers: fc.Arbitrary<DrawnFault> = fc.constantFrom<DrawnFault>(
	{ kind: 'resetAfterStore' },
	{ kind: 'html', statusCode: 200, stores: true },
	{ kind: 'truncatedJson', stores: true },
	{ kind: 'truncatedJson' },
	{ kind: 'stallHeaders', stores: true },
	{ kind: 'stallHeaders' },
	{ kind: 'stallBody', stores: true },
	{ kind: 'stallBody' },
);

/** Slower than some timeouts: then the leads are stored after the node has given the request up. */
const slowAnswers: fc.Arbitrary<DrawnFault> = fc
	.constantFrom(300, 4_000, 25_000, 90_000)
	.map((ms) => ({ kind: 'delay', ms }));

/** After these nothing more is sent, or a batch is given up. */
const endings: fc.Arbitrary<DrawnFault> = fc.constantFrom<DrawnFault>(
	{ kind: 'successFalse', message: 'Quota used up' },
	{ kind: 'status', statusCode: 200, body: { status: 503, success: false, message: 'Busy' } },
	{ kind: 'status', statusCode: 520, body: { error: 'UNKNOWN', message: 'Unknown' } },
	{ kind: 'status', statusCode: 409, body: { error: 'CONFLICT', message: 'Conflict' } },
	{ kind: 'status', statusCode: 403, body: { error: 'FORBIDDEN', message: 'Not allowed' } },
	{ kind: 'redirect', statusCode: 302, location: 'http://127.0.0.1:9/' },
);

/** The faults of a run, by the order in which its requests arrive; none for those beyond. */
export const schedules: fc.Arbitrary<Array<DrawnFault | undefined>> = fc.oneof(
	{ weight: 1, arbitrary: drawSchedule(30) },
	{ weight: 2, arbitrary: drawSchedule(8) },
	{ weight: 2, arbitrary: drawSchedule(2) },
);

/** @param calm how common requests without a fault are. */
function drawSchedule(calm: number): fc.Arbitrary<Array<DrawnFault | undefined>> {
	const one = fc.oneof(
		{ weight: calm * 4, arbitrary: fc.constant(undefined) },
		{ weight: 12, arbitrary: rateLimits },
		{ weight: 12, arbitrary: outages },
		{ weight: 16, arbitrary: lostAnswers },
		{ weight: 8, arbitrary: slowAnswers },
		{ weight: 2, arbitrary: endings },
	);
	return fc.array(one, { maxLength: 60, size: 'max' });
}

/** The fault as the emulator plays it at `nowMs`, an epoch time, once it has read the request. */
export function faultAt(drawn: DrawnFault | undefined, nowMs: number): Fault | undefined {
	if (drawn?.kind === 'resetOnArrival') return undefined;
	if (drawn?.kind !== 'busy') return drawn;
	const { statusCode, retryAfter } = drawn;
	const body = { error: 'RATE_LIMIT_EXCEEDED', message: 'Please try again later.' };
	return {
		kind: 'status',
		statusCode,
		headers: { 'Retry-After': toHeader(retryAfter, nowMs) },
		body,
	};
}

function toHeader({ form, seconds }: RetryAfter, nowMs: number): string {
	if (form === 'nonsense') return 'soon';
	return form === 'seconds' ? String(seconds) : new Date(nowMs + seconds * 1_000).toUTCString();
}
