import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { formatCount } from '../../counts';
import { UnreadableFile } from '../../file/unreadableFile';
import { createSeenNumbers } from '../../lead/duplicates';
import type { Rejection } from '../../lead/rejection';
import { stoppedError } from '../../report/stoppedError';
import { describeNotes, summarise } from '../../report/summary';
import { cancelSignalOf } from '../cancelSignal';
import { createLeadPreparer } from '../manyLeads/leadPreparer';
import { createLeadReader } from '../manyLeads/leadReader';
import { createRunNotes } from '../manyLeads/runNotes';
import type { Settings } from '../manyLeads/settings';
import { misconfigured, misconfiguredError } from '../misconfigured';
import { findFile } from './binaryFile';
import { describeImport, fileBatchItems, rejectedRowItems } from './importOutputs';
import { importRows, type ImportedFile } from './importRun';
import type { ImportOptions } from './options';
import type { RowRules } from './rowPreparation';

/** What came of one input item. */
export interface ImportedItem {
	batches: INodeExecutionData[];
	/** Rows that did not make it. */
	rejected: INodeExecutionData[];
	hints: string[];
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
	settings: Settings<ImportOptions>,
): Promise<ImportedItem> {
	if (!context.continueOnFail()) return await start(context, item, settings);
	try {
		return await start(context, item, settings);
	} catch (error) {
		const unread = unreadable(error);
		return { batches: [], rejected: [], hints: [unread.message], unread };
	}
}

async function start(
	context: IExecuteFunctions,
	item: number,
	settings: Settings<ImportOptions>,
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
		unread: failure === undefined ? undefined : unreadable(failure),
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
	if (cancelSignalOf(context).aborted) return;
	const { rows, figures, firstUndelivered } = report;
	if (stopped !== undefined) {
		const resume =
			firstUndelivered === undefined
				? ''
				: ` To begin where it ended, set 'Start at Row' to ${formatCount(firstUndelivered)}.`;
		throw stoppedError(context.getNode(), stopped, figures.accepted, rows, resume);
	}
	if (failure !== undefined) {
		const message = `${unreadable(failure).message} [item ${item}]`;
		const before = rows === 0 ? 'Nothing was sent.' : `Before: ${summarise(rows, figures)}.`;
		throw misconfiguredError(context, misconfigured(message, before));
	}
}

/** A file that is no file of leads stays so; one that could not be read may be there next time. */
function unreadable(error: unknown): Rejection {
	const reason = error instanceof Error ? error.message : 'the file cannot be read';
	return {
		code: 'unreadable_file',
		message: error instanceof UnreadableFile ? reason : `The file could not be read: ${reason}`,
		retryable: !(error instanceof UnreadableFile),
	};
}
