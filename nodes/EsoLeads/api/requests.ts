import type { Reply } from '../delivery/verdict';

/** A request to E-so, without its address and its token. */
export interface EsoRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** It begins with a slash; what comes from users is encoded in it. */
	path: string;
	/** JSON text. */
	body?: string;
	/** A longer answer is cut off, so that it cannot fill the memory. */
	maxAnswerBytes: number;
}

/** Makes a request. Never rejects: whatever happens is a reply. */
export type MakeRequest = (request: EsoRequest) => Promise<Reply>;

/**
 * Where the leads API begins. E-so's pages disagree: of bulk create, one prints `/api/v1` (May
 * 2026) and another `/api/engage/v1` (December 2025); the other endpoints are documented with the
 * latter, while a public client that runs updates leads with the former (observed).
 */
export const PATH_PREFIXES = ['documented', '/api/engage/v1', '/api/v1'] as const;

export type PathPrefix = (typeof PATH_PREFIXES)[number];

/**
 * The API's answers have less than a kilobyte (documented of bulk create); a page of a proxy seldom
 * has more than this.
 */
const SHORT_ANSWER_BYTES = 256_000;

/** A page of 100 leads of 80 kB each. Ten of them, one a lane, still leave a small n8n its memory. */
const LEADS_ANSWER_BYTES = 8_000_000;

/** `body` holds the leads: `{"data":[lead, …]}` as JSON text. */
export function bulkCreateRequest(body: string, prefix: PathPrefix): EsoRequest {
	const path = `${prefix === 'documented' ? '/api/v1' : prefix}/leads/bulk-create`;
	return { method: 'POST', path, body, maxAnswerBytes: SHORT_ANSWER_BYTES };
}

/**
 * How a single lead is named: by its id, or by the digits of its contact number. Assumed: these
 * keys, both as in what the API shows of a lead.
 */
export type LeadName = { id: string | number } | { contact_number: string };

/** Documented in one line; it is a read although it is a POST. */
export function getLeadRequest(lead: LeadName, prefix: PathPrefix): EsoRequest {
	const body = JSON.stringify(lead);
	return { method: 'POST', path: leadsPath(prefix), body, maxAnswerBytes: LEADS_ANSWER_BYTES };
}

/** Which leads of all are listed. */
export interface PageQuery {
	/** From 1. */
	page: number;
	/** Leads a page. */
	limit: number;
	filters: ReadonlyArray<[name: string, value: string]>;
}

/**
 * Documented in one line: "with pagination and filters". Assumed: `page` and `limit`, as the
 * vendor's paginator elsewhere has them.
 */
export function listLeadsRequest(
	{ page, limit, filters }: PageQuery,
	prefix: PathPrefix,
): EsoRequest {
	const query = new URLSearchParams([['page', `${page}`], ['limit', `${limit}`], ...filters]);
	return {
		method: 'GET',
		path: `${leadsPath(prefix)}?${query.toString()}`,
		maxAnswerBytes: LEADS_ANSWER_BYTES,
	};
}

/** Documented. `digits` is the contact number; `changes` is JSON text. */
export function updateLeadRequest(digits: string, changes: string, prefix: PathPrefix): EsoRequest {
	const path = `${leadPath(digits, prefix)}/update`;
	return { method: 'PUT', path, body: changes, maxAnswerBytes: SHORT_ANSWER_BYTES };
}

/** Documented in one line. `digits` is the contact number. */
export function deleteLeadRequest(digits: string, prefix: PathPrefix): EsoRequest {
	const path = `${leadPath(digits, prefix)}/delete`;
	return { method: 'DELETE', path, maxAnswerBytes: SHORT_ANSWER_BYTES };
}

/** Observed alone, in a public client that runs; it has no `/api` before it. */
export const listTagsRequest: EsoRequest = {
	method: 'GET',
	path: '/engage/v1/tags',
	maxAnswerBytes: LEADS_ANSWER_BYTES,
};

function leadsPath(prefix: PathPrefix): string {
	return `${prefix === 'documented' ? '/api/engage/v1' : prefix}/leads`;
}

function leadPath(digits: string, prefix: PathPrefix): string {
	return `${leadsPath(prefix)}/${encodeURIComponent(digits)}`;
}
