import { NodeApiError, type INode } from 'n8n-workflow';
import type { StopReason } from '../delivery/run';
import { countOf, formatCount } from './counts';

const BASE_URL_ADVICE = 'Check the Base URL of the credential.';

/** What to do about a run that ended early, by the status that E-so answered. */
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

/** The one thing that is thrown when a run ends early under On Error: Stop Workflow. */
export function stoppedError(
	node: INode,
	reason: StopReason,
	accepted: number,
	items: number,
): NodeApiError {
	const where = reason.batch === undefined ? '' : ` at batch ${formatCount(reason.batch)}`;
	const progress = `${formatCount(accepted)} of ${countOf(items, 'lead')} accepted`;
	const message = `Stopped${where} with ${progress}: ${reason.message}`;
	const advice =
		(reason.statusCode === undefined ? undefined : ADVICE[reason.statusCode]) ?? DEFAULT_ADVICE;
	const failure = new NodeApiError(
		node,
		{ message },
		{
			description: `${advice} Running again is safe: E-so ignores the numbers that it has.`,
			...(reason.statusCode === undefined ? {} : { httpCode: String(reason.statusCode) }),
		},
	);
	// The constructor replaces a message in which it finds a code such as ECONNREFUSED by its own.
	failure.message = message;
	return failure;
}
