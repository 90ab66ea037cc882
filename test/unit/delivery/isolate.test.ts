import { createEsoModel } from '../../support/delivery/esoModel';
import { leads, toNumber } from '../../support/delivery/leads';
import { deliverRefused, onlyBatch } from '../../support/delivery/refusedBatch';
import { NUMBER_REQUIRED } from '../../support/delivery/replies';
import { draw, seededRandom } from '../../support/delivery/seededRandom';
import { getCodes, createTrial, itemsWith, tally } from '../../support/delivery/trial';

// The processor may be busy with other tests.
jest.setTimeout(60_000);

/** The items from `first` on. */
function run(count: number, first = 0): number[] {
	return Array.from({ length: count }, (_, index) => first + index);
}

describe('one bad lead', () => {
	it('among 500 is found at its beginning, its end and between, the others are accepted, in at most 20 requests', async () => {
		for (const position of [0, 1, 124, 249, 250, 251, 374, 498, 499]) {
			const { delivery, batch, model } = await deliverRefused([position]);
			expect(itemsWith('refused', delivery)).toEqual([position]);
			expect(itemsWith('accepted', delivery)).toHaveLength(499);
			expect(model.stored.size).toBe(499);
			expect(batch.requests).toBeLessThanOrEqual(20);
		}
	});

	it('at the very end takes no request for what is known already', async () => {
		// Of a refused group of which a part is accepted the rest must be to blame: it is not sent whole.
		const { batch } = await deliverRefused([255], 256);
		expect(batch.requests).toBeLessThanOrEqual(14);
	});

	it("is rejected in E-so's words, with its batch and status, and not to be sent again", async () => {
		const { batch } = await deliverRefused([321]);
		expect(batch.outcomes[321]).toEqual({
			kind: 'rejected',
			rejection: {
				code: 'refused',
				message: `E-so refused this lead: ${NUMBER_REQUIRED}`,
				batch: 1,
				statusCode: 400,
				retryable: false,
			},
		});
	});

	it('that travels alone is refused at once', async () => {
		const { delivery, batch } = await deliverRefused([0], 1);
		expect(getCodes(delivery)).toEqual(['refused']);
		expect(batch.requests).toBe(1);
	});

	it.each([417, 422])('is found by a %i too, and has that status', async (refusalStatus) => {
		const refuses = new Map([[toNumber(7), 'Not a field']]);
		const trial = createTrial({ answer: createEsoModel({ refuses, refusalStatus }).answer });
		const delivery = await trial.deliver(leads(20));
		expect(itemsWith('refused', delivery)).toEqual([7]);
		expect(onlyBatch(delivery).outcomes[7]).toMatchObject({
			rejection: { statusCode: refusalStatus, message: 'E-so refused this lead: Not a field' },
		});
	});
});

describe('several bad leads', () => {
	it('are told apart in every combination that a small batch can hold', async () => {
		for (const count of run(6, 1)) {
			for (const combination of run(2 ** count)) {
				const bad = run(count).filter((item) => combination & (1 << item));
				const { delivery } = await deliverRefused(bad, count);
				expect(itemsWith('refused', delivery)).toEqual(bad);
				expect(itemsWith('accepted', delivery)).toHaveLength(count - bad.length);
			}
		}
	});

	it.each([2, 3, 4])('%i among 500 are all found, wherever they are', async (count) => {
		const random = seededRandom(count);
		for (let time = 0; time < 25; time += 1) {
			const bad = draw(count, 500, random);
			const { delivery } = await deliverRefused(bad);
			expect(itemsWith('refused', delivery)).toEqual(bad);
			expect(itemsWith('accepted', delivery)).toHaveLength(500 - count);
		}
	});

	it.each(run(6, 5))('%i among 500 cost no good lead its good name', async (count) => {
		const random = seededRandom(count);
		for (let time = 0; time < 10; time += 1) {
			const bad = draw(count, 500, random);
			const { delivery, model } = await deliverRefused(bad);
			const refused = itemsWith('refused', delivery);
			const left = itemsWith('not_isolated', delivery);
			expect(bad).toEqual(expect.arrayContaining(refused));
			expect([...refused, ...left]).toEqual(expect.arrayContaining(bad));
			expect(model.stored.size).toBe(500 - refused.length - left.length);
			expect(model.stored.size).toBeGreaterThanOrEqual(400);
		}
	});

	it.each(run(23, 2))(
		'%i side by side at the head of the batch are not taken for a fault of the mapping',
		async (count) => {
			const { delivery } = await deliverRefused(run(count));
			expect(itemsWith('refused', delivery)).toEqual(run(count));
			expect(itemsWith('accepted', delivery)).toHaveLength(500 - count);
		},
	);

	it.each([250, 333, 400])(
		'at the head and one more at %i, so that both halves are refused, are not either',
		async (other) => {
			const bad = [...run(10), other];
			const { delivery } = await deliverRefused(bad);
			const refused = itemsWith('refused', delivery);
			expect(bad).toEqual(expect.arrayContaining(refused));
			expect(itemsWith('accepted', delivery).length).toBeGreaterThan(450);
		},
	);

	it('that fill a whole half are not taken for a fault of the mapping either', async () => {
		const { delivery } = await deliverRefused(run(250));
		expect(itemsWith('accepted', delivery)).toHaveLength(250);
		expect(run(250)).toEqual(expect.arrayContaining(itemsWith('refused', delivery)));
	});

	it('each get the words that E-so has for them', async () => {
		const refuses = new Map([1, 4, 6].map((item) => [toNumber(item), `Reason ${item}`]));
		const trial = createTrial({ answer: createEsoModel({ refuses }).answer });
		const { outcomes } = onlyBatch(await trial.deliver(leads(8)));
		for (const item of [1, 4, 6])
			expect(outcomes[item]).toMatchObject({
				rejection: { code: 'refused', message: `E-so refused this lead: Reason ${item}` },
			});
	});
});

describe('a batch of which E-so refuses every lead', () => {
	it('is refused as a whole, in at most 25 requests', async () => {
		const { delivery, batch } = await deliverRefused(run(500));
		expect(tally(getCodes(delivery))).toEqual({ refused: 500 });
		expect(batch.requests).toBeLessThanOrEqual(25);
	});

	it('tells which leads were refused alone; all can be sent again when the cause is mended', async () => {
		const { batch, trial } = await deliverRefused(run(500));
		const alone = trial.api.requests.filter((request) => request.leads.length === 1).length;
		const rejections = batch.outcomes.map((outcome) =>
			outcome.kind === 'rejected' ? outcome.rejection : undefined,
		);
		const own = `E-so refused this lead: ${NUMBER_REQUIRED}. Check what all leads share`;
		const isAlone = rejections.filter((rejection) => rejection?.message.startsWith(own));
		expect(isAlone).toHaveLength(alone);
		for (const rejection of rejections) {
			expect(rejection?.message).toContain(NUMBER_REQUIRED);
			expect(rejection?.message).toContain("'Support Channel Key'");
			expect(rejection?.retryable).toBe(true);
		}
	});

	it('in words that differ for each lead is refused as a whole just the same', async () => {
		const refuses = new Map(
			leads(500).map(({ item }) => [toNumber(item), `Request ${item}: not valid`]),
		);
		const trial = createTrial({ answer: createEsoModel({ refuses }).answer });
		const delivery = await trial.deliver(leads(500));
		expect(itemsWith('refused', delivery)).toHaveLength(500);
		expect(trial.api.requests.length).toBeLessThanOrEqual(25);
	});

	it('is sent lead by lead where the budget allows it', async () => {
		const { delivery, trial } = await deliverRefused(run(40), 40);
		const alone = trial.api.requests.filter((request) => request.leads.length === 1);
		expect(alone).toHaveLength(40);
		expect(itemsWith('refused', delivery)).toHaveLength(40);
	});
});
