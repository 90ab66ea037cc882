import type { INodeExecutionData, IRun } from 'n8n-workflow';
import { z } from 'zod/v4';

const batchSchema = z.object({
	batch: z.number(),
	status: z.string(),
	leads: z.number(),
	accepted: z.number(),
	notAccepted: z.number(),
	statusCode: z.number().nullish(),
	message: z.string().nullish(),
	requests: z.number(),
	durationMs: z.number(),
});

const rejectedSchema = z.looseObject({
	rejection: z.object({ code: z.string(), message: z.string() }),
});

export type BatchRow = z.infer<typeof batchSchema>;

/** A rejected lead, and the row of the file it came from. */
export interface RejectedRow {
	/** Counts from 0, without the header. */
	index: number;
	fields: Record<string, unknown>;
	code: string;
	message: string;
}

/** What the E-so Leads node said about a run. */
export interface NodeOutput {
	batches: BatchRow[];
	rejected: RejectedRow[];
	hints: string[];
	/** Why the node failed, in n8n's words. */
	failure: string | undefined;
}

/** Reads the outputs of the node `nodeName`. Throws if they do not have the documented shape. */
export function readNodeOutput(run: IRun, nodeName: string): NodeOutput {
	const task = run.data.resultData.runData[nodeName]?.[0];
	const [batches, rejected] = task?.data?.main ?? [];
	const error = task?.error ?? run.data.resultData.error;
	return {
		batches: (batches ?? []).map(({ json }) => batchSchema.parse(json)),
		rejected: (rejected ?? []).map(readRejected),
		hints: (task?.hints ?? []).map(({ message }) => message),
		failure: error && [error.message, error.description].filter(Boolean).join('\n'),
	};
}

function readRejected(item: INodeExecutionData): RejectedRow {
	const { rejection, ...fields } = rejectedSchema.parse(item.json);
	const { pairedItem } = item;
	if (typeof pairedItem !== 'object' || Array.isArray(pairedItem)) {
		throw new Error('A rejected lead is not linked to its one input item');
	}
	return { index: pairedItem.item, fields, ...rejection };
}
