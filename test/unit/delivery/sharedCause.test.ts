import type { Delivery } from '../../../nodes/EsoLeads/delivery/deliver';
import { keepCustomFields, listCustomFields } from '../../../nodes/EsoLeads/lead/prepareLead';
import type { Rejection } from '../../../nodes/EsoLeads/lead/refusals';
import { createEsoModel } from '../../support/delivery/esoModel';
import { leads, toNumber } from '../../support/delivery/leads';
import { accepted, refused, tooLarge } from '../../support/delivery/replies';
import type { Answer, SentLead } from '../../support/delivery/scriptedApi';
import { draw, seededRandom } from '../../support/delivery/seededRandom';
import { getCodes, createTrial, tally, type TrialPlan } from '../../support/delivery/trial';

const customFields = { names: listCustomFields, keep: keepCustomFields };

async function deliverAll(
	count: number,
	answer: Answer,
	{ noteFor, ...plan }: TrialPlan & { noteFor?: (item: number) => string } = {},
) {
	const rules = { concurrency: 10, ...plan.rules };
	const random = seededRandom(count);
	const trial = createTrial({ answer, random, latencyMs: 10, customFields, ...plan, rules });
	const fields = { name: 'Asha', city: 'Pune', score: 3, tags: 'a' };
	const all = leads(count).map(({ item }) => {
		const note = noteFor?.(item) ?? 'b';
		const json = JSON.stringify({
			origin: 'UPLOAD',
			contact_number: toNumber(item),
			...fields,
			note,
		});
		return { item, json, bytes: json.length };
	});
	const delivery = await trial.deliver(all);
	const counts = tally(getCodes(delivery));
	return { trial, delivery, counts, requests: trial.api.requests.length };
}

function rejectionsOf({ batches }: Delivery): Rejection[] {
	const outcomes = batches.flatMap((batch) => batch.outcomes);
	return outcomes.flatMap((outcome) => (outcome.kind === 'rejected' ? [outcome.rejection] : []));
}

const everyOne: Answer = ({ number }) => refused(`Request ${number}: unknown channel`);

function refusingField(field: string): Answer {
	const isBad = (lead: SentLead) => field in lead;
	return ({ leads: sent }) =>
		sent.some(isBad) ? refused('Boolean, String and Number fields!', 417) : accepted();
}

describe('a cause that all leads share', () => {
	it.each([1_000, 20_000, 100_000])(
		'is found in at most 80 requests for %i leads',
		async (count) => {
			const { counts, delivery, requests } = await deliverAll(count, everyOne);
			expect(requests).toBeLessThanOrEqual(80);
			expect(delivery.stopped).toMatchObject({ statusCode: 400 });
			expect((counts['refused'] ?? 0) + (counts['not_sent'] ?? 0)).toBe(count);
		},
	);

	it.each([
		{ concurrency: 1 },
		{ concurrency: 4, batchSize: 20 },
		{ concurrency: 10, batchSize: 1 },
		{ concurrency: 10, batchSize: 3 },
		{ concurrency: 4, batchSize: 100, isolate: false },
		{ concurrency: 4, stopOnFailure: true },
	])('is found with %j too', async (rules) => {
		const { delivery, requests } = await deliverAll(20_000, everyOne, { rules });
		expect(requests).toBeLessThanOrEqual(80);
		expect(delivery.stopped?.message).toContain('unknown channel');
	});

	it("names E-so's words, and what to look at", async () => {
		const { delivery } = await deliverAll(2_000, everyOne);
		for (const words of ['unknown channel', "'Support Channel Key'", "'Contact Number Keys'"])
			expect(delivery.stopped?.message).toContain(words);
	});

	it.each(['name', 'city', 'score', 'tags', 'note'])(
		'is named where it is the field %s',
		async (field) => {
			const { delivery, requests } = await deliverAll(2_000, refusingField(field));
			expect(delivery.stopped?.message).toContain(`the field '${field}'`);
			expect(delivery.stopped?.statusCode).toBe(417);
			expect(requests).toBeLessThanOrEqual(80);
		},
	);

	it('is named in a run of a single batch as well, which has failed then', async () => {
		const { delivery, counts } = await deliverAll(400, refusingField('tags'));
		expect(counts).toEqual({ refused: 400 });
		expect(delivery.stopped).toMatchObject({ message: expect.stringContaining("field 'tags'") });
		const told = delivery.batches.flatMap(({ outcomes }) => outcomes);
		expect(
			told.filter((outcome) => JSON.stringify(outcome).includes("field 'tags'")).length,
		).toBeGreaterThan(380);
	});

	it('says which lead E-so has now without its fields', async () => {
		const { delivery, trial } = await deliverAll(2_000, refusingField('tags'));
		const stored = trial.api.requests.filter(
			({ leads: [lead] }) => lead !== undefined && !('tags' in lead),
		);
		expect(new Set(stored.map(({ leads: [lead] }) => lead?.contact_number)).size).toBe(1);
		const told = delivery.batches
			.flatMap(({ outcomes }) => outcomes)
			.filter((outcome) => JSON.stringify(outcome).includes('E-so accepted that'));
		// Sent again it would look accepted, and E-so would go on without its fields.
		expect(told).toMatchObject([{ rejection: { code: 'refused', retryable: false } }]);
	});

	it('is not named where E-so takes whatever it has by now', async () => {
		const known = new Set<string>();
		const { delivery } = await deliverAll(2_000, (request) => {
			const [lead] = request.leads;
			if (request.leads.length === 1 && lead !== undefined && known.has(lead.contact_number))
				return accepted();
			const reply = refusingField('tags')(request);
			if (reply.kind === 'answered' && reply.statusCode === 201 && lead !== undefined)
				known.add(lead.contact_number);
			return reply;
		});
		expect(delivery.stopped?.message).not.toContain('the field');
		expect(delivery.stopped?.message).toContain("'Support Channel Key'");
	});
});

describe('no such cause is seen', () => {
	it('where E-so accepts one lead in four', async () => {
		const good = new Set(
			leads(2_000).flatMap(({ item }) => (item % 4 === 3 ? [toNumber(item)] : [])),
		);
		const answer: Answer = ({ leads: sent }) =>
			sent.every(({ contact_number: number }) => good.has(number)) ? accepted() : refused();
		const { delivery } = await deliverAll(2_000, answer, { rules: { batchSize: 40 } });
		expect(delivery.stopped).toBeUndefined();
		expect(tally(getCodes(delivery))['accepted']).toBe(500);
	});

	it('in nine runs of ten where E-so refuses nine leads in ten', async () => {
		const seeds = Array.from({ length: 20 }, (_, seed) => seed);
		const stops = seeds.map(async (seed) => {
			const bad = new Set(draw(450, 500, seededRandom(seed)).map(toNumber));
			const isBad = ({ contact_number: number }: SentLead) => bad.has(number);
			const { delivery } = await deliverAll(
				500,
				({ leads: sent }) => (sent.some(isBad) ? refused() : accepted()),
				{ random: seededRandom(seed + 100) },
			);
			return delivery.stopped !== undefined;
		});
		expect((await Promise.all(stops)).filter(Boolean).length).toBeLessThanOrEqual(2);
	});

	it('once a lead has been accepted, though whole batches are refused afterwards', async () => {
		const bad = leads(5_000)
			.slice(500)
			.map(({ item }) => [toNumber(item), 'No'] as const);
		const model = createEsoModel({ refuses: new Map(bad) });
		const { delivery } = await deliverAll(5_000, model.answer, { rules: { concurrency: 1 } });
		expect(delivery.stopped).toBeUndefined();
	});
});

describe('a 413 to everything', () => {
	it.each([1, 4, 10])('ends the run in at most 80 requests, in %i lanes', async (concurrency) => {
		const { delivery, requests, counts } = await deliverAll(10_000, () => tooLarge(), {
			rules: { concurrency },
		});
		expect(requests).toBeLessThanOrEqual(80);
		expect(delivery.stopped?.message).toContain('refuses even single leads as too large');
		expect(counts['accepted']).toBeUndefined();
		// What was not sent is not cut into batches of a lead each.
		expect(delivery.batches.length).toBeLessThanOrEqual(40);
	});

	it.each([
		{ concurrency: 1 },
		{ concurrency: 4 },
		{ concurrency: 10 },
		{ concurrency: 10, batchSize: 7 },
		{ concurrency: 4, batchSize: 1 },
	])('ends the run as soon after the first batch was accepted, with %j', async (rules) => {
		const { delivery, requests, counts } = await deliverAll(
			10_000,
			({ number }) => (number === 1 ? accepted() : tooLarge()),
			{ rules },
		);
		expect(requests).toBeLessThanOrEqual(80);
		expect(delivery.stopped?.message).toContain('refuses even single leads as too large');
		expect(counts['accepted']).toBe(rules.batchSize ?? 500);
	});

	it('but to leads that are large by themselves goes on with the others', async () => {
		const { delivery, counts } = await deliverAll(
			2_000,
			({ body }) => (body.length > 8_000 ? tooLarge() : accepted()),
			{ rules: { concurrency: 1 }, noteFor: (item) => (item < 20 ? 'x'.repeat(9_000) : 'b') },
		);
		expect(delivery.stopped).toBeUndefined();
		expect(counts).toEqual({ accepted: 1_980, refused: 20 });
	});

	it.each([1, 2, 4, 10])(
		'for the first 40 requests costs no lead and few requests, in %i lanes',
		async (concurrency) => {
			const { requests, counts } = await deliverAll(
				10_000,
				({ number }) => (number <= 40 ? tooLarge() : accepted()),
				{ rules: { concurrency } },
			);
			expect(counts).toEqual({ accepted: 10_000 });
			expect(requests).toBeLessThanOrEqual(150);
		},
	);

	it('fails a run of a single batch as well, and says so of each lead', async () => {
		const { delivery, counts } = await deliverAll(400, () => tooLarge());
		expect(counts).toEqual({ refused: 400 });
		expect(delivery.stopped?.message).toContain('even single leads as too large');
		for (const outcome of delivery.batches.flatMap(({ outcomes }) => outcomes))
			expect(JSON.stringify(outcome)).toContain('such as a proxy');
	});
});

describe('a 413 that has nothing to do with the size', () => {
	const lanes = [1, 2, 4, 10];
	const atRandom = (share: number): Answer => {
		const random = seededRandom(413);
		return () => (random() < share ? tooLarge() : accepted());
	};

	it.each(lanes)('to every other request is met by repeating, in %i lanes', async (concurrency) => {
		for (const odd of [0, 1]) {
			const { counts, requests } = await deliverAll(
				10_000,
				({ number }) => (number % 2 === odd ? tooLarge() : accepted()),
				{ rules: { concurrency } },
			);
			expect(counts).toEqual({ accepted: 10_000 });
			expect(requests).toBeLessThanOrEqual(150);
		}
	});

	it.each([5, 10, 30, 50])('at random, to %i % of the requests, costs no lead', async (percent) => {
		for (const concurrency of lanes) {
			const { counts, requests } = await deliverAll(100_000, atRandom(percent / 100), {
				rules: { concurrency },
			});
			expect(counts).toEqual({ accepted: 100_000 });
			expect(requests).toBeLessThanOrEqual(200 / (1 - percent / 100) + 150);
		}
	});

	it.each(
		[1, 4, 10].flatMap((concurrency) =>
			[70, 80, 90, 95].map((percent) => ({ concurrency, percent })),
		),
	)(
		'at random, to $percent % of the requests, leaves no lead that may not be sent again, in $concurrency lanes',
		async ({ concurrency, percent }) => {
			const { delivery, counts, requests } = await deliverAll(1_000, atRandom(percent / 100), {
				rules: { concurrency },
			});
			expect(requests).toBeLessThanOrEqual(300);
			const { accepted: taken = 0 } = counts;
			expect(rejectionsOf(delivery)).toHaveLength(1_000 - taken);
			for (const { retryable } of rejectionsOf(delivery)) expect(retryable).toBe(true);
		},
	);

	it.each([
		{ concurrency: 1, batchSize: 500 },
		{ concurrency: 4, batchSize: 500, isolate: false },
		{ concurrency: 4, batchSize: 20 },
	])('to four requests of five does not cost a request for each lead, with %j', async (rules) => {
		const { delivery, requests } = await deliverAll(
			10_000,
			({ number }) => (number % 5 === 0 ? accepted() : tooLarge()),
			{ rules },
		);
		expect(requests).toBeLessThanOrEqual(1_200);
		for (const { retryable } of rejectionsOf(delivery)) expect(retryable).toBe(true);
	});

	it('but to more than one lead at a time still gets every lead through', async () => {
		for (const rules of [{ concurrency: 1 }, { concurrency: 4, isolate: false }]) {
			const { counts, requests } = await deliverAll(
				2_000,
				({ leads: sent }) => (sent.length > 1 ? tooLarge() : accepted()),
				{ rules },
			);
			expect(counts).toEqual({ accepted: 2_000 });
			expect(requests).toBeLessThanOrEqual(2_120);
		}
	});

	it('is not repeated for ever where the limit was lowered in the middle of a run', async () => {
		const { counts, requests } = await deliverAll(20_000, ({ number, body }) =>
			number > 20 && body.length > 10_000 ? tooLarge() : accepted(),
		);
		const ideal = await deliverAll(20_000, ({ body }) =>
			body.length > 10_000 ? tooLarge() : accepted(),
		);
		expect(counts).toEqual({ accepted: 20_000 });
		expect(requests).toBeLessThanOrEqual(1.2 * ideal.requests);
	});

	it('but with a lead that is refused as too large wherever it is costs little more than to find it', async () => {
		const large: Answer = ({ leads: sent }) =>
			sent.some(({ note }) => String(note).length > 900) ? tooLarge() : accepted();
		const noteFor = (item: number) => (item % 50 === 7 ? 'x'.repeat(1_000) : 'b');
		const { counts, requests } = await deliverAll(2_000, large, { noteFor });
		expect(counts).toEqual({ accepted: 1_960, refused: 40 });
		expect(requests).toBeLessThanOrEqual(600);
	});
});
