import { CODES } from './outputs';
import type { Evidence } from './evidence';
import type { Answer } from './model/answer';

/** Words for all that may go wrong: each schedule shows some, all schedules must show all. */
export const NAMED_FAULTS: readonly string[] = [
	...['redirect', 'successFalse', 'delay', 'truncatedJson', 'stallHeaders', 'stallBody'],
	...['resetOnArrival', 'resetBeforeStore', 'resetAfterStore', 'answer lost', 'token expired'],
	...['429 without Retry-After', '429 in seconds', '429 as a date', '429 unreadable'],
	...['503 without Retry-After', '503 in seconds', '503 as a date', '503 unreadable'],
	...['html 200', 'html 502', 'html 503', 'number refused', 'body too large'],
	...['documented error with status 200', 'every lead refused', 'Retry-After of an hour or more'],
	...['status 403', 'status 408', 'status 409', 'status 500', 'status 502', 'status 504'],
];

export const REJECTION_CODES: readonly string[] = CODES;

/** Those of `words` that no schedule showed. */
export function missing(words: readonly string[], seen: ReadonlySet<string>): string[] {
	return words.filter((word) => !seen.has(word));
}

/** What a schedule showed of `NAMED_FAULTS`. */
export function getFaults({ run, ordeal }: Evidence): string[] {
	const isSoft = (statusCode = 0) => ordeal.softErrors && [400, 401, 429].includes(statusCode);
	return run.answers.flatMap((answer) => [
		...wordsFor(answer),
		...(answer.isLost ? ['answer lost'] : []),
		...(isSoft(answer.request.statusCode) ? ['documented error with status 200'] : []),
		...(answer.means === 'refused' && ordeal.refusesAll !== undefined
			? ['every lead refused']
			: []),
		...((answer.askedMs ?? 0) >= 3_600_000 ? ['Retry-After of an hour or more'] : []),
	]);
}

function wordsFor({ request: { fault, statusCode }, retryAfter }: Answer): string[] {
	if (fault === 'html') return [`html ${statusCode}`];
	if (statusCode === 429 || (statusCode === 503 && fault === 'status'))
		return [`${statusCode} ${getForm(retryAfter)}`];
	if (statusCode === 401) return ['token expired'];
	if (statusCode === 413) return ['body too large'];
	if (fault === undefined) return statusCode === 400 ? ['number refused'] : [];
	return [fault, `status ${statusCode}`];
}

function getForm(retryAfter: string | undefined): string {
	if (retryAfter === undefined) return 'without Retry-After';
	if (/^\d+$/.test(retryAfter)) return 'in seconds';
	return Number.isNaN(Date.parse(retryAfter)) ? 'unreadable' : 'as a date';
}

/** The rejection codes that a run gave. */
export function getCodes({ outputs }: Evidence): string[] {
	return outputs?.rejected.map(({ rejection }) => rejection.code) ?? [];
}
