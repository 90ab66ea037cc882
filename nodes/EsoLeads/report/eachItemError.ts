import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { countOf, formatCount } from '../counts';
import type { FailureCode, ItemFailure } from '../lead/itemFailure';
import { adviceFor } from './advice';

/** How to tell of a run that changed leads before it stopped. */
export interface Progress {
	/** "updated": 3 of 10 leads were updated before. */
	participle: string;
	/** What running again comes to, as a sentence. */
	again: string;
}

/** How far a run had come when it stopped. */
export interface ProgressMade extends Progress {
	done: number;
	items: number;
}

const ADVICE: Partial<Readonly<Record<FailureCode, string>>> = {
	not_found:
		"Check the number or the ID. If E-so finds none of your leads, change 'Number in Requests' or 'Path Prefix' in the options.",
	refused: 'Check what the item asks for.',
	unexpected_answer: 'Check the Base URL of the credential.',
};

const CONTINUE_ADVICE = "To go on with the other items, set 'On Error' to continue.";

/** Thrown for an item that E-so was asked about, under On Error: Stop Workflow. */
export function eachItemError(
	node: INode,
	{ code, message, statusCode }: ItemFailure,
	itemIndex: number,
	progress: ProgressMade | undefined,
): NodeApiError {
	const advice =
		ADVICE[code] === undefined ? adviceFor(statusCode) : `${ADVICE[code]} ${CONTINUE_ADVICE}`;
	const error = new NodeApiError(
		node,
		{ message },
		{
			description: [advice, ...describeProgress(progress)].join(' '),
			itemIndex,
			...(statusCode === undefined ? {} : { httpCode: String(statusCode) }),
		},
	);
	return withMessage(error, message, itemIndex);
}

/** Thrown for an item that cannot be sent, before anything is, under On Error: Stop Workflow. */
export function unsendableError(
	node: INode,
	{ message }: ItemFailure,
	itemIndex: number,
): NodeOperationError {
	const description = `Nothing was sent. Correct the item. ${CONTINUE_ADVICE}`;
	const error = new NodeOperationError(node, message, { description, itemIndex });
	return withMessage(error, message, itemIndex);
}

function describeProgress(made: ProgressMade | undefined): string[] {
	if (made === undefined || made.items === 1) return [];
	const { done, items, participle, again } = made;
	return [`${formatCount(done)} of ${countOf(items, 'lead')} ${participle} before. ${again}`];
}

/** The constructors replace a message in which they find a code such as ECONNREFUSED by their own. */
function withMessage<E extends Error>(error: E, message: string, itemIndex: number): E {
	error.message = `${message} [item ${itemIndex}]`;
	return error;
}
