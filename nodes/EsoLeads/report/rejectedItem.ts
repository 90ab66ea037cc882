import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Rejection } from '../lead/rejection';

/**
 * An item of the output *Rejected*: the input item whole, its files too, and why it was rejected.
 */
export function rejectedItem(
	input: INodeExecutionData,
	item: number,
	rejection: Rejection,
): INodeExecutionData {
	const told: IDataObject = { ...rejection };
	return {
		json: { ...input.json, rejection: told },
		...(input.binary === undefined ? {} : { binary: input.binary }),
		pairedItem: { item },
	};
}
