import type { BatchOutcome, LeadOutcome } from '../../delivery/outcome';
import type { RowJson } from '../../file/row';
import type { Rejection } from '../../lead/refusals';
import { noteReason, type Reasons, type RunFigures } from '../../report/hints';
import { duplicateRejection, orphanRejection } from '../../report/report';

/** A row that did not make it. */
export interface RejectedRow {
	line: number;
	json: RowJson;
	rejection: Rejection;
}

/** What became of the rows of a file. Rows read = accepted + rejected + duplicates. */
export interface RowLedger {
	/** A row that never travels. */
	reject(line: number, json: RowJson, rejection: Rejection): void;
	/** A row whose number came before, in the line `first`. */
	rejectDuplicate(line: number, json: RowJson, first: number): void;
	/** A row that is on its way: what it holds is kept until its batch is settled. */
	send(line: number, json: RowJson): void;
	settle(batch: BatchOutcome): void;
	/** Rows that are still on their way will not arrive. */
	abandon(rejection: Rejection): void;
	/** How many rows were entered so far. */
	rowsSeen(): number;
	/** Closes the accounts. */
	report(): ImportReport;
}

/** The closed accounts. */
export interface ImportReport {
	rows: number;
	figures: RunFigures;
	/** Why rows were rejected; duplicates are not among them. */
	reasons: Reasons;
	/** In the order of the file, as many as are kept. */
	rejected: readonly RejectedRow[];
	/** How many rejected rows are only counted. */
	onlyCounted: number;
	/** The first line that E-so gave no verdict on, if there is one. */
	firstUndelivered: number | undefined;
}

/** How many rejected rows are kept, and what becomes of duplicates. */
export interface RowLedgerRules {
	maxRejectedItems: number;
	duplicates: 'reject' | 'drop';
}

/** A row that is kept for *Rejected*; of a duplicate the line that was kept in its place. */
type KeptRow = Omit<RejectedRow, 'rejection'> & ({ rejection: Rejection } | { first: number });

/**
 * Opens the accounts of a file. The memory that they take does not grow with it, but for a bit a line
 * and a number a duplicate.
 */
export function createRowLedger({ maxRejectedItems, duplicates }: RowLedgerRules): RowLedger {
	const travelling = new Map<number, RowJson>();
	const acceptedLines = createBitSet();
	const kept: KeptRow[] = [];
	/** Of every duplicate the line that was kept. */
	const firsts: number[] = [];
	const figures = { accepted: 0, acceptedBatches: 0, rejected: 0 };
	const reasons: Reasons = new Map();
	let firstUndelivered: number | undefined;

	const keep = (row: KeptRow) => {
		if (kept.length < maxRejectedItems) kept.push(row);
	};

	const reject = (line: number, json: RowJson, rejection: Rejection) => {
		figures.rejected += 1;
		noteReason(reasons, rejection);
		keep({ line, json, rejection });
		if (rejection.code === 'delivery_failed' || rejection.code === 'not_sent') {
			firstUndelivered = Math.min(line, firstUndelivered ?? line);
		}
	};

	const settleRow = (line: number, outcome: LeadOutcome) => {
		const json = travelling.get(line) ?? {};
		travelling.delete(line);
		if (outcome.kind === 'rejected') return reject(line, json, outcome.rejection);
		figures.accepted += 1;
		acceptedLines.add(line);
	};

	return {
		reject,
		rejectDuplicate(line, json, first) {
			firsts.push(first);
			if (duplicates === 'reject') keep({ line, json, first });
		},
		send: (line, json) => travelling.set(line, json),
		settle({ items, outcomes }) {
			for (const [index, outcome] of outcomes.entries()) settleRow(items[index] ?? 0, outcome);
			if (outcomes.some(({ kind }) => kind === 'accepted')) figures.acceptedBatches += 1;
		},
		abandon(rejection) {
			for (const [line, json] of travelling) reject(line, json, rejection);
			travelling.clear();
		},
		rowsSeen: () => figures.accepted + figures.rejected + firsts.length + travelling.size,
		report() {
			const orphans = firsts.filter((first) => !acceptedLines.has(first)).length;
			const droppedDuplicates = duplicates === 'drop' ? firsts.length - orphans : 0;
			const told = firsts.length - droppedDuplicates;
			const rejected = kept.map((row) => closeRow(row, acceptedLines));
			return {
				rows: figures.accepted + figures.rejected + firsts.length,
				figures: { ...figures, duplicates: told, droppedDuplicates },
				reasons,
				rejected: rejected.sort((a, b) => a.line - b.line),
				onlyCounted: figures.rejected + told - kept.length,
				firstUndelivered,
			};
		},
	};
}

/** A duplicate can be judged only when it is known what became of the first. */
function closeRow(row: KeptRow, acceptedLines: BitSet): RejectedRow {
	const { line, json } = row;
	if ('rejection' in row) return { line, json, rejection: { ...row.rejection, line } };
	const { first } = row;
	const judge = acceptedLines.has(first) ? duplicateRejection : orphanRejection;
	return { line, json, rejection: { ...judge('Line', first), line } };
}

/** A set of line numbers that takes a bit for each line of the file. */
export interface BitSet {
	add(line: number): void;
	has(line: number): boolean;
}

const FIRST_BYTES = 1_024;

/** An empty set. */
export function createBitSet(): BitSet {
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
