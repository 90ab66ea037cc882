import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

/** What a request to E-so needs. */
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

/** A base URL that the token may be sent to, without a trailing slash. */
export interface BaseUrl {
	kind: 'baseUrl';
	baseUrl: string;
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
	const fetched = await fetchCredential(context);
	return fetched.kind === 'credential' ? toConnection(fetched.data) : fetched;
}

/** Checks the content of a credential as n8n provides it. No message shows the token. */
export function toConnection(data: unknown): Connection | ConnectionFailure {
	const credential = credentialSchema.safeParse(data);
	if (!credential.success)
		return connectionFailure(credential.error.issues[0]?.message ?? 'The credential is incomplete');
	const { accessToken, baseUrl } = credential.data;
	const address = readBaseUrl(baseUrl);
	if (address.kind === 'connectionFailure') return address;
	return { kind: 'connection', baseUrl: address.baseUrl, accessToken };
}

/** n8n throws if no credential is chosen, or if the chosen one no longer exists. */
async function fetchCredential(
	context: CredentialHolder,
): Promise<{ kind: 'credential'; data: unknown } | ConnectionFailure> {
	try {
		return { kind: 'credential', data: await context.getCredentials('esoApi') };
	} catch (error) {
		return connectionFailure(
			error instanceof Error ? error.message : 'The credential cannot be read',
		);
	}
}

/** Documented. Follows a colon in messages. */
export const USUAL_URL = 'unless you were given another, it is https://client-api.e-so.in';

/** No web address is longer. Longer texts are never matched against a pattern. */
const MAX_URL_CHARACTERS = 2_000;

/** Accepts https, and http only on a loopback address, since every request carries the token. */
export function readBaseUrl(text: string): BaseUrl | ConnectionFailure {
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
