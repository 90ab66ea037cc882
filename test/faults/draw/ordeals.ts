import fc from 'fast-check';
import type { OnError } from 'n8n-workflow';
import { schedules, type DrawnFault } from './faults';
import { inputs, type DrawnItem } from './items';
import { parametersUnder, type Parameters } from './parameters';
import { phones } from './phones';

/** A run as bad as can be: all that it depends on. */
export interface Ordeal {
	items: readonly DrawnItem[];
	parameters: Parameters;
	faults: ReadonlyArray<DrawnFault | undefined>;
	/** From this request on the token has expired. */
	expiresAt: number | undefined;
	/** Contact numbers that E-so refuses, each with what it says. */
	refusals: ReadonlyMap<number, string>;
	/** What E-so says of every lead, if it refuses them all; `#` stands for another number each time. */
	refusesAll: string | undefined;
	/** Whether the documented errors come with status 200. */
	softErrors: boolean;
	/** A longer body is answered with 413. */
	maxBodyBytes: number | undefined;
	/** Of each answer, in milliseconds. */
	latencyMs: number;
	/** What the node draws by chance, over and over. */
	chances: readonly number[];
}

/** Ordeals under one or several settings of On Error. */
export function ordealsUnder(settings: readonly OnError[]): fc.Arbitrary<Ordeal> {
	return fc.record({ items: inputs, parameters: parametersUnder(settings), ...badDay });
}

/** What E-so and the network do, and what the node draws by chance. */
export const badDay = {
	faults: schedules,
	// Most runs make less than ten requests: a token that expires later does not expire.
	expiresAt: sometimes(fc.integer({ min: 0, max: 8 })),
	refusals: fc
		.array(
			fc.tuple(
				phones.map(({ digits }) => Number(digits)),
				fc.constantFrom('contact number required validation failed', 'Blocked number'),
			),
			{ maxLength: 6 },
		)
		.map((refusals) => new Map(refusals)),
	refusesAll: fc.oneof(
		{ weight: 15, arbitrary: fc.constant(undefined) },
		{
			weight: 1,
			arbitrary: fc.constantFrom('unknown support channel', 'Request #: unknown channel'),
		},
	),
	softErrors: fc.oneof(
		{ weight: 4, arbitrary: fc.constant(false) },
		{ weight: 1, arbitrary: fc.constant(true) },
	),
	maxBodyBytes: sometimes(fc.constantFrom(250, 600, 2_000)),
	latencyMs: fc.constantFrom(1, 20, 300),
	chances: fc.array(fc.constantFrom(0.5, 0.6, 0.75, 0.9, 0.99), { minLength: 1 }),
};

function sometimes<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
	return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}
