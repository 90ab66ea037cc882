import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { TaskOutcome } from '../delivery/deliverEach';

/**
 * The output items of one input item, linked to it. A failed one has no keys but `error` and
 * `details`: by that the engine knows it for its error output, where it adds the fields of the input
 * item.
 */
export function eachItem(
	outcome: TaskOutcome<readonly IDataObject[]>,
	item: number,
): INodeExecutionData[] {
	const pairedItem = { item };
	if (outcome.kind === 'done') return outcome.done.map((json) => ({ json, pairedItem }));
	const { message, ...details } = outcome.failure;
	return [{ json: { error: message, details }, pairedItem }];
}
