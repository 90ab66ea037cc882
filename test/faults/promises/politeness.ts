import type { Promised } from '../evidence';
import { isCharged, leastWaitMs } from '../model/chains';

/** To find out which field E-so minds, where it refuses all leads. */
const FIELD_SEARCH = 10;

/** A timer counts whole milliseconds. */
const TIMER_MS = 1;

/** Turns of the event loop, in which the node lets its requests go, take a timer each. */
const TURNS_MS = 1_000;

export const fewAtOnce: Promised = {
	says: 'never are more requests under way than Concurrent Requests allows',
	check({ run, ordeal: { parameters } }) {
		expect(run.mostAtOnce).toBeLessThanOrEqual(parameters.options.concurrency);
	},
};

export const smallRequests: Promised = {
	says: 'no request carries more leads than Batch Size',
	check({ run, ordeal: { parameters } }) {
		for (const { request } of run.answers)
			expect(request.leads).toBeLessThanOrEqual(parameters.options.batchSize);
	},
};

export const boundedRequests: Promised = {
	says: 'a request is repeated at most Max Retries times, and a refused batch takes at most 60 more, and what settled leads pay for',
	check({ run, chains, outputs, ordeal: { parameters } }) {
		const { maxRetries } = parameters.options;
		for (const { answers } of chains)
			expect(answers.filter(isCharged).length).toBeLessThanOrEqual(maxRetries + 1);
		for (const { leads, requests } of outputs?.rows ?? []) {
			const groups = Math.min(3 * leads, 62 + 0.7 * leads) + FIELD_SEARCH;
			const free = run.answers.filter((answer) => !isCharged(answer)).length;
			expect(requests).toBeLessThanOrEqual(groups * (maxRetries + 1) + free);
		}
	},
};

export const sharedPause: Promised = {
	says: 'after a 429 no request arrives before the pause is over, from whichever lane',
	check({ run, chains }) {
		for (const { answers } of chains) {
			answers.forEach((answer, index) => {
				const { statusCode, answeredAt } = answer.request;
				if (statusCode !== 429 || answeredAt === undefined) return;
				const pauseMs = leastWaitMs(answers, index);
				const next = run.answers.find(({ request }) => request.index >= answer.arrivals);
				const nextAt = next?.request.arrivedAt ?? Infinity;
				expect(nextAt).toBeGreaterThanOrEqual(answeredAt + pauseMs - TIMER_MS);
			});
		}
	},
};

export const ownWait: Promised = {
	says: 'a request is repeated after the wait that E-so asks for, or else after its backoff, not before',
	check({ chains }) {
		for (const { answers } of chains) {
			answers.slice(1).forEach((answer, index) => {
				const failed = answers[index];
				if (failed === undefined) return;
				const { answeredAt, arrivedAt } = failed.request;
				const waitMs = leastWaitMs(answers, index);
				const earliest = (answeredAt ?? arrivedAt) + waitMs - TIMER_MS;
				expect(answer.request.arrivedAt).toBeGreaterThanOrEqual(earliest);
			});
		}
	},
};

/** A run that has met a rate limit spaces its requests: by a second and a margin, at most. */
const SPACE_MS = 1_050;

export const boundedTime: Promised = {
	says: 'a run takes no longer than Max Wait, its requests, and the spaces that a rate limit asks for do',
	check({ run, ordeal: { parameters, latencyMs } }) {
		const { maxWaitMinutes, timeoutSeconds } = parameters.options;
		const inRequests = run.answers.map(({ request: { arrivedAt, answeredAt } }) =>
			answeredAt === undefined ? latencyMs + timeoutSeconds * 1_000 : answeredAt - arrivedAt,
		);
		const met = run.answers.findIndex(({ request }) => request.statusCode === 429);
		const spaced = met === -1 ? 0 : run.answers.length - met;
		const limit = inRequests.reduce(
			(total, ms) => total + ms,
			maxWaitMinutes * 60_000 + spaced * SPACE_MS,
		);
		expect(run.tookMs).toBeLessThanOrEqual(limit + TURNS_MS);
	},
};
