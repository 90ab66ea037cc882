import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deliverBatches } from '../../delivery/deliver';
import type { BatchOutcome, LeadSource, QueuedLead } from '../../delivery/outcome';
import { createPacer } from '../../delivery/ports';
import type { RunFailure } from '../../delivery/run';
import type { FileRow, RowJson } from '../../file/row';
import type { FileNotes } from '../../file/rows';
import type { LeadNotes } from '../../lead/lead';
import { toRejection } from '../../lead/refusals';
import { createAcceptedLeads, missingOutcomeRejection } from '../../report/items';
import { type BatchRow, batchRow, checkedBatchRow } from '../../report/report';
import {
	type BulkSettings,
	deliveryPorts,
	deliveryRules,
	outputsLeads,
	startProgressLog,
} from '../shared/bulkRun';
import { getCancelSignal, systemClock } from '../shared/context';
import type { LeadPreparer } from '../shared/readLead';
import type { BinaryFile } from './binaryFile';
import type { ImportOptions } from './options';
import { createRowLeads, openRows } from './reading';
import {
	createRejected,
	type RejectedOutput,
	REJECTION_CODE,
	REJECTION_COLUMNS,
} from './rejectedRows';
import { createRowLedger, type ImportReport, type RowLedger } from './rowLedger';

/** A batch of a file, with the lines of its first and last lead. */
export type FileBatchRow = BatchRow & { file: string; firstLine: number; lastLine: number };

/** What happened to a file. */
export interface ImportedFile {
	batches: readonly FileBatchRow[];
	report: ImportReport;
	rejected: RejectedOutput;
	/**
	 * With *One Item per Accepted Lead*: an item for each row, linked to the item that holds the
	 * file.
	 */
	accepted: INodeExecutionData[] | undefined;
	notes: FileNotes;
	/** Why sending stopped before the end of the file, if it did. */
	stopped: RunFailure | undefined;
	/** Why the file could not be read to the end, if it could not. */
	failure: unknown;
}

/** Sends the rows of a file while reading it. Rejects only if the file cannot be opened. */
export async function importRows(
	context: IExecuteFunctions,
	file: BinaryFile,
	settings: BulkSettings<ImportOptions>,
	rules: RowRules,
): Promise<ImportedFile> {
	const { options } = settings;
	const reading = await openRows(file, getCancelSignal(context));
	const rejected = createRejected(file, reading.notes, options);
	const ledger = createRowLedger(options.duplicates, rejected);
	const accepted = outputsLeads(context) ? createAcceptedRows(options.checkOnly) : undefined;
	const prepare = createRowPreparer(rules, ledger);
	const leads = createRowLeads(
		reading.rows,
		accepted?.watch(prepare) ?? prepare,
		options.batchSize,
		createPacer(systemClock),
	);
	const batches: FileBatchRow[] = [];
	const stopped = await deliverRows(context, settings, leads, ledger.rowsSeen, (batch) => {
		ledger.settle(batch);
		accepted?.settle(batch);
		batches.push(fileBatchRow(batch, file.name, options.checkOnly));
	});
	reading.close();
	ledger.abandon(missingOutcomeRejection(stopped === undefined, stopped));
	const report = ledger.report();
	return {
		batches: batches.sort((a, b) => a.batch - b.batch),
		report: { ...report, figures: { ...report.figures, isChecked: options.checkOnly } },
		rejected,
		accepted: accepted?.items(rules.item),
		notes: reading.notes,
		stopped,
		failure: leads.failure(),
	};
}

/** Sends leads, and reports the progress. @returns why that ended before the last lead, if it did. */
async function deliverRows(
	context: IExecuteFunctions,
	settings: BulkSettings<ImportOptions>,
	leads: LeadSource,
	rowsSeen: () => number,
	settle: (batch: BatchOutcome) => void,
): Promise<RunFailure | undefined> {
	const { options } = settings;
	const ports = deliveryPorts(context, settings);
	const progress = startProgressLog(context, ports, rowsSeen, options.checkOnly);
	return await deliverBatches(leads, deliveryRules(context, options), progress.ports, (batch) => {
		progress.settle(batch);
		settle(batch);
	}).finally(progress.end);
}

/**
 * Keeps the accepted rows for *One Item per Accepted Lead*. Each becomes an item, so here memory
 * grows with the file.
 */
function createAcceptedRows(isChecked: boolean) {
	const leads = createAcceptedLeads(isChecked);
	const rows = new Map<number, RowJson>();
	return {
		watch: (prepare: (row: FileRow) => QueuedLead | undefined) => (row: FileRow) => {
			const lead = prepare(row);
			if (lead !== undefined) {
				leads.keep(lead);
				rows.set(row.line, row.json);
			}
			return lead;
		},
		settle(batch: BatchOutcome) {
			leads.settle(batch);
			for (const [index, { kind }] of batch.outcomes.entries())
				if (kind !== 'accepted') rows.delete(batch.items[index] ?? 0);
		},
		items: (item: number) =>
			leads.items((line) => ({ json: rows.get(line) ?? {}, pairedItem: { item } })),
	};
}

function fileBatchRow(batch: BatchOutcome, file: string, isChecked: boolean): FileBatchRow {
	const { items } = batch;
	return {
		...(isChecked ? checkedBatchRow(batch) : batchRow(batch)),
		file,
		firstLine: items[0] ?? 0,
		lastLine: items.at(-1) ?? 0,
	};
}

/** What is needed to prepare rows. */
export interface RowRules {
	/** The index of the input item that holds the file. */
	item: number;
	prepare: LeadPreparer;
	notes: LeadNotes;
	options: ImportOptions;
}

/**
 * Prepares the rows of a file and enters each in the ledger, as rejected or as sent, by its line
 * number.
 *
 * @returns undefined for a row that is not to be sent.
 */
export function createRowPreparer(
	{ item, prepare, options }: RowRules,
	ledger: RowLedger,
): (row: FileRow) => QueuedLead | undefined {
	return (row) => {
		const { line, json } = row;
		if (line < options.startAtRow) {
			ledger.skip(line);
			return undefined;
		}
		if (row.kind === 'malformed') {
			ledger.reject(line, json, { code: 'malformed_row', message: row.reason, retryable: false });
			return undefined;
		}
		const lead = prepare(item, toSendable(json), line);
		if (lead.kind === 'refusal') {
			ledger.reject(line, json, toRejection(lead));
			return undefined;
		}
		if (lead.kind === 'duplicate') {
			ledger.rejectDuplicate(line, json, lead.first);
			return undefined;
		}
		ledger.send(line, json);
		return { item: line, json: lead.json, bytes: lead.bytes };
	};
}

/**
 * The part of a row that can be sent: without cells that are empty or hold the \N that databases write for
 * nothing, and without the reason for an earlier rejection.
 */
function toSendable(json: RowJson): RowJson {
	const wasRejected = REJECTION_CODE in json;
	let hasEmpty = false;
	for (const name in json) hasEmpty ||= holdsNothing(json[name]);
	if (!hasEmpty && !wasRejected) return json;
	return Object.fromEntries(
		Object.entries(json).filter(
			([name, value]) => !holdsNothing(value) && !(wasRejected && REJECTION_COLUMNS.has(name)),
		),
	);
}

function holdsNothing(value: unknown): boolean {
	return value === '' || value === '\\N';
}
