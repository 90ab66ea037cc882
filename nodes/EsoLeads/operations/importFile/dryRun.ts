import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createPacer } from '../../delivery/ports';
import type { Rejection } from '../../lead/refusals';
import { formatQuantity } from '../../lead/wording';
import { getCancelSignal, setupFailure, systemClock } from '../shared/context';
import { rejectUnstarted } from '../shared/unstarted';
import { type BinaryFile, findFile } from './binaryFile';
import { toUnreadableFile } from './describeImport';
import { createRowRules, endRejected, readFileCountry } from './importItem';
import { createRowPreparer, type RowRules } from './importRows';
import type { ImportOptions } from './options';
import { openRows, untilAborted } from './reading';
import { createRejected } from './rejectedRows';
import { createRowLedger, type ImportReport, type RejectedRow } from './rowLedger';

/**
 * For *Invalid Leads: Stop Before Anything Is Sent*: reads all files to the end and prepares their
 * rows. The files are read again for sending, because their leads would fill the memory. Duplicates
 * are no reason to stop: they have an option of their own.
 *
 * @returns the output if the run must not begin; undefined if it may.
 * @throws NodeOperationError if it must not begin, unless the node continues on failures.
 */
export async function dryRunFiles(
	context: IExecuteFunctions,
	options: ImportOptions,
): Promise<INodeExecutionData[][] | undefined> {
	for (const item of context.getInputData().keys()) {
		const checked = await dryRunFile(context, item, options);
		if (checked === undefined) return undefined;
		if (checked.kind === 'unreadable') {
			const { rejection } = checked;
			const reason = setupFailure(`${rejection.message} [item ${item}]`, 'Nothing was sent.');
			return rejectUnstarted(context, reason, new Map([[item, rejection]]));
		}
		const { report, rows, unstored, first } = checked;
		if (first === undefined) continue;
		const advice =
			"Nothing was sent. Correct the rows, or set 'Invalid Leads' to Send to Rejected to send the others.";
		const missing = unstored === undefined ? '' : ` ${unstored.message}`;
		const reason = setupFailure(
			describeInvalidRows(report.figures.rejected, first, item),
			advice + missing,
		);
		const [failed = [], files = []] = rejectUnstarted(context, reason);
		return [failed, [...rows, ...files]];
	}
	return undefined;
}

/** The result of checking a file. */
type CheckedFile =
	| { kind: 'unreadable'; rejection: Rejection }
	| {
			kind: 'checked';
			report: ImportReport;
			/** The items of *Rejected*, or why they could not be stored as a file. */
			rows: INodeExecutionData[];
			unstored?: Rejection;
			/** The first row that cannot be sent, not counting duplicates. */
			first: RejectedRow | undefined;
	  };

/** @returns undefined for an execution that the user has stopped. */
async function dryRunFile(
	context: IExecuteFunctions,
	item: number,
	options: ImportOptions,
): Promise<CheckedFile | undefined> {
	const cancelled = getCancelSignal(context);
	let file: BinaryFile | undefined;
	try {
		file = findFile(context, item, options);
		const checked = await prepareRows(file, createRowRules(context, item, options), cancelled);
		return cancelled.aborted ? undefined : checked;
	} catch (error) {
		if (cancelled.aborted) return undefined;
		const rejection = toUnreadableFile(error, file, readFileCountry(context, item));
		return { kind: 'unreadable', rejection };
	}
}

/**
 * Prepares all rows of a file. Ends early when the user stops the execution.
 *
 * @throws what reading the file throws.
 */
async function prepareRows(
	file: BinaryFile,
	rules: RowRules,
	cancelled: AbortSignal,
): Promise<CheckedFile> {
	const { options } = rules;
	const reading = await openRows(file, cancelled);
	const rejected = createRejected(file, reading.notes, options);
	let first: RejectedRow | undefined;
	let isRead = false;
	const ledger = createRowLedger(options.duplicates, {
		...rejected,
		add(row) {
			// Without a lead that was sent in its place, a duplicate comes out with the file alone.
			if (row.rejection.code === 'duplicate_contact_number') return;
			first ??= row;
			rejected.add(row);
		},
	});
	const prepare = createRowPreparer(rules, { ...ledger, send: () => undefined });
	const pace = createPacer(systemClock);
	try {
		for (;;) {
			const group = await untilAborted(reading.rows.next(), cancelled);
			if (group === undefined || group.done === true) break;
			for (const row of group.value) {
				prepare(row);
				// A chunk of short rows holds thousands of them.
				const turn = pace();
				if (turn !== undefined) await turn;
				if (cancelled.aborted) break;
			}
			// n8n must not be blocked in the meantime.
			await systemClock.wait(0, cancelled);
		}
		isRead = true;
	} finally {
		reading.close();
		// Otherwise n8n would keep the file of rejected rows open, and wait for its end.
		if (!isRead) void endRejected(rejected, rules.item, cancelled);
	}
	const report = ledger.report();
	const { items: rows, ...ended } = await endRejected(rejected, rules.item, cancelled);
	return { kind: 'checked', report, rows, ...ended, first };
}

function describeInvalidRows(
	count: number,
	{ line, rejection }: RejectedRow,
	item: number,
): string {
	return `${formatQuantity(count, 'row')} of the file cannot be sent; the first: ${rejection.message} [item ${item}, line ${line}]`;
}
