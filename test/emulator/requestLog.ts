import type { IncomingMessage } from 'node:http';
import type { Fault } from './fault';
import { isRecord } from './record';

/** One request and what became of it. */
export interface LoggedRequest {
	/** 0-based, in order of arrival. */
	index: number;
	method: string;
	/** Without the query. */
	path: string;
	/** With its question mark; empty when there is none. */
	query: string;
	headers: Record<string, string | string[] | undefined>;
	/** The raw body. */
	text: string;
	/** The body parsed as JSON; `undefined` when it is none. */
	body: unknown;
	/** Length of the body's `data`. */
	leads: number;
	/** Length of the body. */
	bytes: number;
	/** The fault that struck it; `resetOnArrival` where its body was not read. */
	fault: Fault['kind'] | 'resetOnArrival' | undefined;
	/** `undefined` while it is under way, and for good when the connection was cut or stalled. */
	statusCode: number | undefined;
	/** Why the API refused it: more than the API itself tells. */
	reason: string | undefined;
	/** Milliseconds of `performance.now()`. */
	arrivedAt: number;
	/** When the answer was handed over, milliseconds of `performance.now()`; `undefined` where `statusCode` is. */
	answeredAt: number | undefined;
}

/** Enters a request whose headers have arrived; its body follows with `enterBody`. */
export function enterArrival(log: LoggedRequest[], message: IncomingMessage): LoggedRequest {
	const [path = '', ...query] = (message.url ?? '').split(/(?=\?)/);
	const entry: LoggedRequest = {
		index: log.length,
		method: message.method ?? '',
		path,
		query: query.join(''),
		headers: message.headers,
		text: '',
		body: undefined,
		leads: 0,
		bytes: 0,
		fault: undefined,
		statusCode: undefined,
		reason: undefined,
		arrivedAt: performance.now(),
		answeredAt: undefined,
	};
	log.push(entry);
	return entry;
}

/** Completes an entry with the body that arrived. */
export function enterBody(entry: LoggedRequest, raw: Buffer): void {
	entry.bytes = raw.length;
	entry.text = raw.toString('utf8');
	entry.body = parsed(entry.text);
	entry.leads = readData(entry.body).length;
}

/** The entries of the body's `data` that are objects. */
export function readLeads(entry: LoggedRequest): Record<string, unknown>[] {
	return readData(entry.body).filter(isRecord);
}

function readData(body: unknown): unknown[] {
	return isRecord(body) && Array.isArray(body['data']) ? body['data'] : [];
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
