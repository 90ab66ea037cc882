import { z } from 'zod/v4';
import type { Parameters } from '../draw/parameters';
import { CODES } from '../outputs';
import { toLine, toName, type ImportOrdeal } from './draw';
import type { ImportRun } from './trial';

/** Rows by their places in the file, from 0. */
export interface ToldRows {
	accepted: readonly number[];
	rejected: ReadonlyMap<number, z.infer<typeof rejectionSchema>>;
	/** Duplicates of accepted rows, which are on no output. */
	dropped: readonly number[];
	/** What is said of the file itself. */
	ofFile: ReadonlyArray<z.infer<typeof rejectionSchema>>;
}

const rejectionSchema = z.looseObject({
	code: z.enum([...CODES, 'unreadable_file']),
	message: z.string().min(1),
	retryable: z.boolean(),
	line: z.int().optional(),
});
const batchSchema = z.looseObject({ firstLine: z.int(), lastLine: z.int(), accepted: z.int() });
const leadSchema = z.looseObject({ name: z.string() });

/** The row that has a number first; undefined for a row without a number. */
export function getFirst(row: number, { rows }: ImportOrdeal): number | undefined {
	const digits = rows[row]?.digits;
	return digits === undefined ? undefined : rows.findIndex((other) => other.digits === digits);
}

/** Reads the outputs of an import. @throws ZodError for what is not as the design says. */
export function readRows(run: ImportRun, ordeal: ImportOrdeal, { options }: Parameters): ToldRows {
	const told = run.rejected.map(({ json }) => rejectionSchema.parse(json['rejection']));
	const rowAt = (line: number) => line - toLine(0, ordeal);
	const ofRows = told.filter(({ line }) => line !== undefined);
	const rejected = new Map(ofRows.map((rejection) => [rowAt(rejection.line ?? 0), rejection]));
	expect(rejected.size).toBe(ofRows.length);
	const failed = run.errorOutput.flatMap(
		({ json }) => batchSchema.safeParse(json['details']).data ?? [],
	);
	const travelled = (batches: ReadonlyArray<z.infer<typeof batchSchema>>) =>
		batches.flatMap(({ firstLine, lastLine }) =>
			ordeal.rows.flatMap((_, row) => {
				const isIn = toLine(row, ordeal) >= firstLine && toLine(row, ordeal) <= lastLine;
				return isIn && getFirst(row, ordeal) === row && !rejected.has(row) ? [row] : [];
			}),
		);
	let accepted: number[];
	if (ordeal.output === 'leads') {
		const names = ordeal.rows.map((_, row) => toName(row));
		const items = run.batches.filter(({ json }) => !('error' in json));
		accepted = items.map(({ json }) => names.indexOf(leadSchema.parse(json).name));
	} else {
		const batches = [...run.batches.map(({ json }) => batchSchema.parse(json)), ...failed];
		accepted = travelled(batches);
		expect(accepted.length).toBe(batches.reduce((sum, batch) => sum + batch.accepted, 0));
	}
	const isAccepted = new Set(accepted);
	expect(isAccepted.size).toBe(accepted.length);
	const dropped = ordeal.rows.flatMap((_, row) => {
		const first = getFirst(row, ordeal);
		const isDuplicate = first !== undefined && first !== row && isAccepted.has(first);
		return options.duplicates === 'drop' && isDuplicate && !rejected.has(row) ? [row] : [];
	});
	return { accepted, rejected, dropped, ofFile: told.filter(({ line }) => line === undefined) };
}
