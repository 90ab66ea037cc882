import { type BatchOutcome, isUndelivered, type LeadOutcome } from '../../delivery/outcome';
import type { RowJson } from '../../file/row';
import type { EarlierLead } from '../../lead/duplicates';
import type { Rejection } from '../../lead/refusals';
import type { RunFigures } from '../../report/hints';
import { duplicateRejection, orphanRejection } from '../../report/items';
import { noteReason, type Reasons } from '../../report/report';

/** A row that was not accepted. */
export interface RejectedRow {
	line: number;
	json: RowJson;
	rejection: Rejection;
}

/** Receives rejected rows in the order of the file. */
export interface RejectedRows {
	add(row: RejectedRow): void;
	/**
	 * Whether a row that comes after this many waiting ones will only be counted, so that its
	 * content need not be kept.
	 */
	isFull(waiting: number): boolean;
}

/** What happened to the rows of a file. Rows read = accepted + rejected + duplicates. */
export interface RowLedger {
	/** A row before 'Start at Row'. */
	skip(line: number): void;
	/** A row that is never sent. */
	reject(line: number, json: RowJson, rejection: Rejection): void;
	/** A row whose number already occurred in the line of `first`. */
	rejectDuplicate(line: number, json: RowJson, first: EarlierLead): void;
	/** A row that is on its way. Its content is kept until its batch is settled. */
	send(line: number, json: RowJson): void;
	settle(batch: BatchOutcome): void;
	/** Rejects the rows that are still on their way. */
	abandon(rejection: Rejection): void;
	/** How many rows have been entered. */
	rowsSeen(): number;
	/** Closes the ledger. */
	report(): ImportReport;
}

/** A closed ledger. */
export interface ImportReport {
	rows: number;
	figures: RunFigures;
	/** Why rows were rejected, not counting duplicates. */
	reasons: Reasons;
	/** The first line without a verdict from E-so, if there is one. */
	firstUndelivered: number | undefined;
	/** How many rows before that line were rejected, and how many of these by E-so. */
	rejectedBefore: number;
	refusedBefore: number;
	/** The last line that was skipped because it is before 'Start at Row'; 0 if there is none. */
	lastSkipped: number;
}

/** How many rejected rows to collect at a time if no row of the file can be sent. */
const HAND_ON_ROWS = 1_024;

/** A row that waits for its turn in the file; for a duplicate, the line that was kept instead. */
type PendingRow = Omit<RejectedRow, 'rejection'> &
	({ rejection: Rejection } | { first: EarlierLead });

/**
 * Opens the ledger of a file. Apart from one bit per line its memory does not grow with the file: a
 * rejected row is handed on as soon as all rows before it are settled, and by then it is also known
 * whether the first of two duplicates was accepted.
 */
export function createRowLedger(
	duplicates: 'reject' | 'drop',
	rejectedRows: RejectedRows,
): RowLedger {
	const settled = createSettledRows(duplicates, rejectedRows);
	const travelling = new Map<number, RowJson>();
	let pending: PendingRow[] = [];
	/** The line up to which everything is settled and handed on. */
	let settledTo = 0;
	let lastSkipped = 0;

	/** Hands on the rejected rows before the first that is still on its way. */
	const handOn = () => {
		const [first = Infinity] = travelling.keys();
		if (first === settledTo && first !== Infinity) return;
		settledTo = first;
		const closed = pending.filter(({ line }) => line < first).sort((a, b) => a.line - b.line);
		pending = pending.filter(({ line }) => line >= first);
		closed.forEach(settled.close);
	};
	const keep = (row: PendingRow) => {
		pending.push(rejectedRows.isFull(pending.length) ? { ...row, json: {} } : row);
		if (pending.length % HAND_ON_ROWS === 0) handOn();
	};
	const settleRow = (line: number, outcome: LeadOutcome) => {
		const json = travelling.get(line) ?? {};
		travelling.delete(line);
		if (outcome.kind === 'accepted') settled.accept(line);
		else keep({ line, json, rejection: outcome.rejection });
	};

	return {
		skip(line) {
			lastSkipped = line;
		},
		reject: (line, json, rejection) => keep({ line, json, rejection }),
		rejectDuplicate: (line, json, first) => keep({ line, json, first }),
		send: (line, json) => travelling.set(line, json),
		settle({ items, outcomes }) {
			for (const [index, outcome] of outcomes.entries()) settleRow(items[index] ?? 0, outcome);
			if (outcomes.some(({ kind }) => kind === 'accepted')) settled.acceptBatch();
			handOn();
		},
		abandon(rejection) {
			for (const [line, json] of travelling) keep({ line, json, rejection });
			travelling.clear();
		},
		rowsSeen: () => settled.count() + pending.length + travelling.size,
		report() {
			handOn();
			return { ...settled.report(), lastSkipped };
		},
	};
}

/** Counts the rows whose outcome is known, and passes on those that were rejected. */
function createSettledRows(duplicates: 'reject' | 'drop', rejectedRows: RejectedRows) {
	const acceptedLines = createBitSet();
	const reasons: Reasons = new Map();
	const figures = { ...NO_FIGURES };
	let firstUndelivered: number | undefined;
	let rejectedBefore = 0;
	let refusedBefore = 0;

	const count = () =>
		figures.accepted + figures.rejected + figures.duplicates + figures.droppedDuplicates;

	const reject = (line: number, json: RowJson, rejection: Rejection) => {
		if (isUndelivered(rejection)) {
			firstUndelivered ??= line;
		} else if (firstUndelivered === undefined) {
			rejectedBefore += 1;
			if (rejection.batch !== undefined) refusedBefore += 1;
		}
		rejectedRows.add({ line, json, rejection: { ...rejection, line } });
	};

	return {
		count,
		accept(line: number) {
			figures.accepted += 1;
			acceptedLines.add(line);
		},
		acceptBatch() {
			figures.acceptedBatches += 1;
		},
		/** Rows have to be closed in the order of the file. */
		close(row: PendingRow) {
			if (!('first' in row)) {
				figures.rejected += 1;
				noteReason(reasons, row.rejection);
				reject(row.line, row.json, row.rejection);
			} else if (duplicates === 'drop' && acceptedLines.has(row.first.place)) {
				figures.droppedDuplicates += 1;
			} else {
				figures.duplicates += 1;
				reject(row.line, row.json, judgeDuplicate(row.first, acceptedLines));
			}
		},
		report: () => ({
			...{ rows: count(), figures, reasons },
			...{ firstUndelivered, rejectedBefore, refusedBefore },
		}),
	};
}

/** The figures before any row is settled. */
export const NO_FIGURES: RunFigures = {
	accepted: 0,
	acceptedBatches: 0,
	rejected: 0,
	duplicates: 0,
	droppedDuplicates: 0,
};

function judgeDuplicate(first: EarlierLead, acceptedLines: BitSet): Rejection {
	const { place } = first;
	return acceptedLines.has(place)
		? duplicateRejection(first, { noun: 'Line', shown: place })
		: orphanRejection(place, { noun: 'Line', shown: place });
}

/** A set of line numbers that takes one bit per line of the file. */
export interface BitSet {
	add(line: number): void;
	has(line: number): boolean;
}

const FIRST_BYTES = 1_024;

/** An empty set. */
function createBitSet(): BitSet {
	let bits = new Uint8Array(FIRST_BYTES);
	return {
		add(line) {
			const place = line >>> 3;
			if (place >= bits.length) {
				const more = new Uint8Array(Math.max(place + 1, bits.length * 2));
				more.set(bits);
				bits = more;
			}
			bits[place] = (bits[place] ?? 0) | (1 << (line & 7));
		},
		has: (line) => ((bits[line >>> 3] ?? 0) & (1 << (line & 7))) !== 0,
	};
}
