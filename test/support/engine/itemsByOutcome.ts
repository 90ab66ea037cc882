import type { INodeExecutionData } from 'n8n-workflow';
import type { EsoLeadsRun } from './runNode';

type Outputs = Pick<EsoLeadsRun, 'batches' | 'rejected'>;

/** Where the input items of a run ended, by their index. */
export interface ItemsByOutcome {
	accepted: number[];
	rejected: number[];
}

/** Reads from the links of the output items where each input item ended. */
export function groupByOutcome({ batches, rejected }: Outputs): ItemsByOutcome {
	const rejectedItems = rejected.flatMap(linkedItems);
	const isRejected = new Set(rejectedItems);
	// A row of Batches is linked to every item of its batch, those that were rejected included.
	const accepted = batches.flatMap(linkedItems).filter((item) => !isRejected.has(item));
	return { accepted, rejected: rejectedItems };
}

/**
 * Fails unless every one of `count` input items ended in exactly one place, Rejected is in the order of the input, and the
 * figures on Batches say the same as the links.
 */
export function expectConserved(outputs: Outputs, count: number): ItemsByOutcome {
	const items = groupByOutcome(outputs);
	const { accepted, rejected } = items;
	expect(ascending([...accepted, ...rejected])).toEqual(Array.from({ length: count }, (_, i) => i));
	expect(rejected).toEqual(ascending(rejected));
	expect(sumUp(outputs.batches, 'accepted')).toBe(accepted.length);
	return items;
}

/** The sum of a figure over the rows of Batches. */
export function sumUp(
	batches: readonly INodeExecutionData[],
	figure: 'leads' | 'accepted' | 'notAccepted' | 'requests',
): number {
	return batches.reduce((sum, { json }) => sum + Number(json[figure]), 0);
}

/** The statuses of the rows of Batches, in order. */
export function getStatuses({ batches }: Outputs): unknown[] {
	return batches.map(({ json }) => json.status);
}

/** How many items were rejected with each code. */
export function getCodes({ rejected }: Outputs): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { json } of rejected) {
		const { rejection } = json;
		const code = isRejection(rejection) ? rejection.code : 'no rejection';
		counts[code] = (counts[code] ?? 0) + 1;
	}
	return counts;
}

function isRejection(value: unknown): value is { code: string } {
	return (
		typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
	);
}

function linkedItems({ pairedItem }: INodeExecutionData): number[] {
	const links = Array.isArray(pairedItem) ? pairedItem : [pairedItem];
	return links.map((link) => {
		if (typeof link === 'object') return link.item;
		throw new Error(`An output item is linked by ${String(link)} instead of { item }`);
	});
}

function ascending(items: readonly number[]): number[] {
	return [...items].sort((a, b) => a - b);
}
