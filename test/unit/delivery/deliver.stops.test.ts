import type { Reply } from '../../../nodes/EsoLeads/delivery/ports';
import { createEsoModel } from '../../support/delivery/esoModel';
import { leads, toNumber } from '../../support/delivery/leads';
import {
	accepted,
	answered,
	lost,
	rateLimited,
	unauthorized,
	unavailable,
} from '../../support/delivery/replies';
import type { Answer } from '../../support/delivery/scriptedApi';
import {
	getCodes,
	createTrial,
	itemsWith,
	tally,
	type TrialPlan,
} from '../../support/delivery/trial';

/** Answers `reply` to the request of that number, and to all that follow. */
function from(number: number, reply: Reply): { answer: Answer; stored: ReadonlySet<string> } {
	const { answer, stored } = createEsoModel();
	return { stored, answer: (request) => (request.number >= number ? reply : answer(request)) };
}

describe('a bad token at the third of ten batches', () => {
	it('1,000 leads are accepted, 4,000 are not sent, and nothing more is asked', async () => {
		const { answer, stored } = from(3, unauthorized());
		const trial = createTrial({ answer });
		const delivery = await trial.deliver(leads(5_000));
		expect(tally(getCodes(delivery))).toEqual({ accepted: 1_000, not_sent: 4_000 });
		expect(stored.size).toBe(1_000);
		expect(trial.api.requests).toHaveLength(3);
		expect(delivery.batches).toHaveLength(10);
		expect(delivery.stopped).toEqual({
			statusCode: 401,
			message: 'UnAuthorized Access-Token!',
			batch: 3,
		});
	});

	it('the batches after it say so, and took no request', async () => {
		const trial = createTrial(from(3, unauthorized()));
		const { batches } = await trial.deliver(leads(5_000));
		expect(batches[2]).toMatchObject({ number: 3, statusCode: 401, requests: 1 });
		for (const batch of batches.slice(3))
			expect(batch).toMatchObject({
				statusCode: undefined,
				message: 'Not sent after batch 3: UnAuthorized Access-Token!',
				requests: 0,
				durationMs: 0,
			});
		expect(batches[9]?.outcomes[499]).toEqual({
			kind: 'rejected',
			rejection: {
				code: 'not_sent',
				message: 'Not sent after batch 3: UnAuthorized Access-Token!',
				batch: 10,
				retryable: true,
			},
		});
	});

	it('with four lanes, those under way come to their end, and no other starts', async () => {
		const { answer, stored } = createEsoModel();
		const trial = createTrial({
			answer: (request) => (request.number === 3 ? unauthorized() : answer(request)),
			latencyMs: ({ number }) => (number === 3 ? 50 : 100),
			rules: { concurrency: 4 },
		});
		const delivery = await trial.deliver(leads(5_000));
		expect(tally(getCodes(delivery))).toEqual({ accepted: 1_500, not_sent: 3_500 });
		expect(stored.size).toBe(1_500);
		expect(trial.api.requests).toHaveLength(4);
		expect(trial.clock.elapsed()).toBe(100);
	});

	it('batches that no request was made for report no status, whichever lane held them', async () => {
		// After the rate limit two lanes go on, and two hold a batch without being let in.
		const replies = [rateLimited('5'), accepted(), accepted(), accepted()];
		const trial = createTrial({
			answer: ({ number }) => replies[number - 1] ?? unauthorized(),
			rules: { concurrency: 4, batchSize: 1 },
			latencyMs: ({ number }) => 100 + number,
		});
		const { batches } = await trial.deliver(leads(8));
		for (const batch of batches) if (batch.requests === 0) expect(batch.statusCode).toBeUndefined();
	});
});

it.each([401, 403, 404, 405, 302])('%i ends the run', async (status) => {
	const trial = createTrial({ ...from(2, answered(status, {})), rules: { batchSize: 10 } });
	const delivery = await trial.deliver(leads(50));
	expect(tally(getCodes(delivery))).toEqual({ accepted: 10, not_sent: 40 });
	expect(trial.api.requests).toHaveLength(2);
	expect(delivery.stopped).toMatchObject({ statusCode: status, batch: 2 });
});

describe('answers that were lost before the run ended', () => {
	async function loseThenStop(isStored: boolean) {
		const { answer, stored } = createEsoModel();
		const trial = createTrial({
			rules: { concurrency: 2, batchSize: 10 },
			latencyMs: ({ number }) => (number === 2 ? 300 : 100),
			answer: (request) => {
				if (request.number === 2) return unauthorized();
				if (isStored) answer(request);
				return lost();
			},
		});
		return { delivery: await trial.deliver(leads(40)), stored, trial };
	}

	it('leave their leads undelivered, which may be stored, never "not sent"', async () => {
		const { delivery, stored } = await loseThenStop(true);
		const undelivered = itemsWith('delivery_failed', delivery);
		expect(undelivered.map(toNumber)).toEqual([...stored]);
		expect(tally(getCodes(delivery))).toEqual({ delivery_failed: 10, not_sent: 30 });
	});

	it('can be sent again, which is harmless', async () => {
		const { delivery } = await loseThenStop(false);
		for (const { outcomes } of delivery.batches)
			for (const outcome of outcomes)
				expect(outcome).toMatchObject({ rejection: { retryable: true } });
	});

	it('are not waited for once the run has ended', async () => {
		const { trial } = await loseThenStop(true);
		expect(trial.clock.elapsed()).toBe(300);
		expect(trial.api.requests.every((request) => request.startedAt < 300)).toBe(true);
	});
});

describe('a batch that fails', () => {
	const failing = (stopOnFailure: boolean, reply: Reply, isolate = true): TrialPlan => {
		const { answer } = createEsoModel();
		return {
			answer: (request) =>
				Number(request.leads[0]?.contact_number) === Number(toNumber(10)) ? reply : answer(request),
			rules: { batchSize: 10, maxRetries: 1, stopOnFailure, isolate },
		};
	};

	it('ends the run under On Error: Stop Workflow', async () => {
		const trial = createTrial(failing(true, unavailable()));
		const delivery = await trial.deliver(leads(50));
		// One batch was prepared while this one travelled.
		expect(tally(getCodes(delivery))).toEqual({ accepted: 10, delivery_failed: 10, not_sent: 10 });
		expect(trial.unpulled()).toHaveLength(20);
		expect(delivery.stopped).toEqual({
			statusCode: 503,
			message: 'Service Unavailable (after 1 retry)',
			batch: 2,
		});
	});

	it('does not keep the others from being sent otherwise', async () => {
		const trial = createTrial(failing(false, unavailable()));
		const delivery = await trial.deliver(leads(50));
		expect(tally(getCodes(delivery))).toEqual({ accepted: 40, delivery_failed: 10 });
		expect(delivery.stopped).toBeUndefined();
	});

	it('after one retry says so in the singular', async () => {
		const { batches } = await createTrial(failing(false, unavailable())).deliver(leads(50));
		expect(batches[1]?.message).toBe('Service Unavailable (after 1 retry)');
	});

	it('because E-so refused its leads is no reason to stop', async () => {
		const refusal = answered(400, { message: 'No' });
		for (const isolate of [true, false]) {
			const trial = createTrial(failing(true, refusal, isolate));
			const { stopped, batches } = await trial.deliver(leads(50));
			expect(stopped).toBeUndefined();
			expect(batches.slice(2).every((batch) => batch.statusCode === 201)).toBe(true);
		}
	});
});
