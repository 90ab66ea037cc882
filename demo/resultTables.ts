import type { BatchRow, RejectedRow } from './nodeOutput';
import { type Column, textTable } from './textTable';

const SHOWN = 25;

/** One line a batch. */
export function batchTable(batches: readonly BatchRow[]): string[] {
	const right = (heading: string): Column => ({ heading, width: 9, align: 'right' });
	return textTable(
		[
			right('batch'),
			{ heading: 'status', width: 9 },
			right('leads'),
			right('accepted'),
			{ heading: 'not accepted', width: 12, align: 'right' },
			right('requests'),
			right('ms'),
			right('HTTP'),
			{ heading: 'message', width: 60 },
		],
		batches.map((b) => [
			b.batch,
			b.status,
			b.leads,
			b.accepted,
			b.notAccepted,
			b.requests,
			b.durationMs,
			b.statusCode,
			b.message,
		]),
	);
}

/** What is shown of the rejected rows: all of them, or the first 25 and how many there are of each code. */
export interface RejectedView {
	/** The column of the contact number. */
	phoneField: string;
	/** The column that tells people apart, if there is one. */
	nameField: string | undefined;
	/** The line of the file in which each row begins. */
	lines: readonly number[];
	showsAll: boolean;
	/** Characters in a line. */
	lineWidth: number;
}

/** One line a rejected row, in the order of the file. */
export function rejectedTable(rejected: readonly RejectedRow[], view: RejectedView): string[] {
	const { phoneField, nameField, lines, showsAll, lineWidth } = view;
	const shown = showsAll ? rejected : rejected.slice(0, SHOWN);
	const table = textTable(
		[
			{ heading: 'line', width: 7, align: 'right' },
			...(nameField === undefined ? [] : [{ heading: nameField, width: 18 }]),
			{ heading: phoneField, width: 24 },
			{ heading: 'code', width: 24 },
			{ heading: 'message', width: Math.max(40, lineWidth - 78) },
		],
		shown.map(({ index, fields, code, message }) => [
			lines[index],
			...(nameField === undefined ? [] : [fields[nameField]]),
			fields[phoneField],
			code,
			message,
		]),
	);
	if (shown.length === rejected.length) return table;
	return [
		...table,
		`… and ${rejected.length - shown.length} more (--all shows them). By code:`,
		'',
		...codeTable(rejected),
	];
}

function codeTable(rejected: readonly RejectedRow[]): string[] {
	const counts = new Map<string, number>();
	for (const { code } of rejected) counts.set(code, (counts.get(code) ?? 0) + 1);
	return textTable(
		[
			{ heading: 'code', width: 24 },
			{ heading: 'rows', width: 9, align: 'right' },
		],
		[...counts].sort(([, a], [, b]) => b - a),
	);
}
