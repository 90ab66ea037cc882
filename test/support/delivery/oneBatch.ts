import { deliverBatch } from '../../../nodes/EsoLeads/delivery/deliver';
import type { BatchOutcome, QueuedLead } from '../../../nodes/EsoLeads/delivery/outcome';
import { createEsoModel, type ModelRules } from './esoModel';
import type { Answer } from './scriptedApi';
import { getCode, createTrial, type Trial, type TrialPlan } from './trial';

/** What became of one batch. */
export interface Delivered {
	outcome: BatchOutcome;
	codes: string[];
	/** How many bytes a body may have afterwards. */
	maxBodyBytes: number;
	trial: Trial;
}

/** Delivers batch number 7. */
export async function deliverOne(
	batch: readonly QueuedLead[],
	answer: Answer,
	rules: TrialPlan['rules'] = {},
): Promise<Delivered> {
	const trial = createTrial({ answer, rules });
	const run = trial.begin();
	const outcome = await deliverBatch({ number: 7, leads: batch }, run);
	const codes = outcome.outcomes.map(getCode);
	return { outcome, codes, maxBodyBytes: run.maxBodyBytes(), trial };
}

/** E-so, by rules of its own. */
export function model(rules: Partial<ModelRules>): Answer {
	return createEsoModel(rules).answer;
}
