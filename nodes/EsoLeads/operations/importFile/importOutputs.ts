import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { countOf } from '../../counts';
import { failedBatchItem, hasFailed } from '../../report/batchItem';
import { rejectedItem } from '../../report/rejectedItem';
import { summarise } from '../../report/summary';
import { hasErrorOutput } from '../reporting';
import type { ImportReport } from './accounts';
import type { ImportedFile } from './importRun';

/**
 * The rows of *Batches* of one file. They are linked to the item that holds the file: of a million
 * leads none has an item.
 */
export function fileBatchItems(
	context: IExecuteFunctions,
	item: number,
	{ batches }: ImportedFile,
): INodeExecutionData[] {
	return batches.map((row) =>
		hasErrorOutput(context) && hasFailed(row)
			? failedBatchItem(row)
			: { json: row, pairedItem: { item } },
	);
}

/** The rows of a file on *Rejected*: with their own columns, and linked to the file's item. */
export function rejectedRowItems(item: number, { rejected }: ImportReport): INodeExecutionData[] {
	return rejected.map(({ json, rejection }) => rejectedItem({ json }, item, rejection));
}

/** What is told of a file, a sentence each. */
export function describeImport({ rows, figures, onlyCounted, rejected }: ImportReport): string[] {
	return [
		summarise(rows, figures),
		...(onlyCounted > 0
			? [
					`${countOf(onlyCounted, 'rejected row')} came out as a number only, after the first ${countOf(rejected.length, 'item')}: raise 'Max Rejected Items' to see more.`,
				]
			: []),
	];
}
