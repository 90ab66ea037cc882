import type { Reply } from '../delivery/verdict';

/** A request to E-so, without the host and the token. */
export interface EsoRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Begins with a slash; input from users is encoded. */
	path: string;
	/** JSON text. */
	body?: string;
	/** Longer answers are cut off, so that they cannot fill the memory. */
	maxAnswerBytes: number;
}

/** Makes a request. Never rejects: failures are replies, too. */
export type MakeRequest = (request: EsoRequest) => Promise<Reply>;

/**
 * The path prefix of the leads API. E-so's pages disagree: for bulk create, one says `/api/v1` (May
 * 2026) and another `/api/engage/v1` (December 2025). The other endpoints are documented with the
 * latter, but a public client in use updates leads with the former (observed).
 */
export const PATH_PREFIXES = ['documented', '/api/engage/v1', '/api/v1'] as const;

export type PathPrefix = (typeof PATH_PREFIXES)[number];

/**
 * The API's answers are shorter than a kilobyte (documented for bulk create); a proxy's page is
 * seldom longer than this.
 */
const SHORT_ANSWER_BYTES = 256_000;

/** A page of 100 leads of 80 kB each. Ten of these, one per lane, still fit into a small n8n. */
const LEADS_ANSWER_BYTES = 8_000_000;

/** `body` holds the leads: `{"data":[lead, …]}` as JSON text. */
export function bulkCreateRequest(body: string, prefix: PathPrefix): EsoRequest {
	const path = `${prefix === 'documented' ? '/api/v1' : prefix}/leads/bulk-create`;
	return { method: 'POST', path, body, maxAnswerBytes: SHORT_ANSWER_BYTES };
}

/**
 * How a single lead is identified: by its ID, or by the digits of its contact number. Assumed:
 * these keys, which the API uses in the leads it returns.
 */
export type LeadName = { id: string | number } | { contact_number: string };

/** Documented in one line. It only reads, although it is a POST. */
export function getLeadRequest(lead: LeadName, prefix: PathPrefix): EsoRequest {
	const body = JSON.stringify(lead);
	return { method: 'POST', path: leadsPath(prefix), body, maxAnswerBytes: LEADS_ANSWER_BYTES };
}

/** Which part of the list is requested. */
export interface PageQuery {
	/** From 1. */
	page: number;
	/** Leads per page. */
	limit: number;
	filters: ReadonlyArray<[name: string, value: string]>;
}

/**
 * Documented in one line: "with pagination and filters". Assumed: `page` and `limit`, which the
 * vendor uses for pagination elsewhere.
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

/** Only observed, in a public client in use; it has no `/api` prefix. */
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
