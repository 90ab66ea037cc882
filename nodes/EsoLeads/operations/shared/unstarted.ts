import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { failedForNow, type FailedItem, type Rejection } from '../../lead/refusals';
import { withMessage } from '../../report/errors';
import { toItems } from '../../report/items';
import { rejectedItems } from '../../report/report';
import { addHints, hasErrorOutput, type SetupFailure } from './context';

/** The error for a run that cannot begin, unless the node continues on failures. */
export function setupError(
	context: IExecuteFunctions,
	{ message, description }: SetupFailure,
): NodeOperationError {
	return withMessage(new NodeOperationError(context.getNode(), message, { description }), message);
}

/**
 * Ends a run of two outputs before anything is sent.
 *
 * @param refused the rejections of items with their own reason, by item index.
 * @throws NodeOperationError unless the node continues on failures.
 */
export function rejectUnstarted(
	context: IExecuteFunctions,
	reason: SetupFailure,
	refused: ReadonlyMap<number, Rejection> = new Map(),
): INodeExecutionData[][] {
	if (!context.continueOnFail()) throw setupError(context, reason);
	const { code, message } = reason;
	const retryable = code === 'not_sent';
	return rejectAll(context, { code, message: `Not sent: ${message}`, retryable }, refused);
}

/** Rejects every item, with its own reason or else with `rejection`. */
export function rejectAll(
	context: IExecuteFunctions,
	rejection: Rejection,
	refused: ReadonlyMap<number, Rejection> = new Map(),
): INodeExecutionData[][] {
	const items = context.getInputData();
	addHints(context, [{ message: rejection.message, type: 'warning' }]);
	const rejections = new Map(
		items.map((_, item) => [item, refused.get(item) ?? rejection] as const),
	);
	const status = rejection.code === 'delivery_failed' ? 'failed' : 'notSent';
	const details = { status, leads: items.length };
	const failure = hasErrorOutput(context) ? [{ json: { error: rejection.message, details } }] : [];
	return [failure, [...rejectedItems(items, rejections)]];
}

/** Ends a run of one output before anything is sent. */
export function failUnstarted(
	context: IExecuteFunctions,
	reason: SetupFailure,
): INodeExecutionData[] {
	if (!context.continueOnFail()) throw setupError(context, reason);
	return failAll(context, failedForNow('not_sent', `Not sent: ${reason.message}`));
}

/** Every item fails for the same reason. */
export function failAll(context: IExecuteFunctions, failed: FailedItem): INodeExecutionData[] {
	const addsInput = hasErrorOutput(context);
	return context
		.getInputData()
		.flatMap((input, item) => toItems(failed, item, addsInput ? input : undefined));
}
