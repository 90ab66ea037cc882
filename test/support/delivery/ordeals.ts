import fc from 'fast-check';
import type { Delivery } from '../../../nodes/EsoLeads/delivery/deliver';
import type { DeliveryRules } from '../../../nodes/EsoLeads/delivery/run';
import { createEsoModel, type EsoModel } from './esoModel';
import { behindFaults, ENDING_FAULTS, PASSING_FAULTS, type Fault } from './faults';
import { createLead, toNumber } from './leads';
import { seededRandom } from './seededRandom';
import { getCodes, createTrial, type Trial } from './trial';

/** A run as bad as can be. */
export interface Ordeal {
	names: string[];
	rules: DeliveryRules;
	/** What E-so says of the bad leads, by item. */
	refusals: Map<number, string>;
	refusalStatus: number;
	hasEnvelope: boolean;
	/** Of E-so, in bytes. */
	maxBodyBytes: number;
	faults: Array<Fault | undefined>;
	cancelAfterMs: number | undefined;
	seed: number;
}

const faults = fc.array(
	fc.oneof(
		{ weight: 12, arbitrary: fc.constant(undefined) },
		{ weight: 12, arbitrary: fc.constantFrom(...Object.values(PASSING_FAULTS)) },
		{ weight: 1, arbitrary: fc.constantFrom(...Object.values(ENDING_FAULTS)) },
	),
	{ maxLength: 80 },
);

/** Ordeals of all kinds. */
export const ordeals: fc.Arbitrary<Ordeal> = fc.record({
	names: fc.array(fc.constantFrom('Patel', 'पटेल', '李', 'x'.repeat(300)), { maxLength: 60 }),
	rules: fc.record({
		batchSize: fc.integer({ min: 1, max: 25 }),
		concurrency: fc.integer({ min: 1, max: 10 }),
		maxBodyBytes: fc.constantFrom(300, 1_500, 1_000_000),
		maxRetries: fc.integer({ min: 0, max: 4 }),
		maxWaitMs: fc.constantFrom(0, 1_500, 20_000, 600_000),
		isolate: fc.boolean(),
		stopOnFailure: fc.boolean(),
	}),
	refusals: fc
		.array(fc.tuple(fc.nat(59), fc.constantFrom('One reason', 'Another')), { maxLength: 30 })
		.map((refusals) => new Map(refusals)),
	refusalStatus: fc.constantFrom(400, 417, 422),
	hasEnvelope: fc.boolean(),
	maxBodyBytes: fc.constantFrom(400, 1_000, 1_000_000),
	faults,
	cancelAfterMs: fc.option(fc.nat(5_000), { nil: undefined, freq: 5 }),
	seed: fc.integer(),
});

/** How a run came out of its ordeal. */
export interface Survived {
	delivery: Delivery;
	/** One word for each item that was pulled, in the order of the items. */
	codes: string[];
	unpulled: number[];
	model: EsoModel;
	trial: Trial;
}

/** Lets a run undergo an ordeal; `deliver` itself never rejects. */
export async function undergo(ordeal: Ordeal): Promise<Survived> {
	const { refusalStatus, hasEnvelope, maxBodyBytes, seed } = ordeal;
	const refuses = new Map([...ordeal.refusals].map(([item, said]) => [toNumber(item), said]));
	const model = createEsoModel({ refuses, refusalStatus, hasEnvelope, maxBodyBytes });
	const latency = seededRandom(seed);
	const trial = createTrial({
		answer: behindFaults(model, ordeal.faults),
		latencyMs: () => Math.floor(latency() * 300),
		random: seededRandom(seed + 1),
		rules: ordeal.rules,
	});
	if (ordeal.cancelAfterMs !== undefined) trial.clock.after(ordeal.cancelAfterMs, trial.cancel);
	const delivery = await trial.deliver(ordeal.names.map((name, item) => createLead(item, name)));
	const codes = getCodes(delivery);
	return { delivery, codes, unpulled: trial.unpulled(), model, trial };
}
