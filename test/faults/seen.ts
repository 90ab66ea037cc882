import { CODES } from './account';
import type { Evidence } from './evidence';

/** Words for all that may go wrong: each schedule shows some, all schedules must show all. */
export const NAMED_FAULTS: readonly string[] = [
	...['rateLimited', 'html', 'redirect', 'successFalse', 'delay', 'truncatedJson'],
	...['resetBeforeRead', 'resetAfterStore', 'stallHeaders', 'stallBody'],
	...['status 400', 'status 401', 'status 408', 'status 413', 'status 429', 'status 500'],
	...['status 502', 'status 503', 'status 504', 'asked to wait', 'answer lost'],
];

export const REJECTION_CODES: readonly string[] = CODES;

/** Those of `words` that no schedule showed. */
export function missing(words: readonly string[], seen: ReadonlySet<string>): string[] {
	return words.filter((word) => !seen.has(word));
}

/** What a schedule showed of `NAMED_FAULTS`. */
export function faultsOf({ run }: Evidence): string[] {
	return run.answers.flatMap(({ request, askedMs, isLost }) => [
		request.fault ?? 'no fault',
		`status ${request.statusCode ?? 'none'}`,
		...(askedMs === undefined ? [] : ['asked to wait']),
		...(isLost ? ['answer lost'] : []),
	]);
}

/** The rejection codes that a run gave. */
export function codesOf({ account }: Evidence): string[] {
	return account?.rejected.map(({ rejection }) => rejection.code) ?? [];
}
