import {
	deliverEach,
	type EachRules,
	type Task,
} from '../../../nodes/EsoLeads/delivery/deliverEach';
import type { Reply } from '../../../nodes/EsoLeads/delivery/ports';
import { createAttempts, sendWithRetries } from '../../../nodes/EsoLeads/delivery/retry';
import { classifyChange } from '../../../nodes/EsoLeads/delivery/singleVerdict';
import { fixedRandom } from './seededRandom';
import { createVirtualClock } from './virtualClock';

const RULES: EachRules = {
	concurrency: 4,
	maxRetries: 5,
	maxWaitMs: 600_000,
	stopOnFailure: false,
};

const LATENCY_MS = 50;

/** A request for one item, when it was made: milliseconds since the run began. */
export interface MadeRequest {
	item: number;
	startedAt: number;
}

/** What a trial does otherwise than others. */
export interface EachPlan {
	/** What E-so says to a request for an item; `tries` counts those made for it before. Else all is well. */
	answer?: (item: number, tries: number) => Reply;
	/** The lead that an item is about; one of its own unless it is given. */
	getLead?: (item: number) => string;
	isIdempotent?: boolean;
	rules?: Partial<EachRules>;
	/** Called when a request is made. */
	made?: (request: MadeRequest, cancel: () => void) => void;
}

/** Does one request for each of `count` items, in virtual time. */
export async function tryEach(count: number, plan: EachPlan = {}) {
	const clock = createVirtualClock();
	const cancelling = new AbortController();
	const requests: MadeRequest[] = [];
	let underWay = 0;
	let mostUnderWay = 0;

	const request = async (item: number): Promise<Reply> => {
		const tries = requests.filter((made) => made.item === item).length;
		const made = { item, startedAt: clock.elapsed() };
		requests.push(made);
		plan.made?.(made, () => cancelling.abort());
		underWay += 1;
		mostUnderWay = Math.max(mostUnderWay, underWay);
		await new Promise<void>((resolve) => clock.after(LATENCY_MS, resolve));
		underWay -= 1;
		return plan.answer?.(item, tries) ?? ok();
	};
	const taskFor = (_: unknown, item: number): Task<string> => ({
		leads: [plan.getLead?.(item) ?? `lead ${item}`],
		async perform(run) {
			const ask = {
				make: async () => await request(item),
				read: classifyChange,
				isIdempotent: plan.isIdempotent ?? true,
			};
			const sent = await sendWithRetries(ask, createAttempts({ item }), run);
			if (sent.kind === 'accepted') return { kind: 'done', done: sent.message };
			const { statusCode, message } = sent;
			const code = sent.kind === 'sendFailure' ? sent.code : 'refused';
			const status = statusCode === undefined ? {} : { statusCode };
			const retryable = sent.kind === 'sendFailure' && sent.retryable;
			return { kind: 'failed', failure: { code, message, retryable, ...status } };
		},
	});
	const { outcomes, stopped } = await deliverEach(
		Array.from({ length: count }, taskFor),
		{ ...RULES, ...plan.rules },
		{ clock, random: fixedRandom(0.5), cancelled: cancelling.signal },
	);
	const words = outcomes.map((outcome) =>
		outcome.kind === 'done' ? outcome.done : outcome.failure.code,
	);
	return { words, outcomes, stopped, requests, mostUnderWay, tookMs: clock.elapsed() };
}

/** Assumed: the answer to an update. */
export function ok(): Reply {
	return { kind: 'answered', statusCode: 200, headers: {}, body: { success: true, message: 'ok' } };
}
