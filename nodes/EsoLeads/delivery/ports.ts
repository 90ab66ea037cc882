/** What every run needs from its caller. */
export interface RunPorts {
	clock: Clock;
	/** Returns a number in [0, 1). */
	random: () => number;
	/** Aborted when the user stops the execution. */
	cancelled: AbortSignal;
	/** Of a run in two parts: what both may wait together. */
	waitBudget?: WaitBudget;
}

/** What a run that sends batches of leads needs from its caller. */
export interface DeliveryPorts extends RunPorts {
	post: PostLeads;
	/** Helps to find the field that E-so objects to; without it no field is named. */
	customFields?: CustomFields;
}

/** What delivery needs to know about a lead's JSON to find the field that E-so objects to. */
export interface CustomFields {
	/** Their names. */
	names(json: string): string[];
	/** The lead with only these custom fields. */
	keep(json: string, names: readonly string[]): string;
}

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

/**
 * How long a run may go on without an answer from E-so, in waits and failed requests; pauses of the
 * rate cap do not count, since a request follows each. Lanes that wait together count once: it is
 * the user's time.
 */
export type WaitBudget = ReturnType<typeof createWaitBudget>;

/** A budget of `limitMs` for one run. */
export function createWaitBudget(limitMs: number, clock: Clock) {
	let bookedMs = 0;
	let bookedUntil = 0;
	return {
		/** Books a wait of `ms` from now. @returns false, unbooked, if that would exceed the limit. */
		book(ms: number): boolean {
			const now = clock.now();
			const addedMs = Math.max(0, now + ms - Math.max(now, bookedUntil));
			if (bookedMs + addedMs > limitMs) return false;
			bookedMs += addedMs;
			bookedUntil = Math.max(bookedUntil, now + ms);
			return true;
		},
		/** Charges the time since `startedAt`, on the clock, in which a request got no answer. */
		charge(startedAt: number): void {
			const now = clock.now();
			bookedMs += Math.max(0, now - Math.max(startedAt, bookedUntil));
			bookedUntil = Math.max(bookedUntil, now);
		},
	};
}

/** What came back for a request. */
export type Reply = Answered | NetworkFailure;

/** An HTTP answer. */
export interface Answered {
	kind: 'answered';
	statusCode: number;
	headers: Readonly<Record<string, unknown>>;
	body: unknown;
}

/** No usable answer: a broken connection, a timeout. */
export interface NetworkFailure {
	kind: 'networkFailure';
	message: string;
	/** Node's error code, if there is one: ENOTFOUND, CERT_HAS_EXPIRED; ETIMEDOUT for a timeout. */
	code?: string;
}

/**
 * Network errors that occur before anything is sent and that no retry can fix: Node's and OpenSSL's
 * names.
 */
const PERMANENT_FAULTS =
	/(?:^|_)(?:CERT|CRL)(?:_|$)|^ERR_(?:TLS|SSL|OSSL)_|^ERR_INVALID_(?:URL|PROTOCOL)$|^(?:ENOTFOUND|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/;

/** Whether a request that failed with this code will fail however often it is repeated. */
export function isPermanent({ code }: Pick<NetworkFailure, 'code'>): boolean {
	return code !== undefined && PERMANENT_FAULTS.test(code);
}

/**
 * Posts a request body, already JSON, to the bulk-create endpoint. Never rejects: whatever happens
 * is a reply.
 */
export type PostLeads = (body: string) => Promise<Reply>;

/**
 * Parses a body as JSON: an empty body is an empty object, and anything that is not JSON is
 * undefined.
 */
export function parseBody(body: unknown): unknown {
	return typeof body === 'string' ? parseJson(body) : (body ?? {});
}

function parseJson(text: string): unknown {
	if (text.trim() === '') return {};
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Shorter waits only waste requests. The run's own limit decides how long is too long. */
const MIN_WAIT_MS = 1_000;

/**
 * RFC 9110, section 10.2.3: seconds, or an HTTP date. Its oldest form does not say so, but it is
 * always GMT. `Date.parse` alone would accept nearly any text as a date.
 */
const SECONDS = /^\d+(?:\.\d+)?$/;
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .{6,40}$/;

/**
 * The wait that a `Retry-After` header asks for, in milliseconds and at least 1 s; undefined if it
 * is missing or unreadable.
 */
export function readRetryAfter(header: unknown, nowMs: number): number | undefined {
	const value = String(Array.isArray(header) ? header[0] : (header ?? '')).trim();
	const waitMs = SECONDS.test(value)
		? Number(value) * 1_000
		: HTTP_DATE.test(value)
			? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) - nowMs
			: NaN;
	return Number.isNaN(waitMs) ? undefined : Math.max(MIN_WAIT_MS, waitMs);
}
