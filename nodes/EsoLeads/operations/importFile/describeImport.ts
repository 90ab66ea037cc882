import { matchColumn } from '../../file/row';
import { MissingColumn, UnreadableFile } from '../../file/unreadable';
import type { Country } from '../../lead/phone/country';
import type { Rejection } from '../../lead/refusals';
import { describeMissingField, suggestNumberField } from '../../lead/suggestField';
import { formatCount, listNames, quoteName } from '../../lead/wording';
import { describeNotes, describeRun, type Hint } from '../../report/hints';
import type { BinaryFile } from './binaryFile';
import type { ImportedFile, RowRules } from './importRows';
import { type ImportOptions, nameEncoding } from './options';

/** What the user is told about a file, as one sentence each. */
export function describeImport(
	{ name, format }: BinaryFile,
	{ report, rejected, notes, stopped }: ImportedFile,
	unread: Rejection | undefined,
	rules: RowRules,
	options: ImportOptions,
): Hint[] {
	const { rows, figures, reasons, lastSkipped } = report;
	const sum =
		rows > 0
			? describeRun(rows, figures, reasons, 'Column', stopped)
			: [warn(unread?.message ?? describeNoRows(name, lastSkipped, notes, options))];
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
					`${quoteName(name)} is plainly ${nameEncoding(notes.encoding)}, so 'Encoding' was not used.`,
				]
			: []),
		...describeNotes(rules.notes, options),
	];
}

function describeNoRows(
	name: string,
	lastSkipped: number,
	{ isEmpty, kind }: ImportedFile['notes'],
	{ startAtRow, headerRow }: ImportOptions,
): string {
	if (isEmpty === true) return `${quoteName(name)} is empty.`;
	if (lastSkipped > 0) {
		return `${quoteName(name)} ends before 'Start at Row' (${formatCount(startAtRow)}): its last row is in line ${formatCount(lastSkipped)}.`;
	}
	return kind === 'csv' && headerRow
		? `${quoteName(name)} has no rows below its header row.`
		: `${quoteName(name)} has no rows.`;
}

function describeEncoding(name: string, encoding: string, isGuessed: boolean): string {
	return isGuessed
		? `${quoteName(name)} is not UTF-8: judging by its letters, it was read as ${nameEncoding(encoding)}. If names are garbled, choose its 'Encoding'.`
		: `${quoteName(name)} was read as ${nameEncoding(encoding)}.`;
}

function warn(message: string): Hint {
	return { message, type: 'warning' };
}

/** What is known about a file that could not be read. */
export type FailedFile = Pick<BinaryFile, 'name' | 'format'>;

/**
 * Says why a file could not be read, and what to do. A file without leads will not change by
 * itself; one that could not be read may be available next time.
 *
 * @param file undefined if the file was not found.
 * @param country the country of numbers that are written without a country code.
 */
export function toUnreadableFile(
	error: unknown,
	file: FailedFile | undefined,
	country: Country | undefined,
): Rejection {
	// A column can only be missing from a file that was found.
	if (error instanceof MissingColumn && file !== undefined) {
		const message = describeMissingColumn(error, file, country);
		return { code: 'unreadable_file', message, retryable: false };
	}
	const reason = error instanceof Error ? error.message : String(error);
	return {
		code: 'unreadable_file',
		message: error instanceof UnreadableFile ? reason : `The file could not be read: ${reason}`,
		retryable: !(error instanceof UnreadableFile),
	};
}

function describeMissingColumn(
	{ column, columns, samples, file: found }: MissingColumn,
	file: FailedFile,
	country: Country | undefined,
): string {
	const match = matchColumn(columns, column);
	if (match.kind === 'several') {
		return `Several columns can be meant by ${quoteName(column)}: ${listNames(match.names)}. Write the name exactly as 'Contact Number Column'.`;
	}
	const message = describeMissingField(columns, suggestNumberField(samples, country), {
		label: 'Contact Number Column',
		finding: `${quoteName(file.name)} has no column ${quoteName(column)}.`,
		records: 'rows',
		holding: 'Its columns are',
		advice: 'write it to',
	});
	if (found.line !== undefined) {
		const place = formatCount(found.line);
		return `${message} ${quoteName(column)} is in line ${place}: if that is the header row, set 'Skip Lines' to ${formatCount(found.line - 1)}.`;
	}
	return found.kind === 'json'
		? message
		: [message, ...describeSettings(file.format, column, columns)].join(' ');
}

/** The settings to check when the columns look wrong. */
function describeSettings(
	{ encoding, delimiter, hasHeader, skipLines }: FailedFile['format'],
	column: string,
	columns: readonly string[],
): string[] {
	const changed = [
		...(encoding === undefined ? [] : ["'Encoding'"]),
		...(delimiter === undefined && columns.length > 1 ? [] : ["'Delimiter'"]),
		...(skipLines === 0 ? [] : ["'Skip Lines'"]),
		...((hasHeader || /^column_\d+$/.test(column)) && !columns.some(isNumber)
			? []
			: ["'Header Row'"]),
	];
	return changed.length === 0
		? []
		: [
				`If these are not the columns of the file, check ${changed.join(', ')} in the file options.`,
			];
}

/** No column has a number as its name: then the first row is a lead and not a header. */
function isNumber(column: string): boolean {
	return /^\+?\d[\d ()-]{6,20}$/.test(column);
}
