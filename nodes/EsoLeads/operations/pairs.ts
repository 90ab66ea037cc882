import { z } from 'zod/v4';

const pairSchema = z.object({ name: z.unknown().optional(), value: z.unknown().optional() });
const pairsSchema = z.array(pairSchema).catch([]);

/** A name and its value. */
export type Pair = [name: string, value: unknown];

/**
 * Reads the pairs of a collection. One in which nothing is filled in counts for nothing; the name of
 * one that has only a value is empty.
 */
export function readPairs(pairs: unknown): Pair[] {
	return pairsSchema
		.parse(pairs)
		.map(({ name, value }): Pair => [String(name ?? '').trim(), value])
		.filter(
			([name, value]) => name !== '' || (value !== undefined && value !== null && value !== ''),
		);
}
