import { formatCount, quoteName } from '../../lead/wording';
import type { Rejection } from '../../lead/refusals';
import { describeNotes, describeRun, type Hint } from '../../report/hints';
import type { BinaryFile } from './binaryFile';
import { nameEncoding } from './encodings';
import type { ImportedFile, RowRules } from './importRows';
import type { ImportOptions } from './options';

/** What the user is told about a file, one sentence each. */
export function describeImport(
	{ name, format }: BinaryFile,
	{ report, rejected, notes }: ImportedFile,
	unread: Rejection | undefined,
	rules: RowRules,
	options: ImportOptions,
): Hint[] {
	const { rows, figures, reasons, lastPassedOver } = report;
	const sum =
		rows > 0
			? describeRun(rows, figures, reasons)
			: [warn(unread?.message ?? describeNoRows(name, lastPassedOver, notes, options))];
	return [
		...sum,
		...(rows > 0 && unread !== undefined ? [warn(unread.message)] : []),
		...rejected.describe(),
		...(notes.headerLine === undefined
			? []
			: [
					`The header row of ${quoteName(name)} was found in line ${formatCount(notes.headerLine)}.`,
				]),
		...(notes.encoding === undefined || notes.encoding === 'utf-8'
			? []
			: [describeEncoding(name, notes.encoding, notes.isGuessed === true)]),
		...(format.encoding !== undefined &&
		notes.encoding !== undefined &&
		format.encoding !== notes.encoding
			? [
					`The byte order mark of ${quoteName(name)} says otherwise than 'Encoding', and was obeyed.`,
				]
			: []),
		...describeNotes(rules.notes, options),
	];
}

function describeNoRows(
	name: string,
	lastPassedOver: number,
	{ isEmpty, kind }: ImportedFile['notes'],
	{ startAtRow, headerRow }: ImportOptions,
): string {
	if (isEmpty === true) return `${quoteName(name)} is empty.`;
	if (lastPassedOver > 0) {
		return `${quoteName(name)} ends before 'Start at Row' (${formatCount(startAtRow)}): its last row is in line ${formatCount(lastPassedOver)}.`;
	}
	return kind === 'csv' && headerRow
		? `${quoteName(name)} has no rows below its header row.`
		: `${quoteName(name)} has no rows.`;
}

function describeEncoding(name: string, encoding: string, isGuessed: boolean): string {
	return isGuessed
		? `${quoteName(name)} is not UTF-8: it was read as ${nameEncoding(encoding)}, by its letters. If names are garbled, choose its 'Encoding'.`
		: `${quoteName(name)} was read as ${nameEncoding(encoding)}.`;
}

function warn(message: string): Hint {
	return { message, type: 'warning' };
}
