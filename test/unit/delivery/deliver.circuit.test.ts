import type { Reply } from '../../../nodes/EsoLeads/delivery/ports';
import { leads } from '../../support/delivery/leads';
import { accepted, answered, lost, rateLimited, unavailable } from '../../support/delivery/replies';
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

describe('where E-so says when to come back, and then does not let anything through', () => {
	it.each([
		['Retry-After of a 503', unavailable('5')],
		["Retry-After of a proxy's page", answered(502, '<html>', { 'retry-after': '5' })],
	])('all lanes wait as long (%s)', async (_, reply) => {
		const { delivery, requests, trial } = await deliverMany({ answer: () => reply });
		expect(requests).toBeLessThanOrEqual(600 / 5 + 8);
		expect(delivery.stopped?.message).toContain("'Max Wait'");
		expect(trial.clock.elapsed()).toBeLessThanOrEqual(605_000);
	});

	it('a rate limit in between does not count as getting through', async () => {
		const answer = ({ number }: SentRequest) =>
			number % 2 === 0 ? unavailable() : rateLimited('1');
		const { delivery, requests } = await deliverMany({ answer });
		expect(requests).toBeLessThanOrEqual(40);
		expect(delivery.stopped).toBeDefined();
	});
});

describe('where every answer is one that nobody knows', () => {
	const odd = [
		['a refusal without a status', answered(200, { success: false, message: 'Unknown channel' })],
		['a conflict', answered(409, { error: 'CONFLICT', message: 'Unknown channel' })],
		['a status of a proxy', answered(520, { message: 'Unknown channel' })],
	] as const;

	it.each(odd)('the run ends after some tries: %s', async (_, reply) => {
		for (const rules of [
			{ batchSize: 500 },
			{ batchSize: 1 },
			{ concurrency: 1 },
			{ isolate: false },
		]) {
			const { delivery, requests } = await deliverMany({ answer: () => reply, rules });
			expect(requests).toBeLessThanOrEqual(26);
			expect(delivery.stopped?.message).toMatch(/Unknown channel \(16 times in a row\)/);
			expect(tally(getCodes(delivery))['accepted']).toBeUndefined();
		}
	});

	it.each(odd)('also after others were accepted: %s', async (_, reply) => {
		const answer = ({ number }: SentRequest) => (number <= 5 ? accepted() : reply);
		const { delivery, requests } = await deliverMany({ answer });
		expect(requests).toBeLessThanOrEqual(40);
		expect(tally(getCodes(delivery))['accepted']).toBe(500);
	});

	it.each(odd)('but not where some get through: %s', async (_, reply) => {
		const answer = ({ number }: SentRequest) => (number % 10 === 0 ? accepted() : reply);
		const { delivery } = await deliverMany({ answer });
		expect(delivery.stopped).toBeUndefined();
		expect(tally(getCodes(delivery))).toEqual({ accepted: 1_000, delivery_failed: 9_000 });
	});
});

it.each([
	...['CERT_REVOKED', 'UNABLE_TO_GET_CRL', 'CRL_HAS_EXPIRED', 'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY'],
	...[
		'PATH_LENGTH_EXCEEDED',
		'ERR_OSSL_EVP_UNSUPPORTED',
		'ERR_INVALID_URL',
		'ERR_INVALID_PROTOCOL',
	],
])('what no retry can heal is not tried again: %s', async (code) => {
	const { requests, delivery } = await deliverMany({
		answer: () => ({ kind: 'networkFailure', message: code, code }),
	});
	expect(requests).toBeLessThanOrEqual(4);
	expect(delivery.stopped?.message).toContain(code);
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

describe('a request that shows that E-so is overloaded narrows the lanes, any other leaves them', () => {
	it.each<[string, Reply, number]>([
		['408', unavailable(undefined, 408), 3],
		['503', unavailable(undefined, 503), 3],
		['503 with a wait', unavailable('1', 503), 3],
		['504', unavailable(undefined, 504), 3],
		['no answer', lost(), 3],
		['500', unavailable(undefined, 500), 4],
		['502', unavailable(undefined, 502), 4],
		['425', unavailable(undefined, 425), 4],
	])('%s', async (_, reply, lanes) => {
		const answer = ({ number }: SentRequest) => (number === 1 ? reply : accepted());
		const { trial, delivery } = await deliverMany({ answer, latencyMs: 100 }, 1_200);
		expect(trial.api.requests.filter(({ startedAt }) => startedAt === 100)).toHaveLength(lanes);
		expect(tally(getCodes(delivery))).toEqual({ accepted: 1_200 });
	});
});
