const BASE_URL_ADVICE = 'Check the Base URL of the credential.';

/** What to do, by the status that E-so answered. */
const ADVICE: Readonly<Record<number, string>> = {
	401: 'Check the access token in the credential: it may be wrong or expired.',
	403: 'Check in E-so what the access token may do.',
	301: BASE_URL_ADVICE,
	302: BASE_URL_ADVICE,
	307: BASE_URL_ADVICE,
	308: BASE_URL_ADVICE,
	404: BASE_URL_ADVICE,
	405: BASE_URL_ADVICE,
	429: "E-so limits how often it can be called. Run again later, or lower 'Concurrent Requests' in the options.",
};
const DEFAULT_ADVICE = 'Check that E-so can be reached, then run again.';

/** What to do about a run that E-so ended with this status, or without any. */
export function adviceFor(statusCode: number | undefined): string {
	return (statusCode === undefined ? undefined : ADVICE[statusCode]) ?? DEFAULT_ADVICE;
}
