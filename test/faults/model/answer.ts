import type { Fault, LoggedRequest } from '../../emulator/emulator';
import { START } from '../virtualTime';

/** What a request came to, seen from the caller's end, by the design's table. */
export interface Answer {
	request: LoggedRequest;
	means: 'accepted' | 'refused' | 'tooLarge' | 'retry' | 'failed' | 'stop';
	/** Whether E-so may have stored the leads without saying so. */
	isLost: boolean;
	/** The header as it was. */
	retryAfter: string | undefined;
	/** The wait that the server asked for, at least 1 s. */
	askedMs: number | undefined;
	/** How many requests had arrived when it was given. */
	arrivals: number;
}

/** What the emulator answered to a request that `fault` struck. */
export function answerTo(
	request: LoggedRequest,
	fault: Fault | undefined,
	arrivals: number,
): Answer {
	return {
		request,
		means: getMeaning(request, fault),
		isLost: isStoredUnsaid(request, fault),
		retryAfter: getRetryAfter(fault),
		askedMs: askedWait(request, getRetryAfter(fault)),
		arrivals,
	};
}

function getMeaning({ statusCode }: LoggedRequest, fault: Fault | undefined): Answer['means'] {
	// Cut, stalled, or later than the caller waited.
	if (statusCode === undefined) return 'retry';
	if (fault?.kind === 'redirect') return 'stop';
	if (fault?.kind === 'successFalse') return 'failed';
	if (statusCode === 413) return 'tooLarge';
	if (fault?.kind === 'html' || fault?.kind === 'truncatedJson') return 'retry';
	return meaningOfStatus(innerStatus(fault) ?? statusCode);
}

function meaningOfStatus(statusCode: number): Answer['means'] {
	if (statusCode === 201) return 'accepted';
	if ([401, 403].includes(statusCode)) return 'stop';
	if ([400, 417].includes(statusCode)) return 'refused';
	return [408, 429, 500, 502, 503, 504].includes(statusCode) ? 'retry' : 'failed';
}

/** The status that an envelope names in its body. */
function innerStatus(fault: Fault | undefined): number | undefined {
	if (fault?.kind !== 'status' || fault.statusCode !== 200) return undefined;
	const { body } = fault;
	const status = typeof body === 'object' && body !== null && 'status' in body ? body.status : 0;
	return Number(status);
}

function isStoredUnsaid({ statusCode }: LoggedRequest, fault: Fault | undefined): boolean {
	if (fault === undefined) return false;
	if (fault.kind === 'resetAfterStore') return true;
	if (fault.kind === 'delay') return statusCode === undefined;
	return 'stores' in fault && fault.stores === true;
}

function getRetryAfter(fault: Fault | undefined): string | undefined {
	return fault?.kind === 'status' ? fault.headers?.['Retry-After'] : undefined;
}

function askedWait(
	{ answeredAt = 0 }: LoggedRequest,
	header: string | undefined,
): number | undefined {
	if (header === undefined) return undefined;
	const now = START + answeredAt;
	const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
	return Number.isNaN(ms) ? undefined : Math.max(1_000, ms);
}
