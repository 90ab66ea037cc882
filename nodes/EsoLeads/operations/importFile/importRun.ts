import type { IExecuteFunctions } from 'n8n-workflow';
import { deliverBatches } from '../../delivery/deliver';
import type { BatchOutcome } from '../../delivery/outcome';
import type { StopReason } from '../../delivery/run';
import { readRows } from '../../file/rows';
import { batchRow, type BatchRow } from '../../report/batchItem';
import { deliveryPorts, deliveryRules } from '../manyLeads/delivering';
import type { Settings } from '../manyLeads/settings';
import { unaccountedRejection } from '../manyLeads/unaccounted';
import { openAccounts, type ImportReport } from './accounts';
import type { BinaryFile } from './binaryFile';
import type { ImportOptions } from './options';
import { createRowLeads } from './rowLeads';
import { createRowPreparer, type RowRules } from './rowPreparation';

/** A batch of a file, with the lines of its first and its last lead. */
export type FileBatchRow = BatchRow & { file: string; firstLine: number; lastLine: number };

/** What became of a file. */
export interface ImportedFile {
	batches: readonly FileBatchRow[];
	report: ImportReport;
	/** Why nothing more was sent before the end of the file, if so. */
	stopped: StopReason | undefined;
	/** Why the file could not be read to its end, if so. */
	failure: unknown;
}

/** Sends the rows of a file while it is read. Never rejects but for a file that cannot be opened. */
export async function importRows(
	context: IExecuteFunctions,
	file: BinaryFile,
	settings: Settings<ImportOptions>,
	rules: RowRules,
): Promise<ImportedFile> {
	const { options } = settings;
	const accounts = openAccounts(options);
	const rows = readRows(await file.open(), file.format);
	const leads = createRowLeads(rows, createRowPreparer(rules, accounts), options.batchSize);
	const batches: FileBatchRow[] = [];
	const settle = (batch: BatchOutcome) => {
		accounts.settle(batch);
		batches.push(fileBatchRow(batch, file.name));
	};
	const delivery = deliveryRules(context, options);
	const stopped = await deliverBatches(leads, delivery, deliveryPorts(context, settings), settle);
	// Closes the file, if it was not read to its end.
	await rows.return(undefined);
	accounts.abandon(unaccountedRejection(stopped === undefined, stopped));
	batches.sort((a, b) => a.batch - b.batch);
	return { batches, report: accounts.report(), stopped, failure: leads.failure() };
}

function fileBatchRow(batch: BatchOutcome, file: string): FileBatchRow {
	const { items } = batch;
	return {
		...batchRow(batch),
		file,
		firstLine: items[0] ?? 0,
		lastLine: items.at(-1) ?? 0,
	};
}
