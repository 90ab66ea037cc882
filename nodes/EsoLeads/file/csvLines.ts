import type { FileNotes } from './rows';
import type { RowJson } from './row';

/** Why a row is in a file of rejected rows. */
export interface RowRejection {
	code: string;
	message: string;
	line?: number;
}

/** Writes rejected rows as CSV, in the columns of the file that they are from. */
export interface CsvLines {
	header(): string;
	row(json: RowJson, rejection: RowRejection): string;
}

/** The columns that a file of rejected rows has before those of the file: they are not sent when it is imported again. */
const REASON = 'rejection_reason';
export const REJECTION_CODE = 'rejection_code';
const LINE = 'rejection_line';
/** The text of a row that could not be split into columns, and what an object has beside the columns. */
const TEXT = 'rejection_text';
export const REJECTION_COLUMNS: ReadonlySet<string> = new Set([REASON, REJECTION_CODE, LINE, TEXT]);

/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** Lines in the delimiter of the file itself, so that the same spreadsheet opens them. */
export function createCsvLines({ columns = [], delimiter = ',' }: FileNotes): CsvLines {
	const own = columns.filter((name) => !REJECTION_COLUMNS.has(name));
	const known: ReadonlySet<string> = new Set([...own, ...REJECTION_COLUMNS]);
	const line = (cells: readonly string[]) =>
		`${cells.map((cell) => writeCell(cell, delimiter)).join(delimiter)}\r\n`;
	return {
		header: () => BYTE_ORDER_MARK + line([REASON, REJECTION_CODE, LINE, TEXT, ...own]),
		row(json, { code, message, line: place }) {
			const others = Object.entries(json).filter(([name]) => !known.has(name));
			return line([
				message,
				code,
				String(place ?? ''),
				writeOthers(others),
				...own.map((name) => toText(json[name])),
			]);
		},
	};
}

/** What has no column: the text of an unreadable row as it stands there, else names and values. */
function writeOthers(others: ReadonlyArray<readonly [string, RowJson[string]]>): string {
	const [[name, value] = [], ...more] = others;
	if (name === undefined) return '';
	return name === 'row' && more.length === 0
		? toText(value)
		: JSON.stringify(Object.fromEntries(others));
}

function toText(value: RowJson[string] | undefined): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Blanks around a text would be lost when it is read again. */
function writeCell(text: string, delimiter: string): string {
	const needsQuotes =
		/["\r\n]|^\s|\s$/.test(text) || text.includes(delimiter) || text.includes(',');
	return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}
