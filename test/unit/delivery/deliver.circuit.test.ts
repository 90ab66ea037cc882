import type { Reply } from '../../../nodes/EsoLeads/delivery/ports';
import { leads } from '../../support/delivery/leads';
import { accepted, lost, unavailable } from '../../support/delivery/replies';
import type { SentRequest } from '../../support/delivery/scriptedApi';
import { getCodes, createTrial, tally, type TrialPlan } from '../../support/delivery/trial';

const REFUSED: Reply = {
	kind: 'networkFailure',
	message: 'connect ECONNREFUSED 127.0.0.1:9',
	code: 'ECONNREFUSED',
};

async function deliverMany(plan: TrialPlan, count = 10_000) {
	const rules = { batchSize: 100, concurrency: 10, ...plan.rules };
	const trial = createTrial({ ...plan, rules });
	const delivery = await trial.deliver(leads(count));
	return { trial, delivery, requests: trial.api.requests.length };
}

describe('where nothing gets through', () => {
	it.each([
		['connections are refused', REFUSED, 1],
		['every request times out', lost('timeout of 60000ms exceeded'), 60_000],
		['a proxy answers for E-so', unavailable(undefined, 502), 20],
	])('since %s, the run ends after a few tries', async (_, reply, latencyMs) => {
		const { delivery, trial, requests } = await deliverMany({ answer: () => reply, latencyMs });
		expect(requests).toBeLessThanOrEqual(4 + 1 + 5);
		expect(delivery.stopped?.message).toContain('E-so answered no other request either');
		const { not_sent: notSent = 0, delivery_failed: failed = 0 } = tally(getCodes(delivery));
		expect(notSent + failed).toBe(10_000);
		expect(failed).toBeLessThanOrEqual(1_000);
		// Ten minutes, and the request that was under way when they were over.
		expect(trial.clock.elapsed()).toBeLessThanOrEqual(660_000);
	});

	it('one request at a time tries whether E-so answers again, with longer and longer waits', async () => {
		const { trial } = await deliverMany({ answer: () => REFUSED, latencyMs: 10 });
		const starts = trial.api.requests.map(({ startedAt }) => startedAt);
		const tries = starts.slice(4);
		expect(new Set(tries).size).toBe(tries.length);
		const waits = tries.slice(1).map((start, index) => start - (tries[index] ?? 0));
		expect(waits).toEqual([...waits].sort((a, b) => a - b));
	});

	it('a black hole is not asked for longer than Max Wait', async () => {
		const plan = { answer: () => lost(), latencyMs: 60_000, rules: { maxWaitMs: 120_000 } };
		const { trial, delivery } = await deliverMany(plan);
		expect(trial.clock.elapsed()).toBeLessThanOrEqual(180_000);
		expect(delivery.stopped).toBeDefined();
	});

	it('with no retries allowed, one more request tries, then the run ends', async () => {
		const { requests } = await deliverMany({ answer: () => REFUSED, rules: { maxRetries: 0 } });
		expect(requests).toBeLessThanOrEqual(8);
	});

	it('in a single lane it is found out as well', async () => {
		const { requests, delivery } = await deliverMany({
			answer: () => REFUSED,
			rules: { concurrency: 1 },
		});
		expect(requests).toBeLessThanOrEqual(12);
		expect(delivery.stopped).toBeDefined();
	});
});

describe('an outage that passes', () => {
	const until = (ms: number) => (request: SentRequest) =>
		request.startedAt < ms ? REFUSED : accepted();

	it('within the retries costs no lead', async () => {
		const { delivery, requests } = await deliverMany({ answer: until(10_000) });
		expect(tally(getCodes(delivery))).toEqual({ accepted: 10_000 });
		expect(requests).toBeLessThanOrEqual(110);
	});

	it('lets all lanes in again', async () => {
		const { trial } = await deliverMany({ answer: until(2_000) });
		expect(trial.api.mostUnderWay()).toBe(10);
	});
});

it('a batch that always breaks E-so ends no run in which others get through', async () => {
	const answer = ({ leads: [lead] }: SentRequest) =>
		lead?.contact_number === leads(1).map(({ json }) => JSON.parse(json).contact_number)[0]
			? unavailable(undefined, 500)
			: accepted();
	const { delivery } = await deliverMany({ answer });
	expect(tally(getCodes(delivery))).toEqual({ accepted: 9_900, delivery_failed: 100 });
});
