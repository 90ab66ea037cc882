import {
	type Answer,
	methodNotAllowed,
	notFound,
	payloadTooLarge,
	rateLimitExceeded,
	unauthorized,
} from './answer';
import type { RateLimiter } from './rateLimiter';
import type { LoggedRequest } from './requestLog';
import { ROUTES } from './routes';
import type { Business, Route } from './routes/route';

/** The API with all it knows: its limits, its one valid token, and the business behind it. */
export interface Api extends Business {
	token: string;
	maxBodyBytes: number;
	/** Requests (answered in any way) after which the token has expired. */
	expiresAfterRequests: number;
	rateLimiter: RateLimiter | undefined;
}

/**
 * What the API answers to a request; storing happens here.
 * Assumed order of checks: size (a gateway's, so before the API's own), 401, 429, 404 and 405, then the operation's own.
 */
export function toAnswer(request: LoggedRequest, api: Api): Answer {
	if (request.bytes > api.maxBodyBytes) return payloadTooLarge(request.bytes, api.maxBodyBytes);
	return refusedToken(request, api) ?? exceededRate(api) ?? routed(request, api);
}

// Documented: missing, expired and invalid tokens are answered alike. Assumed: the scheme's case and the token's every character count.
function refusedToken({ headers, index }: LoggedRequest, api: Api): Answer | undefined {
	const { authorization } = headers;
	if (authorization === undefined) return unauthorized('token is missing');
	if (authorization !== `Bearer ${api.token}`) return unauthorized('token is not valid');
	if (index >= api.expiresAfterRequests) return unauthorized('token has expired');
	return undefined;
}

function exceededRate({ rateLimiter }: Api): Answer | undefined {
	const verdict = rateLimiter?.judge(performance.now());
	return verdict?.kind === 'exceeded' ? rateLimitExceeded(verdict.retryAfter) : undefined;
}

function routed(request: LoggedRequest, api: Api): Answer {
	const atPath = ROUTES.filter(({ path }) => path.test(request.path));
	if (atPath.length === 0) return notFound(request.path);
	const route = atPath.find(({ method }) => method === request.method);
	if (route === undefined) return methodNotAllowed(atPath.map(({ method }) => method));
	return route.answer(
		{
			index: request.index,
			headers: request.headers,
			query: new URLSearchParams(request.query),
			body: request.body,
			params: readParams(route, request.path),
		},
		api,
	);
}

function readParams({ path: pattern }: Route, path: string): Record<string, string> {
	return { ...pattern.exec(path)?.groups };
}
