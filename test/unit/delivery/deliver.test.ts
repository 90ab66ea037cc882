import { getEventListeners } from 'node:events';
import { deliver } from '../../../nodes/EsoLeads/delivery/deliver';
import type { QueuedLead } from '../../../nodes/EsoLeads/delivery/outcome';
import { createEsoModel } from '../../support/delivery/esoModel';
import { leads } from '../../support/delivery/leads';
import { accepted, rateLimited, unavailable } from '../../support/delivery/replies';
import type { SentRequest } from '../../support/delivery/scriptedApi';
import { seededRandom } from '../../support/delivery/seededRandom';
import { getCodes, createTrial, type Trial } from '../../support/delivery/trial';

function starts(trial: Trial): number[] {
	return trial.api.requests.map((request) => request.startedAt);
}

/** The item of the first lead of a request: tells which batch it carries. */
function firstItem({ leads: [lead] }: SentRequest): number {
	return Number(lead?.contact_number) - 9_100_000_000;
}

describe('a run', () => {
	it('without leads sends nothing', async () => {
		const trial = createTrial();
		expect(await trial.deliver([])).toEqual({ batches: [], stopped: undefined });
		expect(trial.api.requests).toHaveLength(0);
	});

	it('sends every lead once, in batches', async () => {
		const trial = createTrial({ rules: { concurrency: 4 } });
		const { batches, stopped } = await trial.deliver(leads(1_200));
		expect(batches.map((batch) => batch.items.length)).toEqual([500, 500, 200]);
		expect(batches.flatMap((batch) => batch.items)).toEqual(leads(1_200).map((lead) => lead.item));
		expect(trial.api.requests.map((request) => request.leads.length)).toEqual([500, 500, 200]);
		expect(stopped).toBeUndefined();
	});

	it('reports batches in their order, whichever ends first', async () => {
		const latencyMs = ({ number }: SentRequest) => 1_000 - 100 * number;
		const trial = createTrial({ rules: { concurrency: 4, batchSize: 1 }, latencyMs });
		const { batches } = await trial.deliver(leads(4));
		expect(batches.map((batch) => batch.number)).toEqual([1, 2, 3, 4]);
		expect(batches.map((batch) => batch.durationMs)).toEqual([900, 800, 700, 600]);
	});

	it('begins with four requests at once, and widens by one with each round that succeeds', async () => {
		const trial = createTrial({ rules: { concurrency: 10, batchSize: 1 } });
		await trial.deliver(leads(59));
		const rounds = new Map<number, number>();
		for (const start of starts(trial)) rounds.set(start, (rounds.get(start) ?? 0) + 1);
		expect([...rounds.values()]).toEqual([4, 5, 6, 7, 8, 9, 10, 10]);
	});

	it.each([1, 2, 4])(
		'of %i concurrent requests has so many under way, and never more',
		async (concurrency) => {
			const trial = createTrial({ rules: { concurrency, batchSize: 1 } });
			await trial.deliver(leads(40));
			expect(trial.api.mostUnderWay()).toBe(concurrency);
			expect(trial.clock.elapsed()).toBe((40 / concurrency) * 100);
		},
	);

	it('goes on with other batches while one waits for its retry', async () => {
		const answer = (request: SentRequest) =>
			request.number === 1 ? unavailable('60') : accepted();
		const trial = createTrial({ answer, rules: { concurrency: 2, batchSize: 1 } });
		const { batches } = await trial.deliver(leads(10));
		expect(trial.api.requests.at(-1)).toMatchObject({ number: 11, startedAt: 60_100 });
		expect(batches.every((batch) => batch.statusCode === 201)).toBe(true);
	});

	it('leaves nothing behind on the cancel signal, which outlives it', async () => {
		const trial = createTrial();
		const { signal } = new AbortController();
		const ports = { ...trial.begin().ports, cancelled: signal };
		await deliver(leads(1).values(), trial.begin().rules, ports);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});
});

describe('preparing overlaps with sending', () => {
	interface Pull {
		item: number;
		underWay: number;
		/** Batches that have started to travel. */
		posted: number;
	}

	async function watchPulls(count: number, concurrency: number): Promise<Pull[]> {
		const trial = createTrial({ rules: { batchSize: 10, concurrency } });
		const pulls: Pull[] = [];
		function* source(): Generator<QueuedLead> {
			for (const lead of leads(count)) {
				const { underWay, requests } = trial.api;
				pulls.push({ item: lead.item, underWay: underWay(), posted: requests.length });
				yield lead;
			}
		}
		await trial.deliver(source());
		return pulls;
	}

	it('batch 2 is prepared while batch 1 travels', async () => {
		const pulls = await watchPulls(100, 1);
		for (const { item, underWay } of pulls) expect(underWay).toBe(item < 10 ? 0 : 1);
	});

	it('the first request is on its way before the second batch is prepared', async () => {
		const pulls = await watchPulls(40, 4);
		expect(pulls.find(({ item }) => item === 10)).toMatchObject({ underWay: 1, posted: 1 });
	});

	it.each([1, 4])(
		'with %i lanes, one batch ahead for each of them and no more',
		async (concurrency) => {
			const pulls = await watchPulls(400, concurrency);
			const ahead = pulls.map(({ item, posted }) => Math.floor(item / 10) + 1 - posted);
			expect(Math.max(...ahead)).toBe(concurrency);
		},
	);
});

describe('a 413', () => {
	it('lowers the limit for the batches that follow, so that they are not refused too', async () => {
		const model = createEsoModel({ maxBodyBytes: 3_000 });
		const trial = createTrial({ answer: model.answer, rules: { batchSize: 100 } });
		const delivery = await trial.deliver(leads(1_000));
		expect(getCodes(delivery)).toEqual(Array(1_000).fill('accepted'));
		const tooLarge = trial.api.requests.filter((request) => request.body.length > 3_000);
		// Of the batches that follow only those are refused that find out how much is too much.
		expect(new Set(tooLarge.map(firstItem)).size).toBeLessThanOrEqual(4);
		expect(trial.api.requests.length).toBeLessThanOrEqual(32);
	});
});

describe('a 429', () => {
	const limitedAt = (number: number) => (request: SentRequest) =>
		request.number === number ? rateLimited('10') : accepted();

	it('pauses every lane for as long as the server asks', async () => {
		const latencyMs = ({ number }: SentRequest) => 100 + number;
		const rules = { concurrency: 4, batchSize: 1 };
		const trial = createTrial({ answer: limitedAt(1), latencyMs, rules });
		const { batches } = await trial.deliver(leads(20));
		expect(starts(trial).slice(0, 4)).toEqual([0, 0, 0, 0]);
		expect(Math.min(...starts(trial).slice(4))).toBe(101 + 10_000);
		expect(batches.every((batch) => batch.statusCode === 201)).toBe(true);
	});

	it('halves the lanes, which grow back by one after each ten requests that succeed', async () => {
		const trial = createTrial({ answer: limitedAt(41), rules: { concurrency: 4, batchSize: 1 } });
		await trial.deliver(leads(80));
		const waves = new Map<number, number>();
		for (const start of starts(trial)) waves.set(start, (waves.get(start) ?? 0) + 1);
		// Of the round that met the limit three succeeded after the halving: seven more make ten.
		expect([...waves.values()].slice(10, 21)).toEqual([4, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
	});

	it('of all lanes at once halves them once, and costs one wait', async () => {
		const answer = ({ number }: SentRequest) => (number <= 4 ? rateLimited('10') : accepted());
		const rules = { concurrency: 4, batchSize: 1, maxWaitMs: 10_000 };
		const trial = createTrial({ answer, rules });
		const { batches } = await trial.deliver(leads(4));
		expect(starts(trial)).toEqual([0, 0, 0, 0, 10_100, 10_100, 10_200, 10_200]);
		expect(batches.every((batch) => batch.statusCode === 201)).toBe(true);
	});

	it('to one request in a hundred, by chance, does not slow a run down for good', async () => {
		const random = seededRandom(1);
		const answer = () => (random() < 0.01 ? rateLimited('1') : accepted());
		const rules = { concurrency: 10, batchSize: 1 };
		const trial = createTrial({ answer, random, rules, latencyMs: 10 });
		const { batches } = await trial.deliver(leads(2_000));
		expect(batches.every((batch) => batch.statusCode === 201)).toBe(true);
		// Twenty pauses of a second, and as long again for what follows each of them.
		expect(trial.clock.elapsed()).toBeLessThan(60_000);
	});

	it('whose waits together pass Max Wait ends the run', async () => {
		const rules = { concurrency: 4, batchSize: 1, maxWaitMs: 19_999 };
		const trial = createTrial({ answer: () => rateLimited('10'), rules });
		const { stopped } = await trial.deliver(leads(20));
		expect(trial.clock.elapsed()).toBe(10_200);
		expect(stopped).toMatchObject({ statusCode: 429 });
	});
});
