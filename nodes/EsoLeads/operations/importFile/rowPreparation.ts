import type { FileRow } from '../../file/row';
import type { QueuedLead } from '../../delivery/outcome';
import type { SeenNumbers } from '../../lead/duplicates';
import type { LeadNotes } from '../../lead/notes';
import { rejectionOf } from '../../lead/rejection';
import { noteLostZero, type LeadPreparer } from '../manyLeads/leadPreparer';
import type { ImportAccounts } from './accounts';
import type { ImportOptions } from './options';

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
	accounts: ImportAccounts,
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
			accounts.reject(line, json, rejectionOf(lead));
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
