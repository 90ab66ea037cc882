/**
 * What can go wrong between the API and its caller. None of it is documented (all assumed): it is what any HTTP service does on
 * a bad day. A fault strikes before the API's own checks; one that `stores` lets the API do its work and spoils only the answer.
 */
export type Fault =
	/** Any status, nothing stored. An object `body` is sent as JSON, a string as it is, none as an empty body. */
	| { kind: 'status'; statusCode: number; headers?: Record<string, string>; body?: unknown }
	/** The documented 429 body; `retryAfter` is the header's value as it is. */
	| { kind: 'rateLimited'; retryAfter?: string }
	/** A page of a proxy or a firewall instead of the API's JSON. */
	| { kind: 'html'; statusCode: number; stores?: boolean }
	| { kind: 'redirect'; statusCode: 301 | 302 | 307 | 308; location: string }
	/** The connection is reset once the request has arrived; the API never sees it. */
	| { kind: 'resetBeforeStore' }
	/** The connection is reset once the API has done its work. */
	| { kind: 'resetAfterStore' }
	/** The connection stays open and silent. */
	| { kind: 'stallHeaders'; stores?: boolean }
	/** Status, headers and half of the body arrive, then nothing more. */
	| { kind: 'stallBody'; stores?: boolean }
	/** A complete HTTP answer whose JSON stops halfway. */
	| { kind: 'truncatedJson'; stores?: boolean }
	/** 200 (or `statusCode`) whose body says `success: false`; nothing stored. */
	| { kind: 'successFalse'; statusCode?: number; message?: string }
	/** `ms` milliseconds of silence, then as usual. */
	| { kind: 'delay'; ms: number };

/** What a test knows of a request whose head has arrived. `index` counts from 0 in order of arrival. */
export type ArrivingRequest = Pick<FaultyRequest, 'index' | 'method' | 'path'>;

/**
 * Whether the connection of a request is reset before its body is read: the leads may still be on their way. The log then has
 * neither a body nor leads.
 */
export type ChooseReset = (request: ArrivingRequest) => boolean;

/** What a test knows of a request when it chooses its fault. `index` counts from 0 in order of arrival. */
export interface FaultyRequest {
	index: number;
	method: string;
	path: string;
	leads: readonly Record<string, unknown>[];
}

/** Chooses the fault of a request; `undefined` leaves it to the API. */
export type ChooseFault = (request: FaultyRequest) => Fault | undefined;
