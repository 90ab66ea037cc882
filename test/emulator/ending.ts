import { type Answer, jsonAnswer, leadsAdded, rateLimitExceeded } from './answer';
import type { Fault } from './fault';

/** How an exchange ends on the wire. `sent` of a stall is the answer of which only half arrives. */
export type Ending =
	| { kind: 'answer'; answer: Answer }
	| { kind: 'reset' }
	| { kind: 'stall'; sent: Answer | undefined };

/**
 * Turns a fault into the ending of its exchange.
 * `work` lets the API check and store the request and returns its answer; a fault that does not store never calls it.
 */
export function toEnding(fault: Fault | undefined, work: () => Answer): Ending {
	if (fault === undefined) return { kind: 'answer', answer: work() };
	switch (fault.kind) {
		case 'delay':
			return { kind: 'answer', answer: work() };
		case 'resetBeforeStore':
			return { kind: 'reset' };
		case 'resetAfterStore':
			work();
			return { kind: 'reset' };
		case 'stallHeaders':
			if (fault.stores) work();
			return { kind: 'stall', sent: undefined };
		case 'stallBody':
			return { kind: 'stall', sent: fault.stores ? work() : leadsAdded() };
		case 'truncatedJson':
			return { kind: 'answer', answer: halved(fault.stores ? work() : leadsAdded()) };
		case 'html':
			if (fault.stores) work();
			return { kind: 'answer', answer: htmlPage(fault.statusCode) };
		default:
			return { kind: 'answer', answer: answerInstead(fault) };
	}
}

type AnsweringFault = Extract<
	Fault,
	{ kind: 'status' | 'rateLimited' | 'redirect' | 'successFalse' }
>;

function answerInstead(fault: AnsweringFault): Answer {
	switch (fault.kind) {
		case 'status':
			return anyStatus(fault.statusCode, fault.headers ?? {}, fault.body);
		case 'rateLimited':
			return rateLimitExceeded(fault.retryAfter);
		case 'redirect':
			return anyStatus(fault.statusCode, { location: fault.location }, undefined);
		case 'successFalse': {
			const status = fault.statusCode ?? 200;
			const message = fault.message ?? 'Something went wrong!';
			return jsonAnswer(status, { status, success: false, message });
		}
	}
}

function anyStatus(statusCode: number, headers: Record<string, string>, body: unknown): Answer {
	if (body === undefined) return { statusCode, headers, body: '', reason: undefined };
	const answer =
		typeof body === 'string'
			? { statusCode, headers: { 'content-type': 'text/plain' }, body, reason: undefined }
			: jsonAnswer(statusCode, body);
	return { ...answer, headers: { ...answer.headers, ...lowerCased(headers) } };
}

// So that a test's `Content-Type` replaces the default instead of standing beside it.
function lowerCased(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

function htmlPage(statusCode: number): Answer {
	return {
		statusCode,
		headers: { 'content-type': 'text/html; charset=utf-8' },
		body: `<!DOCTYPE html>\n<html><head><title>${statusCode}</title></head><body><h1>Please wait while your request is verified</h1></body></html>\n`,
		reason: undefined,
	};
}

function halved(answer: Answer): Answer {
	return { ...answer, body: firstHalf(answer.body) };
}

/** The first half of a text, by characters. */
export function firstHalf(text: string): string {
	return text.slice(0, Math.floor(text.length / 2));
}
