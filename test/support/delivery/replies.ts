import type { Reply } from '../../../nodes/EsoLeads/delivery/ports';

/** An HTTP answer with any body. */
export function answered(
	statusCode: number,
	body: unknown,
	headers: Readonly<Record<string, unknown>> = {},
): Reply {
	return { kind: 'answered', statusCode, headers, body };
}

/** Documented: the answer to leads that were taken. */
export function accepted(): Reply {
	return answered(201, {
		status: 201,
		success: true,
		message: 'New Contacts successfully added!',
	});
}

/** Documented: the answer to a token that is missing, expired or wrong. */
export function unauthorized(): Reply {
	return answered(401, { status: 401, message: 'UnAuthorized Access-Token!', success: false });
}

export const NUMBER_REQUIRED = 'contact number required validation failed';

/** Documented: the answer to a bad lead. It does not say which. */
export function refused(message = NUMBER_REQUIRED, statusCode = 400): Reply {
	return answered(statusCode, { error: 'VALIDATION_ERROR', message });
}

/** Documented without a header; `Retry-After` is honoured where it comes. */
export function rateLimited(retryAfter?: unknown): Reply {
	return answered(
		429,
		{
			error: 'RATE_LIMIT_EXCEEDED',
			message: 'Many frequent requests, rate limit exceeded. Please try again later.',
		},
		retryAfter === undefined ? {} : { 'retry-after': retryAfter },
	);
}

/** Assumed: what stands before the API is out of order. */
export function unavailable(retryAfter?: unknown, statusCode = 503): Reply {
	return answered(
		statusCode,
		{ message: 'Service Unavailable' },
		retryAfter === undefined ? {} : { 'retry-after': retryAfter },
	);
}

/** Assumed: a proxy's own page. */
export function page(statusCode: number): Reply {
	return answered(statusCode, `<!DOCTYPE html>\n<html><h1>${statusCode}</h1></html>`, {
		'content-type': 'text/html',
	});
}

/** Assumed: the body is larger than the server takes. */
export function tooLarge(): Reply {
	return answered(413, { message: 'Payload Too Large' });
}

/** No answer came; whether the request arrived nobody knows. */
export function lost(message = 'read ECONNRESET'): Reply {
	return { kind: 'networkFailure', message };
}
