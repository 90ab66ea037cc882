import type { LeadSource, QueuedLead } from '../../delivery/outcome';
import type { FileRow } from '../../file/row';
import { type FileNotes, readRows } from '../../file/rows';
import type { BinaryFile } from './binaryFile';

/** A file that is being read. */
export interface FileReading {
	rows: AsyncIterator<readonly FileRow[]>;
	/** What is found out about the file. */
	notes: FileNotes;
	/** Stops reading, even if the storage no longer responds. */
	close(): void;
}

/**
 * Opens a file. A storage that does not respond must not keep a stopped execution waiting.
 *
 * @throws what the storage throws, or an Error if the execution is stopped before the storage
 *   responds.
 */
export async function openRows(file: BinaryFile, cancelled: AbortSignal): Promise<FileReading> {
	const opening = file.open();
	const opened = await untilAborted(opening, cancelled);
	if (opened === undefined) {
		void opening.then(({ close }) => close()).catch(() => undefined);
		throw new Error('the execution was canceled');
	}
	const notes: FileNotes = {};
	const rows = readRows(opened.bytes, file.format, notes);
	return { rows, notes, close: opened.close };
}

/** The value of a promise, or undefined if the signal is aborted first. */
export async function untilAborted<Value>(
	promise: Promise<Value>,
	signal: AbortSignal,
): Promise<Value | undefined> {
	const ended = new AbortController();
	const aborted = new Promise<undefined>((resolve) => {
		if (signal.aborted) resolve(undefined);
		else signal.addEventListener('abort', () => resolve(undefined), { signal: ended.signal });
	});
	try {
		return await Promise.race([promise, aborted]);
	} finally {
		ended.abort();
	}
}

/** The leads of a file, prepared as it is read. */
export interface RowLeads extends LeadSource {
	ready(): Promise<void> | undefined;
	/** Why the file could not be read to the end, if it could not. */
	failure(): unknown;
}

/**
 * Reads rows only while fewer leads than a batch are waiting, so that no more than one chunk of the
 * file is in memory.
 *
 * @param prepare returns undefined for a row that is not to be sent.
 * @param pace called after each row: a file in memory never waits for anything, so n8n would be blocked.
 */
export function createRowLeads(
	rows: AsyncIterator<readonly FileRow[]>,
	prepare: (row: FileRow) => QueuedLead | undefined,
	batchSize: number,
	pace: () => Promise<void> | undefined,
): RowLeads {
	let waiting: QueuedLead[] = [];
	let pulled = 0;
	let isAtEnd = false;
	let failure: unknown;
	let reading: Promise<void> | undefined;

	const prepareGroup = async (group: readonly FileRow[]) => {
		waiting = waiting.slice(pulled);
		pulled = 0;
		for (const row of group) {
			const lead = prepare(row);
			if (lead !== undefined) waiting.push(lead);
			const pause = pace();
			if (pause !== undefined) await pause;
		}
	};
	const read = async () => {
		try {
			const group = await rows.next();
			if (group.done === true) isAtEnd = true;
			// A chunk of empty lines has no rows.
			else if (group.value.length === 0) await pace();
			else await prepareGroup(group.value);
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
