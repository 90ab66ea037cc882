import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { TaskOutcome } from '../delivery/deliverEach';

/**
 * The output items of one input item, linked to it. A failed one is `{ error, details }`; where there
 * is an error output it is `{ error }`, since by that alone every engine from n8n 1 on knows it for
 * that output, where it adds the fields of the input item.
 */
export function eachItem(
	outcome: TaskOutcome<readonly IDataObject[]>,
	item: number,
	hasErrorOutput: boolean,
): INodeExecutionData[] {
	const pairedItem = { item };
	if (outcome.kind === 'done') return outcome.done.map((json) => ({ json, pairedItem }));
	const { message, ...details } = outcome.failure;
	return [{ json: { error: message, ...(hasErrorOutput ? {} : { details }) }, pairedItem }];
}
