import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { Parameters } from './draw/parameters';
import type { ExpectedRun } from './model/expectedRun';
import type { Run } from './trial';

/** By the design. */
export const CODES = [
	'missing_contact_number',
	'invalid_contact_number',
	'missing_country_code',
	'invalid_country_code',
	'invalid_origin',
	'unsupported_field',
	'duplicate_contact_number',
	'refused',
	'not_isolated',
	'delivery_failed',
	'not_sent',
] as const;

const rejectionSchema = z.strictObject({
	code: z.enum(CODES),
	message: z.string().min(1),
	field: z.string().optional(),
	batch: z.int().optional(),
	statusCode: z.int().optional(),
	duplicateOf: z.int().optional(),
	retryable: z.boolean(),
});

const rowSchema = z.strictObject({
	batch: z.int(),
	status: z.enum(['accepted', 'partial', 'refused', 'failed', 'notSent']),
	leads: z.int(),
	accepted: z.int(),
	notAccepted: z.int(),
	statusCode: z.int().nullable(),
	message: z.string(),
	requests: z.int(),
	durationMs: z.number(),
});

export type Row = z.infer<typeof rowSchema>;
export type Rejection = z.infer<typeof rejectionSchema>;

/** An item of Rejected. */
export interface RejectedItem {
	/** The input item that it is paired with. */
	of: number;
	item: INodeExecutionData;
	rejection: Rejection;
}

/** What the outputs of a run say, put together without the node's help. */
export interface Outputs {
	/** In the order of the output. */
	rejected: readonly RejectedItem[];
	/** In the order of the batches; those on the error output among them. */
	rows: readonly Row[];
	/** The items that a row of Batches is paired with, each with the number of the batch. */
	linked: ReadonlyArray<readonly [item: number, batch: number]>;
	/** The items that are linked to a batch and not rejected. */
	accepted: readonly number[];
	/** Duplicates of accepted items, if the user wants them dropped: these are on no output. */
	dropped: readonly number[];
	/** The batch in which an item travelled. */
	batchOf(item: number): number | undefined;
}

/** Reads the outputs of a run. @throws ZodError for what is not as the design says. */
export function readOutputs(
	{ batches, rejected, errorOutput }: Run,
	expected: ExpectedRun,
	{ options }: Parameters,
): Outputs {
	const rejections = rejected.map((item) => ({
		of: getPairs(item)[0] ?? -1,
		item,
		rejection: rejectionSchema.parse(item.json['rejection']),
	}));
	const linked = batches.flatMap((item) => {
		const { batch } = rowSchema.parse(item.json);
		return getPairs(item).map((pair) => [pair, batch] as const);
	});
	const failed = expected.isUnstarted
		? []
		: errorOutput.map(({ json }) => rowSchema.parse(json['details']));
	const rows = [...batches.map(({ json }) => rowSchema.parse(json)), ...failed];
	const rejectedItems = new Set(rejections.map(({ of }) => of));
	const batchOf = new Map(linked);
	for (const { of, rejection } of rejections)
		if (rejection.batch !== undefined) batchOf.set(of, rejection.batch);
	const accepted = linked.map(([item]) => item).filter((item) => !rejectedItems.has(item));
	const isDropping = options.duplicates === 'drop' && !expected.isUnstarted;
	return {
		rejected: rejections,
		rows: rows.sort((a, b) => a.batch - b.batch),
		linked,
		accepted,
		dropped: isDropping ? expected.duplicatesOf(accepted) : [],
		batchOf: (item) => batchOf.get(item),
	};
}

/** The input items that an output item is paired with. */
function getPairs({ pairedItem }: INodeExecutionData): number[] {
	const pairs = Array.isArray(pairedItem) ? pairedItem : [pairedItem];
	return pairs.map((pair) => (typeof pair === 'object' ? pair.item : (pair ?? -1)));
}
