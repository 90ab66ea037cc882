import { createEsoModel, refusing } from '../../support/delivery/esoModel';
import { leads, toNumber } from '../../support/delivery/leads';
import { deliverRefused } from '../../support/delivery/refusedBatch';
import { NUMBER_REQUIRED } from '../../support/delivery/replies';
import { draw, seededRandom } from '../../support/delivery/seededRandom';
import { createTrial, getCode, getCodes, itemsWith, tally } from '../../support/delivery/trial';

// The processor may be busy with other tests.
jest.setTimeout(60_000);

/** The request that was refused, 120 more, and six for ten leads that were settled by them. */
const mostRequests = (settled: number) => 122 + 0.6 * settled;

const everyOther = Array.from({ length: 250 }, (_, index) => 2 * index + 1);

describe('more bad leads than can be told apart', () => {
	it('take at most 120 extra requests, and six for ten leads that they settle', async () => {
		const random = seededRandom(1);
		for (const count of [8, 10, 20, 50, 100, 200]) {
			for (let time = 0; time < 5; time += 1) {
				const { batch, delivery, trial } = await deliverRefused(draw(count, 500, random));
				const settled = 500 - itemsWith('not_isolated', delivery).length;
				expect(trial.api.requests.length).toBe(batch.requests);
				expect(batch.requests).toBeLessThanOrEqual(mostRequests(settled));
			}
		}
	});

	it('leave a rest that is not isolated, and never call a good lead refused', async () => {
		const { delivery, batch, model } = await deliverRefused(everyOther);
		const refused = itemsWith('refused', delivery);
		const left = itemsWith('not_isolated', delivery);
		expect(batch.requests).toBeGreaterThan(61);
		expect(batch.requests).toBeLessThanOrEqual(mostRequests(500 - left.length));
		expect(left.length).toBeGreaterThan(0);
		expect(everyOther).toEqual(expect.arrayContaining(refused));
		expect(model.stored.size + refused.length + left.length).toBe(500);
	});

	it('say to send the rest again without the refused ones', async () => {
		const { batch } = await deliverRefused(everyOther);
		const rest = batch.outcomes.find((outcome) => getCode(outcome) === 'not_isolated');
		expect(rest).toMatchObject({
			rejection: { code: 'not_isolated', batch: 1, statusCode: 400, retryable: true },
		});
		expect(rest).toMatchObject({
			rejection: { message: expect.stringContaining(NUMBER_REQUIRED) as string },
		});
		expect(rest).toMatchObject({
			rejection: {
				message: expect.stringMatching(
					/Correct the leads that are 'refused', .* smaller 'Batch Size'/,
				) as string,
			},
		});
	});

	it('still let most of the good leads through first', async () => {
		const { model } = await deliverRefused(draw(10, 500, seededRandom(10)));
		expect(model.stored.size).toBeGreaterThan(400);
	});
});

describe('batches that E-so refuses after it has accepted others', () => {
	const allBad = (from: number) =>
		createEsoModel({
			refuses: refusing(
				leads(20_000)
					.slice(from)
					.map(({ item }) => toNumber(item)),
			),
		});

	it.each([1, 4, 10])(
		'take ever fewer requests while nothing of them is accepted, in %i lanes',
		async (concurrency) => {
			const random = seededRandom(concurrency);
			const trial = createTrial({ answer: allBad(500).answer, random, rules: { concurrency } });
			const delivery = await trial.deliver(leads(20_000));
			expect(delivery.stopped).toBeUndefined();
			const counts = tally(getCodes(delivery));
			expect(counts['accepted']).toBe(500);
			expect((counts['refused'] ?? 0) + (counts['not_isolated'] ?? 0)).toBe(19_500);
			expect(trial.api.requests.length).toBeLessThanOrEqual(concurrency === 1 ? 320 : 900);
		},
	);

	it('are split as before once a part of one is accepted again', async () => {
		const bad = leads(5_000).flatMap(({ item }) =>
			(item >= 500 && item < 3_000) || (item >= 3_000 && item % 50 === 0) ? [toNumber(item)] : [],
		);
		const trial = createTrial({
			answer: createEsoModel({ refuses: refusing(bad) }).answer,
			random: seededRandom(3),
		});
		const delivery = await trial.deliver(leads(5_000));
		const counts = tally(getCodes(delivery));
		expect(counts['accepted'] ?? 0).toBeGreaterThan(0.95 * (5_000 - bad.length));
	});

	it('may use what batches before them did not need', async () => {
		const bad = draw(200, 500, seededRandom(7)).map((item) => item + 4_500);
		const trial = createTrial({
			answer: createEsoModel({ refuses: refusing(bad.map(toNumber)) }).answer,
			random: seededRandom(7),
		});
		const delivery = await trial.deliver(leads(5_000));
		expect(itemsWith('refused', delivery)).toEqual(bad);
		expect(itemsWith('accepted', delivery)).toHaveLength(5_000 - bad.length);
	});
});

describe('with Isolate Refused Leads off', () => {
	it('a refused batch takes one request, and its leads stay together', async () => {
		const { delivery, batch, model } = await deliverRefused([3], 500, { isolate: false });
		expect(tally(getCodes(delivery))).toEqual({ not_isolated: 500 });
		expect(batch.requests).toBe(1);
		expect(model.stored.size).toBe(0);
		expect(batch.outcomes[0]).toMatchObject({
			rejection: { batch: 1, statusCode: 400, retryable: true },
		});
	});

	it('the leads say which option would find the bad ones', async () => {
		const { batch } = await deliverRefused([3], 500, { isolate: false });
		const [outcome] = batch.outcomes;
		if (outcome?.kind !== 'rejected') throw new Error('the lead was accepted');
		expect(outcome.rejection.message).toContain(NUMBER_REQUIRED);
		expect(outcome.rejection.message).toContain("'Isolate Refused Leads'");
	});

	it('a lead that travelled alone is refused all the same', async () => {
		const { delivery } = await deliverRefused([0], 1, { isolate: false });
		expect(getCodes(delivery)).toEqual(['refused']);
	});
});
