/** One HTTP answer, complete. `reason` never travels: it tells the reader of the log what the API's own words leave out. */
export interface Answer {
	statusCode: number;
	headers: Record<string, string>;
	body: string;
	reason: string | undefined;
}

/** An answer whose body is `body` as JSON text. */
export function jsonAnswer(statusCode: number, body: unknown, reason?: string): Answer {
	return {
		statusCode,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		body: JSON.stringify(body),
		reason,
	};
}

/** Documented: the answer to a bulk create. It carries neither ids nor counts. */
export function leadsAdded(): Answer {
	return jsonAnswer(201, {
		status: 201,
		success: true,
		message: 'New Contacts successfully added!',
	});
}

/** Documented: the token is bad, missing or expired. Its keys differ from those of all other errors. */
export function unauthorized(reason: string): Answer {
	const body = { status: 401, message: 'UnAuthorized Access-Token!', success: false };
	return jsonAnswer(401, body, reason);
}

// Assumed: the page prints one message for 400, so every other cause answers with it too.
const DOCUMENTED_VALIDATION_MESSAGE = 'contact number required validation failed';

/** Documented: the body of a 400. It does not say which lead is wrong. */
export function validationError(
	reason: string,
	message: string = DOCUMENTED_VALIDATION_MESSAGE,
): Answer {
	return jsonAnswer(400, { error: 'VALIDATION_ERROR', message }, reason);
}

/** Documented: a custom field is neither boolean, string nor number. */
export function unsupportedField(reason: string): Answer {
	const message = 'Boolean, String and Number fields are supported!';
	return jsonAnswer(417, { error: 'VALIDATION_ERROR', message }, reason);
}

/** Documented body of a 429. Assumed: a `Retry-After` header, which the page does not mention, when `retryAfter` is given. */
export function rateLimitExceeded(retryAfter?: string): Answer {
	const answer = jsonAnswer(429, {
		error: 'RATE_LIMIT_EXCEEDED',
		message: 'Many frequent requests, rate limit exceeded. Please try again later.',
	});
	if (retryAfter !== undefined) answer.headers['retry-after'] = retryAfter;
	return answer;
}

/** Assumed: status and words. No page says what a body that is too large is answered with. */
export function payloadTooLarge(bytes: number, maxBytes: number): Answer {
	const body = { error: 'PAYLOAD_TOO_LARGE', message: 'request entity too large' };
	return jsonAnswer(413, body, `${bytes} bytes, at most ${maxBytes}`);
}

/** Assumed: status and words. No page shows the answer to a request for a lead that the business does not have. */
export function leadNotFound(reason: string): Answer {
	const body = { status: 404, success: false, message: 'Lead not found!' };
	return jsonAnswer(404, body, reason);
}

/** Assumed: the words; the shape is that of the documented 201. */
export function done(message: string): Answer {
	return jsonAnswer(200, { status: 200, success: true, message });
}

/** Assumed: status and words for a path that the API does not have. */
export function notFound(path: string): Answer {
	return jsonAnswer(404, { error: 'NOT_FOUND', message: `Cannot find ${path}` });
}

/** Assumed: status and words for a path that exists with other methods, which `Allow` lists as HTTP demands. */
export function methodNotAllowed(allowed: readonly string[]): Answer {
	const body = { error: 'METHOD_NOT_ALLOWED', message: 'Method not allowed' };
	const answer = jsonAnswer(405, body);
	answer.headers.allow = allowed.join(', ');
	return answer;
}
