import type { Delivery } from '../../../nodes/EsoLeads/delivery/deliver';
import type { BatchOutcome } from '../../../nodes/EsoLeads/delivery/outcome';
import { createEsoModel, refusing, type EsoModel } from './esoModel';
import { leads, toNumber } from './leads';
import { createTrial, type Trial, type TrialPlan } from './trial';

/** What became of one batch with bad leads in it. */
export interface RefusedBatch {
	delivery: Delivery;
	batch: BatchOutcome;
	model: EsoModel;
	trial: Trial;
}

/** What to do otherwise than the model, by the number of the request. */
export type Disturbance = (model: EsoModel, trial: () => Trial) => TrialPlan['answer'];

/** Delivers one batch of `count` leads, of which E-so refuses those of the items `bad`. */
export async function deliverRefused(
	bad: readonly number[],
	count = 500,
	rules: TrialPlan['rules'] = {},
	disturb: Disturbance = (model) => model.answer,
): Promise<RefusedBatch> {
	const model = createEsoModel({ refuses: refusing(bad.map(toNumber)) });
	const trial: Trial = createTrial({ answer: (request) => answer(request), rules });
	const answer = disturb(model, () => trial) ?? model.answer;
	const delivery = await trial.deliver(leads(count));
	return { delivery, batch: onlyBatch(delivery), model, trial };
}

/** The batch of a delivery that has one. */
export function onlyBatch({ batches }: Delivery): BatchOutcome {
	const [batch, ...others] = batches;
	if (batch === undefined || others.length > 0) throw new Error(`${batches.length} batches`);
	return batch;
}
