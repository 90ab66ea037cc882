import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { UnreadableFile } from '../../file/text';
import { createSeenNumbers } from '../../lead/duplicates';
import type { Rejection } from '../../lead/refusals';
import { formatCount, formatQuantity } from '../../lead/wording';
import { stoppedError } from '../../report/errors';
import { describeNotes, describeRun, type Hint, summarise } from '../../report/hints';
import { failedBatchItem, hasFailed, rejectedItem } from '../../report/items';
import type { BulkSettings } from '../shared/bulkRun';
import { getCancelSignal, hasErrorOutput, setupError, setupFailure } from '../shared/context';
import { createLeadPreparer, createLeadReader, createRunNotes } from '../shared/readLead';
import { findFile } from './binaryFile';
import { type ImportedFile, importRows, type RowRules } from './importRows';
import type { ImportOptions } from './options';
import type { ImportReport } from './rowLedger';

/** What came of one input item. */
export interface ImportedItem {
	batches: INodeExecutionData[];
	/** Rows that did not make it. */
	rejected: INodeExecutionData[];
	hints: Hint[];
	/** Why the file itself is on *Rejected*: not all of it could be read. */
	unread?: Rejection | undefined;
	/** Why the files of the items that follow are not sent. */
	unsent?: Rejection | undefined;
}

/**
 * Sends the rows of one item's file.
 *
 * @throws where the node stops on failures: NodeOperationError for a file that cannot be read,
 *   NodeApiError for a run that ended early.
 */
export async function importItem(
	context: IExecuteFunctions,
	item: number,
	settings: BulkSettings<ImportOptions>,
): Promise<ImportedItem> {
	if (!context.continueOnFail()) return await importFileOf(context, item, settings);
	try {
		return await importFileOf(context, item, settings);
	} catch (error) {
		const unread = toUnreadableFile(error);
		return {
			batches: [],
			rejected: [],
			hints: [{ message: unread.message, type: 'warning' }],
			unread,
		};
	}
}

async function importFileOf(
	context: IExecuteFunctions,
	item: number,
	settings: BulkSettings<ImportOptions>,
): Promise<ImportedItem> {
	const rules = rowRules(context, item, settings.options);
	const file = findFile(context, item, settings.options);
	const imported = await importRows(context, file, settings, rules);
	const { report, stopped, failure } = imported;
	if (!context.continueOnFail()) throwEnding(context, item, imported);
	return {
		batches: fileBatchItems(context, item, imported),
		rejected: rejectedRowItems(item, report),
		hints: [...describeImport(report), ...describeNotes(rules.notes, settings.options)],
		unread: failure === undefined ? undefined : toUnreadableFile(failure),
		unsent:
			stopped === undefined
				? undefined
				: { code: 'not_sent', message: `Not sent: ${stopped.message}`, retryable: true },
	};
}

/** What the rows of an item's file are prepared with. */
export function rowRules(
	context: IExecuteFunctions,
	item: number,
	options: ImportOptions,
): RowRules {
	const notes = createRunNotes(context);
	const prepare = createLeadPreparer(createLeadReader(context), options, notes);
	return { item, prepare, seen: createSeenNumbers(), notes, options };
}

/** Throws what ended a run early, if anything did. */
function throwEnding(
	context: IExecuteFunctions,
	item: number,
	{ report, stopped, failure }: ImportedFile,
): void {
	// A stopped execution returns what it has: the engine marks it as canceled by itself.
	if (getCancelSignal(context).aborted) return;
	const { rows, figures, firstUndelivered } = report;
	if (stopped !== undefined) {
		const resume =
			firstUndelivered === undefined
				? ''
				: ` To begin where it ended, set 'Start at Row' to ${formatCount(firstUndelivered)}.`;
		throw stoppedError(context.getNode(), stopped, figures.accepted, rows, resume);
	}
	if (failure !== undefined) {
		const message = `${toUnreadableFile(failure).message} [item ${item}]`;
		const before = rows === 0 ? 'Nothing was sent.' : `Before: ${summarise(rows, figures)}.`;
		throw setupError(context, setupFailure(message, before));
	}
}

/** A file that is no file of leads stays so; one that could not be read may be there next time. */
function toUnreadableFile(error: unknown): Rejection {
	const reason = error instanceof Error ? error.message : 'the file cannot be read';
	return {
		code: 'unreadable_file',
		message: error instanceof UnreadableFile ? reason : `The file could not be read: ${reason}`,
		retryable: !(error instanceof UnreadableFile),
	};
}

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
export function describeImport({
	rows,
	figures,
	reasons,
	onlyCounted,
	rejected,
}: ImportReport): Hint[] {
	return [
		...describeRun(rows, figures, reasons),
		...(onlyCounted > 0
			? [
					`${formatQuantity(onlyCounted, 'rejected row')} were only counted, after the first ${formatQuantity(rejected.length, 'item')}: raise 'Max Rejected Items' to see more.`,
				]
			: []),
	];
}
