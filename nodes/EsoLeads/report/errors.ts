import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { RunFailure } from '../delivery/run';
import type { FailureCode, ItemFailure } from '../lead/refusals';
import { endSentence, formatCount, formatQuantity } from '../lead/wording';

/**
 * The error for a run that ends early under On Error: Stop Workflow.
 *
 * @param resume a sentence on how to continue from there, with a leading space.
 */
export function stoppedError(
	node: INode,
	reason: RunFailure,
	accepted: number,
	items: number,
	resume = '',
): NodeApiError {
	const where = reason.batch === undefined ? '' : ` at batch ${formatCount(reason.batch)}`;
	const progress = `${formatCount(accepted)} of ${formatQuantity(items, 'lead')} accepted`;
	const message = `${toSentence(reason.message)} Stopped${where} with ${progress}.`;
	const advice = adviceFor(reason.statusCode);
	const failure = new NodeApiError(
		node,
		{ message },
		{
			description: `${advice}${describeAgain(reason.statusCode, accepted)}${resume}`,
			...(reason.statusCode === undefined ? {} : { httpCode: String(reason.statusCode) }),
		},
	);
	return withMessage(failure, message);
}

/**
 * Gives an error of n8n's the message that it was created with: the constructors replace one in which
 * they find a code such as ECONNREFUSED.
 */
export function withMessage<E extends Error>(error: E, message: string): E {
	error.message = message;
	return error;
}

function toSentence(text: string): string {
	return endSentence(text.charAt(0).toUpperCase() + text.slice(1));
}

/** If something has to be fixed first, running again without a change has the same result. */
function describeAgain(statusCode: number | undefined, accepted: number): string {
	if (statusCode === undefined || statusCode === 429 || statusCode >= 500)
		return ' Running again is safe: E-so ignores numbers that it already has.';
	return accepted === 0
		? ''
		: ' Running again afterwards is safe: E-so ignores numbers that it already has.';
}

/**
 * The message of a failed item or batch, with what to do about it: the description of an error is
 * not shown on an output.
 */
export function withAdvice(message: string, statusCode: number | undefined): string {
	const advice = statusCode === undefined ? undefined : ADVICE_BY_STATUS[statusCode];
	return advice === undefined ? message : `${toSentence(message)} ${advice}`;
}

/** How to report a run that changed leads before it stopped. */
export interface Progress {
	/** "updated", for "3 of 10 leads had already been updated". */
	participle: string;
	/** A sentence on what happens if it is run again. */
	again: string;
}

/** How far a run had got when it stopped. */
export interface ProgressMade extends Progress {
	done: number;
	items: number;
}

const BASE_URL_ADVICE = 'Check the Base URL of the credential.';

const ADVICE_BY_CODE: Partial<Readonly<Record<FailureCode, string>>> = {
	not_found:
		"Check the number or the ID. If E-so finds none of your leads, change 'Country Code in Requests' or 'Path Prefix' in the request options.",
	refused: 'Check the values of the item.',
	unexpected_answer: BASE_URL_ADVICE,
};

/** A list has neither a number nor an ID. */
const NO_LIST_ADVICE =
	"Change 'Path Prefix' in the request options, or check the Base URL of the credential.";

/** What an item asks for: one lead, or a list of leads. */
export type AskedFor = 'lead' | 'list';

const CONTINUE_ADVICE = "To go on with the other items, set 'On Error' to continue.";

/** The error for an item that failed after a request, under On Error: Stop Workflow. */
export function itemError(
	node: INode,
	{ code, message, statusCode }: ItemFailure,
	itemIndex: number,
	progress: ProgressMade | undefined,
	asksFor: AskedFor = 'lead',
): NodeApiError {
	const codeAdvice =
		asksFor === 'list' && code === 'not_found' ? NO_LIST_ADVICE : ADVICE_BY_CODE[code];
	const advice =
		codeAdvice === undefined ? adviceFor(statusCode) : `${codeAdvice} ${CONTINUE_ADVICE}`;
	const error = new NodeApiError(
		node,
		{ message },
		{
			description: [advice, ...describeProgress(progress)].join(' '),
			itemIndex,
			...(statusCode === undefined ? {} : { httpCode: String(statusCode) }),
		},
	);
	return withMessage(error, `${message} [item ${itemIndex}]`);
}

/**
 * The error for an item that cannot be sent, before anything is sent, under On Error: Stop
 * Workflow.
 *
 * @param reason what it has in common with others, as a sentence.
 */
export function unsendableError(
	node: INode,
	{ message }: ItemFailure,
	itemIndex: number,
	reason?: string,
): NodeOperationError {
	const correction = reason ?? 'Correct the item.';
	const description = `Nothing was sent. ${correction} ${CONTINUE_ADVICE}`;
	const error = new NodeOperationError(node, message, { description, itemIndex });
	return withMessage(error, `${message} [item ${itemIndex}]`);
}

function describeProgress(made: ProgressMade | undefined): string[] {
	if (made === undefined || made.items === 1) return [];
	const { done, items, participle, again } = made;
	return [
		`${formatCount(done)} of ${formatQuantity(items, 'lead')} had already been ${participle}. ${again}`,
	];
}

/** The advice if E-so refuses a whole run; the message names the cause. */
const REFUSED_ADVICE = 'Correct what the message names, then run again.';
const REFUSED_STATUSES: ReadonlySet<number> = new Set([400, 413, 417, 422]);

/** What to do, by the status of E-so's answer. */
const ADVICE_BY_STATUS: Readonly<Record<number, string>> = {
	// Observed: the two kinds of token, and how they begin.
	401: "Check the access token in the credential: it may be mistyped, deleted or expired. A token for the leads API usually begins with 'eSt'. The ID in a template's send link ('cm…') is not one.",
	403: 'Check the permissions of the access token in E-so.',
	301: BASE_URL_ADVICE,
	302: BASE_URL_ADVICE,
	307: BASE_URL_ADVICE,
	308: BASE_URL_ADVICE,
	404: BASE_URL_ADVICE,
	405: BASE_URL_ADVICE,
	429: "E-so limits how often it can be called. Raise 'Max Wait (Minutes)' or lower 'Concurrent Requests' in the request options, or run again later.",
};
const DEFAULT_ADVICE = 'Check that E-so can be reached, then run again.';

/** What to do if E-so ended a run with this status, or without any. */
export function adviceFor(statusCode: number | undefined): string {
	if (statusCode === undefined) return DEFAULT_ADVICE;
	return (
		ADVICE_BY_STATUS[statusCode] ??
		(REFUSED_STATUSES.has(statusCode) ? REFUSED_ADVICE : DEFAULT_ADVICE)
	);
}
