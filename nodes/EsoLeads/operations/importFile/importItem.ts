import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createNotes } from '../../lead/lead';
import { type Country, readCountry } from '../../lead/phone/country';
import type { Rejection } from '../../lead/refusals';
import { endSentence, formatCount, formatQuantity } from '../../lead/wording';
import { stoppedError } from '../../report/errors';
import { type Hint, type RunFigures, summarise } from '../../report/hints';
import { failedBatchItem, hasFailed } from '../../report/report';
import type { BulkSettings } from '../shared/bulkRun';
import {
	getCancelSignal,
	hasErrorOutput,
	mayThrow,
	setupFailure,
	systemClock,
} from '../shared/context';
import { readItemParameter } from '../shared/parameters';
import { createLeadPreparer, createLeadReader } from '../shared/readLead';
import { setupError } from '../shared/unstarted';
import { type BinaryFile, findFile, spellAsColumn } from './binaryFile';
import { describeImport, toUnreadableFile } from './describeImport';
import { type ImportedFile, importRows, type RowRules } from './importRows';
import type { ImportOptions } from './options';
import { untilAborted } from './reading';
import type { RejectedOutput } from './rejectedRows';
import { type ImportReport, NO_FIGURES } from './rowLedger';

/** The result of one input item. */
export interface ImportedItem {
	batches: INodeExecutionData[];
	/** Rows that were not accepted. */
	rejected: INodeExecutionData[];
	hints: Hint[];
	/** How many rows the file had, and what happened to them. */
	total: Total;
	/** Why the file itself is on *Rejected*, if part of it could not be read. */
	unread?: Rejection | undefined;
	/** Why the files of the following items are not sent. */
	unsent?: Rejection | undefined;
}

/** What happened to the rows of one or more files. */
export interface Total {
	rows: number;
	figures: RunFigures;
}

/** The total before any file is read. */
export const NO_ROWS: Total = { rows: 0, figures: NO_FIGURES };

/** The sum of two totals. */
export function addTotals(a: Total, b: Total): Total {
	return {
		rows: a.rows + b.rows,
		figures: {
			accepted: a.figures.accepted + b.figures.accepted,
			acceptedBatches: a.figures.acceptedBatches + b.figures.acceptedBatches,
			rejected: a.figures.rejected + b.figures.rejected,
			duplicates: a.figures.duplicates + b.figures.duplicates,
			droppedDuplicates: a.figures.droppedDuplicates + b.figures.droppedDuplicates,
		},
	};
}

/**
 * Sends the rows of one item's file.
 *
 * @param before the total of the files before it.
 * @throws if the node stops on failures: NodeOperationError for a file that cannot be read,
 *   NodeApiError for a run that ended early.
 */
export async function importItem(
	context: IExecuteFunctions,
	item: number,
	settings: BulkSettings<ImportOptions>,
	before: Total,
): Promise<ImportedItem> {
	let file: BinaryFile | undefined;
	let imported: ImportedFile;
	const rules = createRowRules(context, item, settings.options);
	try {
		file = findFile(context, item, settings.options);
		imported = await importRows(context, file, settings, rules);
	} catch (error) {
		const unread = toUnreadableFile(error, file, readFileCountry(context, item));
		throwUnread(context, item, unread, before);
		const hints: Hint[] = [{ message: unread.message, type: 'warning' }];
		return { batches: [], rejected: [], hints, total: NO_ROWS, unread };
	}
	const { report, stopped, failure } = imported;
	const total = addTotals(before, report);
	const ended = await endRejected(imported.rejected, item, getCancelSignal(context));
	const unread =
		failure === undefined
			? ended.unstored
			: toUnreadableFile(failure, file, readFileCountry(context, item));
	throwStopped(context, imported, total);
	if (unread !== undefined) throwUnread(context, item, unread, total);
	return {
		batches: fileBatchItems(context, item, imported),
		rejected: ended.items,
		hints: describeImport(file, imported, unread, rules, settings.options),
		total: report,
		unread,
		unsent:
			stopped === undefined
				? undefined
				: { code: 'not_sent', message: `Not sent: ${stopped.message}`, retryable: true },
	};
}

/** The items of *Rejected* for a file, or why its rejected rows could not be stored as one. */
export async function endRejected(
	rejected: RejectedOutput,
	item: number,
	cancelled: AbortSignal,
): Promise<{ items: INodeExecutionData[]; unstored?: Rejection }> {
	const ending = rejected.end(item).then((items) => ({ items }), toUnstored);
	const ended = await untilAborted(ending, cancelled);
	if (ended !== undefined) return ended;
	// A stopped execution keeps what it has, but does not wait for a storage that does not respond.
	const tooLate = systemClock.wait(MS_TO_END_STOPPED, new AbortController().signal);
	const canceled = tooLate.then(() => toUnstored(new Error('the execution was canceled')));
	return await Promise.race([ending, canceled]);
}

const MS_TO_END_STOPPED = 300;

function toUnstored(error: unknown): { items: INodeExecutionData[]; unstored: Rejection } {
	const reason = error instanceof Error ? error.message : String(error);
	const message = `The rejected rows could not be stored as a file: ${endSentence(reason)} Set 'Rejected Rows' to As Items, then import the file again.`;
	return { items: [], unstored: { code: 'unreadable_file', message, retryable: true } };
}

/** The country of numbers that are written without a country code, for an item's file. */
export function readFileCountry(context: IExecuteFunctions, item: number): Country | undefined {
	try {
		const country = readCountry(readItemParameter(context, 'defaultCountry', '').at(item));
		return country?.kind === 'refusal' ? undefined : country;
	} catch {
		return undefined;
	}
}

/** What is needed to prepare the rows of an item's file. */
export function createRowRules(
	context: IExecuteFunctions,
	item: number,
	options: ImportOptions,
): RowRules {
	const notes = createNotes();
	const readLead = createLeadReader(context, notes, spellAsColumn);
	return { item, prepare: createLeadPreparer(readLead, options, notes), notes, options };
}

/** Throws if E-so ended the run, unless the node continues. */
function throwStopped(
	context: IExecuteFunctions,
	{ report, stopped }: ImportedFile,
	total: Total,
): void {
	if (stopped === undefined || !mayThrow(context)) return;
	const { firstUndelivered } = report;
	const resume =
		firstUndelivered === undefined
			? ''
			: ` To continue from there, set 'Start at Row' to ${formatCount(firstUndelivered)}.`;
	const { accepted } = total.figures;
	const rest = resume + describeUnseen(report);
	throw stoppedError(context.getNode(), stopped, accepted, total.rows, rest);
}

/** How to get the rows that were rejected before the line to resume at; the others come out in the next run. */
function describeUnseen(report: ImportReport): string {
	const { firstUndelivered, rejectedBefore, refusedBefore } = report;
	if (rejectedBefore === 0) return '';
	const were = rejectedBefore === 1 ? 'was' : 'were';
	const place = firstUndelivered === undefined ? '' : ' before that line';
	const rows = formatQuantity(rejectedBefore, 'row') + place;
	// Only a run that sends shows what E-so refuses.
	const advice =
		refusedBefore === 0
			? "run the file once from its first row with 'Check Only', which sends nothing"
			: "run once more from the first row with 'On Error' set to Continue";
	return ` ${rows} ${were} rejected and cannot be shown here: to get them, ${advice}.`;
}

/** Throws for a file that could not be read, unless the node continues. */
function throwUnread(
	context: IExecuteFunctions,
	item: number,
	{ message }: Rejection,
	{ rows, figures }: Total,
): void {
	if (!mayThrow(context)) return;
	const before = rows === 0 ? 'Nothing was sent.' : `Before: ${summarise(rows, figures)}.`;
	throw setupError(context, setupFailure(`${message} [item ${item}]`, before));
}

/**
 * The rows of *Batches* for one file. They are linked to the item that holds the file, since the
 * leads have no items of their own.
 */
function fileBatchItems(
	context: IExecuteFunctions,
	item: number,
	{ batches, accepted }: ImportedFile,
): INodeExecutionData[] {
	if (accepted !== undefined) {
		const failed = hasErrorOutput(context) ? batches.filter(hasFailed) : [];
		return [...accepted, ...failed.map(failedBatchItem)];
	}
	return batches.map((row) =>
		hasErrorOutput(context) && hasFailed(row)
			? failedBatchItem(row)
			: { json: row, pairedItem: { item } },
	);
}
