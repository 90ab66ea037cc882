import { deliver, type Delivery } from '../../../nodes/EsoLeads/delivery/deliver';
import type { LeadOutcome, QueuedLead } from '../../../nodes/EsoLeads/delivery/outcome';
import type { DeliveryPorts } from '../../../nodes/EsoLeads/delivery/ports';
import {
	createDeliveryRun,
	type DeliveryRules,
	type Run,
} from '../../../nodes/EsoLeads/delivery/run';
import {
	createScriptedApi,
	inOrder,
	type Answer,
	type Line,
	type ScriptedApi,
} from './scriptedApi';
import { fixedRandom } from './seededRandom';
import { createVirtualClock, type VirtualClock } from './virtualClock';

/** The rules of a trial where it names none: the node's defaults, but one lane. */
const RULES: DeliveryRules = {
	batchSize: 500,
	concurrency: 1,
	maxBodyBytes: 1_000_000,
	maxRetries: 5,
	maxWaitMs: 600_000,
	isolate: true,
	stopOnFailure: false,
};

/** What a trial does otherwise than others. */
export interface TrialPlan {
	/** Unless it is given, everything is accepted. */
	answer?: Answer;
	/** 100 ms unless it is given. */
	latencyMs?: Line['latencyMs'];
	arrived?: Line['arrived'];
	/** Always 0.5 unless it is given. */
	random?: () => number;
	rules?: Partial<DeliveryRules>;
	customFields?: DeliveryPorts['customFields'];
}

/** A run in virtual time against a scripted API. */
export interface Trial {
	clock: VirtualClock;
	api: ScriptedApi;
	/** As the user does with n8n's Stop button. */
	cancel(): void;
	/** A run for the parts of delivery that work within one. */
	begin(): Run;
	deliver(leads: Iterable<QueuedLead | undefined>): Promise<Delivery>;
	/** The items whose leads `deliver` left where they were. */
	unpulled(): number[];
}

/** Sets a trial up. */
export function createTrial(plan: TrialPlan = {}): Trial {
	const clock = createVirtualClock();
	const cancelling = new AbortController();
	const api = createScriptedApi(plan.answer ?? inOrder(), {
		clock,
		latencyMs: plan.latencyMs ?? 100,
		cancelled: cancelling.signal,
		arrived: plan.arrived,
	});
	const ports: DeliveryPorts = {
		post: api.post,
		clock,
		random: plan.random ?? fixedRandom(0.5),
		cancelled: cancelling.signal,
		...(plan.customFields === undefined ? {} : { customFields: plan.customFields }),
	};
	const rules = { ...RULES, ...plan.rules };
	let source: Iterator<QueuedLead | undefined> = [].values();
	return {
		clock,
		api,
		cancel: () => cancelling.abort(),
		begin: () => createDeliveryRun(rules, ports),
		deliver(leads) {
			source = leads[Symbol.iterator]();
			return deliver(source, rules, ports);
		},
		unpulled() {
			const items: number[] = [];
			for (let next = source.next(); next.done !== true; next = source.next())
				if (next.value !== undefined) items.push(next.value.item);
			return items;
		},
	};
}

/** An outcome in one word: `accepted`, or the code of its rejection. */
export function getCode(outcome: LeadOutcome): string {
	return outcome.kind === 'accepted' ? 'accepted' : outcome.rejection.code;
}

/** The outcomes of all leads in one word each, in the order of the batches. */
export function getCodes({ batches }: Delivery): string[] {
	return batches.flatMap((batch) => batch.outcomes.map(getCode));
}

/** How often each outcome occurs. */
export function tally(codes: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
	return counts;
}

/** The items whose leads came out as `code`. */
export function itemsWith(code: string, { batches }: Delivery): number[] {
	return batches.flatMap((batch) =>
		batch.items.filter((_, index) => {
			const outcome = batch.outcomes[index];
			return outcome !== undefined && getCode(outcome) === code;
		}),
	);
}
