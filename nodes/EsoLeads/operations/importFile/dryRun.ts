import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { systemClock } from '../../api/clock';
import { readRows } from '../../file/rows';
import { formatQuantity } from '../../lead/wording';
import { rejectUnstarted } from '../shared/bulkRun';
import { getCancelSignal, setupFailure } from '../shared/context';
import { type BinaryFile, findFile } from './binaryFile';
import { rejectedRowItems, rowRules } from './importItem';
import { createRowLeads, createRowPreparer, type RowRules } from './importRows';
import type { ImportOptions } from './options';
import { createRowLedger, type ImportReport } from './rowLedger';

/**
 * With *Invalid Leads: Stop Before Anything Is Sent*: reads all files to their end and prepares their
 * rows. They are read anew when they are sent, since their leads would fill the memory. Duplicates are
 * no reason to stop, since they have an option of their own.
 *
 * @returns the output of a run that must not begin; undefined if it may.
 * @throws NodeOperationError then, unless the node continues on failures.
 */
export async function dryRunFiles(
	context: IExecuteFunctions,
	options: ImportOptions,
): Promise<INodeExecutionData[][] | undefined> {
	for (const item of context.getInputData().keys()) {
		const report = await dryRunFile(context, item, options);
		if (report === undefined || report.figures.rejected === 0) continue;
		const advice =
			"Nothing was sent. Correct the rows, or set 'Invalid Leads' to Send to Rejected to send the others.";
		const reason = setupFailure(describeInvalidRows(report, item), advice);
		const [failed = [], files = []] = rejectUnstarted(context, reason);
		return [failed, [...rejectedRowItems(item, report), ...files]];
	}
	return undefined;
}

/** @returns undefined for a file that cannot be found or read: that is told when it is sent. */
async function dryRunFile(
	context: IExecuteFunctions,
	item: number,
	options: ImportOptions,
): Promise<ImportReport | undefined> {
	let file: BinaryFile;
	try {
		file = findFile(context, item, options);
	} catch {
		return undefined;
	}
	return await prepareRows(file, rowRules(context, item, options), getCancelSignal(context));
}

/** Prepares all rows of a file. Ends early when the user stops the execution. */
async function prepareRows(
	file: BinaryFile,
	rules: RowRules,
	cancelled: AbortSignal,
): Promise<ImportReport> {
	const { options } = rules;
	const accounts = createRowLedger(options);
	const rows = readRows(await file.open(), file.format);
	const prepare = createRowPreparer(rules, { ...accounts, send: () => undefined });
	const leads = createRowLeads(rows, prepare, options.batchSize);
	while (!cancelled.aborted) {
		for (let wait = leads.ready(); wait !== undefined; wait = leads.ready()) await wait;
		if (leads.next().done === true) break;
		for (let pulled = 1; pulled < options.batchSize; pulled += 1) leads.next();
		// n8n must not stand still meanwhile.
		await systemClock.wait(0, cancelled);
	}
	await rows.return(undefined);
	return accounts.report();
}

function describeInvalidRows({ figures, rejected }: ImportReport, item: number): string {
	const count = `${formatQuantity(figures.rejected, 'row')} of the file cannot be sent`;
	const first = rejected.find(({ rejection }) => rejection.code !== 'duplicate_contact_number');
	return first === undefined
		? `${count} [item ${item}]`
		: `${count}; the first: ${first.rejection.message} [item ${item}, line ${first.line}]`;
}
