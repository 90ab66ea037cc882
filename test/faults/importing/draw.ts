import fc from 'fast-check';
import { badDay, type Ordeal } from '../draw/ordeals';
import { parametersUnder, type Parameters } from '../draw/parameters';

/** A row of a file: a lead, or nothing that can be sent. The numbers are few, so that duplicates are common. */
export interface DrawnRow {
	/** The digits after +91; undefined where the cell holds none. */
	digits: string | undefined;
	/** What a cell holds that holds no number. */
	bad: string;
	note: string;
}

/** How the storage that holds the file delivers it. */
export interface Storage {
	chunkBytes: number;
	/** Before each chunk. */
	delayMs: number;
	/** What becomes of it after this share of the file; `gone` and `shut` are about opening it. */
	ending: 'whole' | 'breaks' | 'silent' | 'gone' | 'shut';
	share: number;
}

/** An import as bad as can be. */
export interface ImportOrdeal extends Omit<Ordeal, 'items'> {
	rows: readonly DrawnRow[];
	/** How long a cell of each row is that is not sent: a file of many rows is read in pieces of 64 kB. */
	padding: number;
	format: 'csv' | 'ndjson';
	output: 'batches' | 'leads';
	storage: Storage;
	/** When the user stops the execution, in milliseconds from its start. */
	stopAtMs: number | undefined;
}

const rows: fc.Arbitrary<DrawnRow[]> = fc.array(
	fc.record({
		digits: fc.oneof(
			{
				weight: 8,
				arbitrary: fc.integer({ min: 0, max: 59 }).map((last) => String(8192829280 + last)),
			},
			{ weight: 1, arbitrary: fc.constant(undefined) },
		),
		bad: fc.constantFrom('', 'call me later', '8.19E+09'),
		// Cut anywhere, characters of several bytes are as well.
		note: fc.constantFrom('x', 'पटेल', '😀'.repeat(20), 'é'.repeat(80)),
	}),
	{ minLength: 1, maxLength: 50, size: 'max' },
);

const storages: fc.Arbitrary<Storage> = fc.record({
	chunkBytes: fc.constantFrom(777, 9_000, 65_536, 200_000),
	delayMs: fc.constantFrom(0, 0, 1, 40, 3_000),
	ending: fc.oneof(
		{ weight: 5, arbitrary: fc.constant('whole' as const) },
		{ weight: 3, arbitrary: fc.constantFrom('breaks' as const, 'silent' as const) },
		{ weight: 1, arbitrary: fc.constantFrom('gone' as const, 'shut' as const) },
	),
	share: fc.double({ min: 0, max: 1, noNaN: true }),
});

const stops = fc.oneof(
	{ weight: 2, arbitrary: fc.constant(undefined) },
	{ weight: 1, arbitrary: fc.constantFrom(1, 10, 50, 300, 1_500, 7_000, 40_000) },
);

/** Whatever waits for the rest of the file would wait for ever. */
const LATEST_STOP_MS = 200_000;

export const importOrdeals: fc.Arbitrary<ImportOrdeal> = fc
	.record({
		rows,
		padding: fc.constantFrom(0, 3_000, 12_000),
		format: fc.constantFrom('csv', 'ndjson'),
		output: fc.constantFrom('batches', 'leads'),
		storage: storages,
		stopAtMs: stops,
		parameters: parametersUnder([
			...(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const),
		]).map(toImport),
		...badDay,
	})
	.map((ordeal) => {
		const isStuck = ordeal.storage.ending === 'silent' || ordeal.storage.ending === 'shut';
		return { ...ordeal, stopAtMs: ordeal.stopAtMs ?? (isStuck ? LATEST_STOP_MS : undefined) };
	});

/** What is about cells and fields is tried with items. */
function toImport(parameters: Parameters): Parameters {
	const options = {
		...parameters.options,
		originField: '' as const,
		numberCheck: 'possible' as const,
	};
	return {
		...parameters,
		contactNumberField: 'mobile',
		defaultCountry: '',
		origin: 'UPLOAD',
		customFields: 'selected',
		customFieldNames: ['name', 'note'],
		options,
	};
}

/** The file, a row a line. */
export function writeFile({ rows: drawn, format, padding }: ImportOrdeal): Buffer {
	const cells = drawn.map(({ digits, bad, note }, row) => ({
		mobile: digits === undefined ? bad : `+91 ${digits}`,
		name: toName(row),
		note,
		page: 'x'.repeat(padding),
	}));
	const lines =
		format === 'csv'
			? ['mobile,name,note,page', ...cells.map((cell) => Object.values(cell).join(','))]
			: cells.map((cell) => JSON.stringify(cell));
	return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

/** Tells the row of a lead wherever it turns up. */
export function toName(row: number): string {
	return `Lead ${row}`;
}

/** The line of the file in which a row is, from 1. */
export function toLine(row: number, { format }: Pick<ImportOrdeal, 'format'>): number {
	return format === 'csv' ? row + 2 : row + 1;
}
