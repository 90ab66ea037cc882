import { deliverRefused } from '../../support/delivery/refusedBatch';
import { NUMBER_REQUIRED } from '../../support/delivery/replies';
import { draw, seededRandom } from '../../support/delivery/seededRandom';
import { getCode, getCodes, itemsWith, tally } from '../../support/delivery/trial';

// The processor may be busy with other tests.
jest.setTimeout(60_000);

/** The request that was refused, 60 more, and two for three leads that were settled by them. */
const mostRequests = (settled: number) => 62 + 0.7 * settled;

const everyOther = Array.from({ length: 250 }, (_, index) => 2 * index + 1);

describe('more bad leads than can be told apart', () => {
	it('take at most 60 extra requests, and two for three leads that they settle', async () => {
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

	it('are told to send the rest again without the refused ones', async () => {
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

	it('the leads are told which option would find the bad ones', async () => {
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
