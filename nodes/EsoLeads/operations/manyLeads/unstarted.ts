import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Rejection } from '../../lead/rejection';
import { rejectedItems } from '../../report/outputs';
import { addHints, hasErrorOutput } from '../reporting';
import { misconfiguredError, type Misconfigured } from '../misconfigured';

/**
 * Ends a run before anything is sent.
 *
 * @param refused rejections of items that have a reason of their own, by item index.
 * @throws NodeOperationError unless the node continues on failures.
 */
export function notStarted(
	context: IExecuteFunctions,
	reason: Misconfigured,
	refused: ReadonlyMap<number, Rejection> = new Map(),
): INodeExecutionData[][] {
	if (!context.continueOnFail()) throw misconfiguredError(context, reason);
	const { code, message } = reason;
	const retryable = code === 'not_sent';
	return rejectAll(context, { code, message: `Not sent: ${message}`, retryable }, refused);
}

/** Every item is rejected, with its own reason or else with `rejection`. */
export function rejectAll(
	context: IExecuteFunctions,
	rejection: Rejection,
	refused: ReadonlyMap<number, Rejection> = new Map(),
): INodeExecutionData[][] {
	const items = context.getInputData();
	addHints(context, [rejection.message]);
	const rejections = new Map(
		items.map((_, item) => [item, refused.get(item) ?? rejection] as const),
	);
	const details = { status: 'notSent', leads: items.length };
	const failure = hasErrorOutput(context) ? [{ json: { error: rejection.message, details } }] : [];
	return [failure, rejectedItems(items, rejections)];
}
