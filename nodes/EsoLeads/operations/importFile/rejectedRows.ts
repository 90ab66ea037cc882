import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { BYTE_ORDER_MARK } from '../../file/lines';
import type { RowJson } from '../../file/row';
import type { FileNotes } from '../../file/rows';
import { formatQuantity } from '../../lead/wording';
import { rejectedItem } from '../../report/items';
import type { ImportOptions } from './options';
import type { RejectedRow, RejectedRows } from './rowLedger';

/** Rejected rows, and the items of *Rejected* that they become. */
export interface RejectedOutput extends RejectedRows {
	/**
	 * The items for the file of item `item`; nothing can be added after this. Rejects if n8n cannot
	 * store the file of rejected rows.
	 */
	end(item: number): Promise<INodeExecutionData[]>;
	/** What the user is told about them, as one sentence each. */
	describe(): string[];
}

/** Where the rejected rows of a file go. */
export function createRejected(
	file: { name: string; store: StoreFile },
	notes: FileNotes,
	{ rejectedRows, maxRejectedItems }: ImportOptions,
): RejectedOutput {
	return rejectedRows === 'file'
		? createRejectedFile(file.name, notes, file.store)
		: createRejectedItems(maxRejectedItems);
}

/** Rejected rows as items, at most `most`, with their own columns and linked to the file's item. */
export function createRejectedItems(most: number): RejectedOutput {
	const rows: RejectedRow[] = [];
	let onlyCounted = 0;
	return {
		isFull: (waiting) => rows.length + waiting >= most,
		add(row) {
			// A copy, because a slice of the file's text would keep the whole chunk in memory.
			if (rows.length < most) rows.push(detach(row));
			else onlyCounted += 1;
		},
		end: async (item) => rows.map(({ json, rejection }) => rejectedItem({ json }, item, rejection)),
		describe: () =>
			onlyCounted === 0
				? []
				: [
						`${formatQuantity(onlyCounted, 'rejected row')} ${onlyCounted === 1 ? 'was' : 'were'} only counted, after the first ${formatQuantity(rows.length, 'item')}: set 'Rejected Rows' to As a File to get all of them, or raise 'Max Rejected Items'.`,
					],
	};
}

function detach(row: RejectedRow): RejectedRow {
	const copy: RejectedRow = JSON.parse(JSON.stringify(row));
	return copy;
}

/** Stores a file while it is being written. */
export type StoreFile = (chunks: AsyncIterable<Buffer>, fileName: string) => Promise<IBinaryData>;

/** How much text is collected before it is written. */
const CHUNK_CHARACTERS = 262_144;

/**
 * Rejected rows as a CSV file in the binary field `data` of one item: first the reason, its code
 * and the line, then the columns of the file, so that it can be corrected in a spreadsheet and
 * imported again.
 *
 * @param fileName the file that the rows come from.
 */
export function createRejectedFile(
	fileName: string,
	notes: FileNotes,
	store: StoreFile,
): RejectedOutput {
	const counts: Record<string, number> = {};
	const queue = createChunkQueue();
	let lines: CsvLines | undefined;
	let stored: Promise<IBinaryData> | undefined;
	let text = '';
	let rows = 0;
	const flush = () => {
		queue.push(Buffer.from(text));
		text = '';
	};
	return {
		isFull: () => false,
		add({ json, rejection }) {
			lines ??= createCsvLines(notes);
			// Started by the first rejected row: most files have none.
			if (stored === undefined) {
				stored = store(queue.chunks, rejectedName(fileName));
				// `end` tells of it; until then nobody waits for it.
				stored.catch(() => undefined);
				text = lines.header();
			}
			text += lines.row(json, rejection);
			rows += 1;
			counts[rejection.code] = (counts[rejection.code] ?? 0) + 1;
			if (text.length > CHUNK_CHARACTERS) flush();
		},
		async end(item) {
			flush();
			queue.end();
			if (stored === undefined) return [];
			const rejections: IDataObject = { ...counts };
			const json: IDataObject = { file: fileName, rejectedRows: rows, rejections };
			return [{ json, binary: { data: await stored }, pairedItem: { item } }];
		},
		describe: () => (rows === 0 ? [] : [describeRejectedFile(rows)]),
	};
}

function describeRejectedFile(rows: number): string {
	return `${formatQuantity(rows, 'rejected row')} came out in a file. Correct it, then import it again.`;
}

/** `leads.csv` becomes `leads-rejected.csv`, and so does `leads-rejected.csv` itself. */
function rejectedName(fileName: string): string {
	const name = fileName.replace(/\.[^.]{1,10}$/, '').replace(/-rejected$/, '');
	return `${name}-rejected.csv`;
}

/** A queue of chunks that are read while others are added. */
function createChunkQueue() {
	const waiting: Buffer[] = [];
	let isEnded = false;
	let wake = () => {};
	async function* read(): AsyncGenerator<Buffer> {
		for (;;) {
			const chunk = waiting.shift();
			if (chunk !== undefined) yield chunk;
			else if (isEnded) return;
			else await new Promise<void>((resolve) => (wake = resolve));
		}
	}
	return {
		chunks: read(),
		push(chunk: Buffer) {
			waiting.push(chunk);
			wake();
		},
		end() {
			isEnded = true;
			wake();
		},
	};
}

/** Why a row is in a file of rejected rows. */
export interface RowRejection {
	code: string;
	message: string;
	line?: number;
}

/** Writes rejected rows as CSV, in the columns of the file they come from. */
export interface CsvLines {
	header(): string;
	row(json: RowJson, rejection: RowRejection): string;
}

/**
 * Columns that a file of rejected rows has before the original ones. They are not sent when it is
 * imported again.
 */
const REASON = 'rejection_reason';
export const REJECTION_CODE = 'rejection_code';
const LINE = 'rejection_line';
/**
 * The text of a row that could not be split into columns, or fields of an object that have no
 * column.
 */
const TEXT = 'rejection_text';
export const REJECTION_COLUMNS: ReadonlySet<string> = new Set([REASON, REJECTION_CODE, LINE, TEXT]);

/** Uses the delimiter of the original file, so that the same spreadsheet can open it. */
function createCsvLines({ columns = [], delimiter = ',' }: FileNotes): CsvLines {
	const own = columns.filter((name) => !REJECTION_COLUMNS.has(name));
	const known: ReadonlySet<string> = new Set([...own, ...REJECTION_COLUMNS]);
	const line = (cells: readonly string[]) =>
		`${cells.map((cell) => writeCell(cell, delimiter)).join(delimiter)}\r\n`;
	return {
		// The mark tells spreadsheets that the file is UTF-8.
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

/** What has no column: the original text of an unreadable row, else names and values. */
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

/** Without quotes, spaces around a text would be lost when the file is read again. */
function writeCell(text: string, delimiter: string): string {
	const needsQuotes =
		/["\r\n]|^\s|\s$/.test(text) || text.includes(delimiter) || text.includes(',');
	return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}
