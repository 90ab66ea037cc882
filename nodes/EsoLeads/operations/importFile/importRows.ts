import type { IExecuteFunctions } from 'n8n-workflow';
import { deliverBatches } from '../../delivery/deliver';
import type { BatchOutcome, LeadSource, QueuedLead } from '../../delivery/outcome';
import type { RunFailure } from '../../delivery/run';
import type { FileRow } from '../../file/row';
import { readRows } from '../../file/rows';
import type { SeenNumbers } from '../../lead/duplicates';
import type { LeadNotes } from '../../lead/lead';
import { toRejection } from '../../lead/refusals';
import { batchRow, type BatchRow } from '../../report/items';
import {
	type BulkSettings,
	deliveryPorts,
	deliveryRules,
	missingOutcomeRejection,
} from '../shared/bulkRun';
import { startProgressLog } from '../shared/progressLog';
import { type LeadPreparer, noteLostZero } from '../shared/readLead';
import type { BinaryFile } from './binaryFile';
import type { ImportOptions } from './options';
import { createRowLedger, type ImportReport, type RowLedger } from './rowLedger';

/** A batch of a file, with the lines of its first and its last lead. */
export type FileBatchRow = BatchRow & { file: string; firstLine: number; lastLine: number };

/** What became of a file. */
export interface ImportedFile {
	batches: readonly FileBatchRow[];
	report: ImportReport;
	/** Why nothing more was sent before the end of the file, if so. */
	stopped: RunFailure | undefined;
	/** Why the file could not be read to its end, if so. */
	failure: unknown;
}

/** Sends the rows of a file while it is read. Never rejects but for a file that cannot be opened. */
export async function importRows(
	context: IExecuteFunctions,
	file: BinaryFile,
	settings: BulkSettings<ImportOptions>,
	rules: RowRules,
): Promise<ImportedFile> {
	const { options } = settings;
	const accounts = createRowLedger(options);
	const rows = readRows(await file.open(), file.format);
	const leads = createRowLeads(rows, createRowPreparer(rules, accounts), options.batchSize);
	const batches: FileBatchRow[] = [];
	const progress = startProgressLog(context, deliveryPorts(context, settings), accounts.rowsSeen);
	const settle = (batch: BatchOutcome) => {
		progress.settle(batch);
		accounts.settle(batch);
		batches.push(fileBatchRow(batch, file.name));
	};
	const delivery = deliveryRules(context, options);
	const stopped = await deliverBatches(leads, delivery, progress.ports, settle).finally(
		progress.end,
	);
	// Closes the file, if it was not read to its end.
	await rows.return(undefined);
	accounts.abandon(missingOutcomeRejection(stopped === undefined, stopped));
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

/** The leads of a file, prepared as it is read. */
export interface RowLeads extends LeadSource {
	ready(): Promise<void> | undefined;
	/** Why the file could not be read to its end, if it could not. */
	failure(): unknown;
}

/**
 * Reads rows only while fewer leads than a batch takes are waiting, so that no more of the file is in
 * memory than a chunk.
 *
 * @param prepare returns undefined for a row that is not to be sent.
 */
export function createRowLeads(
	rows: AsyncIterator<readonly FileRow[]>,
	prepare: (row: FileRow) => QueuedLead | undefined,
	batchSize: number,
): RowLeads {
	let waiting: QueuedLead[] = [];
	let pulled = 0;
	let isAtEnd = false;
	let failure: unknown;
	let reading: Promise<void> | undefined;

	const read = async () => {
		try {
			const group = await rows.next();
			if (group.done === true) isAtEnd = true;
			else {
				const leads = group.value.map(prepare).filter((lead) => lead !== undefined);
				waiting = [...waiting.slice(pulled), ...leads];
				pulled = 0;
			}
		} catch (error) {
			isAtEnd = true;
			failure = error;
		} finally {
			reading = undefined;
		}
	};

	return {
		next() {
			const value = waiting[pulled];
			if (value === undefined) return { done: true, value: undefined };
			pulled += 1;
			return { done: false, value };
		},
		ready() {
			if (isAtEnd || waiting.length - pulled >= batchSize) return undefined;
			reading ??= read();
			return reading;
		},
		failure: () => failure,
	};
}

/** What rows are prepared with. */
export interface RowRules {
	/** The index of the input item that holds the file. */
	item: number;
	prepare: LeadPreparer;
	seen: SeenNumbers;
	notes: LeadNotes;
	options: ImportOptions;
}

/**
 * Prepares the rows of a file, and enters each in the accounts: as rejected, or as sent under the
 * number of its line.
 *
 * @returns undefined for a row that is not to be sent.
 */
export function createRowPreparer(
	{ item, prepare, seen, notes, options }: RowRules,
	accounts: RowLedger,
): (row: FileRow) => QueuedLead | undefined {
	return (row) => {
		const { line, json } = row;
		if (line < options.startAtRow) return undefined;
		if (row.kind === 'malformed') {
			accounts.reject(line, json, { code: 'malformed_row', message: row.reason, retryable: false });
			return undefined;
		}
		const lead = prepare(item, json);
		if (lead.kind === 'refusal') {
			accounts.reject(line, json, toRejection(lead));
			return undefined;
		}
		const first = seen.firstPlaceOf(lead.digits, line);
		if (first !== undefined) {
			accounts.rejectDuplicate(line, json, first);
			return undefined;
		}
		noteLostZero(lead, options, notes);
		accounts.send(line, json);
		return { item: line, json: lead.json, bytes: lead.bytes };
	};
}
