import type { FileRow } from '../../file/row';
import type { LeadSource, QueuedLead } from '../../delivery/outcome';

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
