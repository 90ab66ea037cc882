import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { Reply } from '../delivery/ports';

/** Where requests go, and the token that they carry. */
export interface Connection {
	kind: 'connection';
	/** Without a trailing slash. */
	baseUrl: string;
	accessToken: string;
}

/** Why the credential cannot be used. */
export interface ConnectionFailure {
	kind: 'connectionFailure';
	message: string;
}

/** URLs with these hosts stay on the machine, so nobody can listen in on plain http. */
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * RFC 9110, section 5.5: the characters of a header value. Anything else would break the request,
 * or smuggle in another header.
 */
const HEADER_TEXT = /^[\x21-\x7e]+$/;

/** Spaces around a token come from copying; no token contains any. */
const credentialSchema = z.object({
	accessToken: z
		.string({ error: 'The access token is missing' })
		.trim()
		.min(1, 'The access token is empty')
		.refine(
			(token) => !/^bearer\s/i.test(token),
			"The access token begins with 'Bearer': paste only the token",
		)
		.regex(
			HEADER_TEXT,
			'The access token has a space, a line break or another character that tokens cannot contain: copy it again',
		),
	baseUrl: z.string({ error: 'The Base URL is missing' }),
});

/** The part of n8n's context that provides the credential. */
type CredentialHolder = Pick<IExecuteFunctions | ILoadOptionsFunctions, 'getCredentials'>;

/** Reads and checks the credential before anything is sent. No message shows the token. */
export async function readConnection(
	context: CredentialHolder,
): Promise<Connection | ConnectionFailure> {
	let data: unknown;
	try {
		data = await context.getCredentials('esoApi');
	} catch (error) {
		// n8n throws if no credential is chosen, or if the chosen one no longer exists.
		const reason = error instanceof Error ? error.message : 'The credential cannot be read';
		return connectionFailure(reason);
	}
	return toConnection(data);
}

/** Checks the content of a credential as n8n provides it. No message shows the token. */
export function toConnection(data: unknown): Connection | ConnectionFailure {
	const credential = credentialSchema.safeParse(data);
	if (!credential.success)
		return connectionFailure(credential.error.issues[0]?.message ?? 'The credential is incomplete');
	const { accessToken, baseUrl } = credential.data;
	const address = readBaseUrl(baseUrl);
	return address.kind === 'connectionFailure'
		? address
		: { kind: 'connection', baseUrl: address.baseUrl, accessToken };
}

/** Documented. Follows a colon in messages. */
export const USUAL_URL = 'unless you were given another, it is https://client-api.e-so.in';

/** No web address is longer. Longer texts are never matched against a pattern. */
const MAX_URL_CHARACTERS = 2_000;

/** Accepts https, and http only on a loopback address, since every request carries the token. */
export function readBaseUrl(
	text: string,
): { kind: 'baseUrl'; baseUrl: string } | ConnectionFailure {
	const trimmed = text.trim();
	if (trimmed.length > MAX_URL_CHARACTERS) {
		return connectionFailure('The Base URL is longer than a web address can be');
	}
	if (trimmed === '') return connectionFailure(`The Base URL is empty: ${USUAL_URL}`);
	if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) {
		return connectionFailure(
			`The Base URL is not a web address that begins with https://: ${USUAL_URL}`,
		);
	}
	const url = new URL(trimmed);
	// An empty ? or # does not show in `search` and `hash`, but the path would end up after it.
	if (url.username !== '' || url.password !== '' || /[?#]/.test(trimmed)) {
		return connectionFailure(
			'The Base URL holds more than an address: leave out user names, ? and #',
		);
	}
	if (url.protocol !== 'https:' && !LOOPBACK_HOST.test(url.hostname)) {
		return connectionFailure(
			'The Base URL must begin with https://: with http:// the token would be sent unencrypted',
		);
	}
	return { kind: 'baseUrl', baseUrl: url.href.replace(/\/+$/, '') };
}

/** No message shows what was entered: people mix up the fields, and messages are saved. */
function connectionFailure(message: string): ConnectionFailure {
	return { kind: 'connectionFailure', message };
}

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
