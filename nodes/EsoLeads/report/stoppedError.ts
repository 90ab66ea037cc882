import { NodeApiError, type INode } from 'n8n-workflow';
import { countOf, formatCount } from '../counts';
import type { StopReason } from '../delivery/run';
import { adviceFor } from './advice';

/**
 * The one thing that is thrown when a run ends early under On Error: Stop Workflow.
 *
 * @param resume a sentence on how to go on from there, with a space before it.
 */
export function stoppedError(
	node: INode,
	reason: StopReason,
	accepted: number,
	items: number,
	resume = '',
): NodeApiError {
	const where = reason.batch === undefined ? '' : ` at batch ${formatCount(reason.batch)}`;
	const progress = `${formatCount(accepted)} of ${countOf(items, 'lead')} accepted`;
	const message = `Stopped${where} with ${progress}: ${reason.message}`;
	const advice = adviceFor(reason.statusCode);
	const failure = new NodeApiError(
		node,
		{ message },
		{
			description: `${advice} Running again is safe: E-so ignores the numbers that it has.${resume}`,
			...(reason.statusCode === undefined ? {} : { httpCode: String(reason.statusCode) }),
		},
	);
	// The constructor replaces a message in which it finds a code such as ECONNREFUSED by its own.
	failure.message = message;
	return failure;
}
