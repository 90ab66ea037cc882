import type { INodeExecutionData } from 'n8n-workflow';
import type { EsoSuite, SuiteRunOptions } from './esoSuite';
import type { EsoLeadsRun } from './runNode';

/** A run of an operation that does one thing for each input item: it has one output. */
export interface EachRun extends Pick<EsoLeadsRun, 'run' | 'status' | 'error' | 'hints'> {
	items: INodeExecutionData[];
	/** The engine's own error output, which is there under `continueErrorOutput` only. */
	errors: INodeExecutionData[];
}

/** Runs an operation of one output. */
export async function runEach(
	eso: EsoSuite,
	operation: string,
	{ parameters, ...options }: SuiteRunOptions,
): Promise<EachRun> {
	const finished = await eso.run({ ...options, parameters: { operation, ...parameters } });
	expect(finished.errorOutput).toEqual([]);
	const { batches, rejected, ...run } = finished;
	return { ...run, items: batches, errors: rejected };
}

/** The `json` of items. */
export function getJson(items: readonly INodeExecutionData[]): unknown[] {
	return items.map(({ json }) => json);
}

/** The indices of the input items that items are linked to. */
export function getLinks(items: readonly INodeExecutionData[]): unknown[] {
	return items.map(({ pairedItem }) => pairedItem);
}

/** Creates leads with Bulk Create, so that there is something to work on. */
export async function createLeads(eso: EsoSuite, items: SuiteRunOptions['items']): Promise<void> {
	const run = await eso.run({ items });
	expect(run.rejected).toEqual([]);
}
