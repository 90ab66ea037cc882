import type { Reply } from '../../../nodes/EsoLeads/delivery/ports';
import { toNumber } from '../../support/delivery/leads';
import {
	deliverRefused,
	type Disturbance,
	type RefusedBatch,
} from '../../support/delivery/refusedBatch';
import {
	lost,
	rateLimited,
	tooLarge,
	unauthorized,
	unavailable,
} from '../../support/delivery/replies';
import { getCodes, itemsWith, tally } from '../../support/delivery/trial';

const BAD = 0;

/** To find a bad lead at the head of 500 takes requests 2 to 19. */
const DURING_ISOLATION = [2, 3, 5, 8, 11];

/** Answers `reply` from the request of that number on, up to `until`. */
function from(number: number, reply: Reply, until = Infinity): Disturbance {
	return (model) => (request) =>
		request.number >= number && request.number <= until ? reply : model.answer(request);
}

function expectAcceptedAreStored({ delivery, model }: RefusedBatch): void {
	const accepted = itemsWith('accepted', delivery).map(toNumber);
	expect([...model.stored].sort()).toEqual(accepted.sort());
}

describe('a bad token in the middle of isolation', () => {
	it.each(DURING_ISOLATION)(
		'at request %i: what was accepted stays, the rest is not sent',
		async (at) => {
			const isolated = await deliverRefused([BAD], 500, {}, from(at, unauthorized()));
			expectAcceptedAreStored(isolated);
			expect(isolated.trial.api.requests).toHaveLength(at);
			expect(isolated.delivery.stopped).toMatchObject({ statusCode: 401 });
			const { accepted = 0, not_sent = 0, ...others } = tally(getCodes(isolated.delivery));
			expect(others).toEqual({});
			expect(accepted + not_sent).toBe(500);
			expect(not_sent).toBeGreaterThan(0);
		},
	);

	it('does not undo what was found before', async () => {
		// The last of them are told apart with the last requests.
		const bad = [0, 90, 180, 270, 360, 450];
		const { batch } = await deliverRefused(bad);
		const late = from(batch.requests - 1, unauthorized());
		const { delivery } = await deliverRefused(bad, 500, {}, late);
		expect(itemsWith('refused', delivery).length).toBeGreaterThan(0);
		expect(itemsWith('not_sent', delivery).length).toBeGreaterThan(0);
	});
});

describe('an outage in the middle of isolation', () => {
	it('that passes costs nothing but time', async () => {
		const isolated = await deliverRefused([BAD], 500, {}, from(6, unavailable(), 8));
		expect(itemsWith('refused', isolated.delivery)).toEqual([BAD]);
		expectAcceptedAreStored(isolated);
		expect(isolated.model.stored.size).toBe(499);
		expect(isolated.batch.requests).toBeLessThanOrEqual(20 + 3);
	});

	it('that outlasts the retries leaves the leads of that request undelivered, and no others', async () => {
		const rules = { maxRetries: 2 };
		const isolated = await deliverRefused([BAD], 500, rules, from(2, unavailable(), 4));
		const [, lost] = isolated.trial.api.requests;
		expect(tally(getCodes(isolated.delivery))).toEqual({
			delivery_failed: lost?.leads.length,
			refused: 1,
			accepted: 499 - (lost?.leads.length ?? 0),
		});
		expectAcceptedAreStored(isolated);
		expect(isolated.delivery.stopped).toBeUndefined();
	});

	it('that continues leaves everything retryable, once the time for waiting is used up', async () => {
		const rules = { maxWaitMs: 20_000 };
		const { batch, trial } = await deliverRefused([BAD], 500, rules, from(3, unavailable()));
		for (const outcome of batch.outcomes)
			if (outcome.kind === 'rejected') expect(outcome.rejection.retryable).toBe(true);
		expect(trial.clock.waits.reduce((sum, wait) => sum + wait.ms, 0)).toBeLessThan(20_000);
	});

	it('is named as the reason when it ends the run', async () => {
		const rules = { maxRetries: 0, stopOnFailure: true };
		const { delivery } = await deliverRefused([BAD], 500, rules, from(3, unavailable()));
		expect(delivery.stopped).toMatchObject({ statusCode: 503, batch: 1 });
	});

	it('that ends the run ends the splitting, too', async () => {
		const rules = { maxRetries: 0, stopOnFailure: true };
		const { trial } = await deliverRefused([BAD], 500, rules, from(3, unavailable()));
		expect(trial.api.requests).toHaveLength(3);
	});
});

describe('a part that is too large, in the middle of isolation', () => {
	it('is split like a refused one, and no lead is lost', async () => {
		const isolated = await deliverRefused([BAD], 500, {}, from(3, tooLarge(), 3));
		expect(itemsWith('refused', isolated.delivery)).toEqual([BAD]);
		expect(isolated.model.stored.size).toBe(499);
	});
});

describe('a rate limit in the middle of isolation', () => {
	it('is waited for, and then the splitting goes on', async () => {
		const isolated = await deliverRefused([BAD], 500, {}, from(5, rateLimited('30'), 6));
		expect(itemsWith('refused', isolated.delivery)).toEqual([BAD]);
		const waits = isolated.trial.clock.waits.map((wait) => wait.ms);
		expect(waits.filter((ms) => ms >= 30_000)).toHaveLength(2);
	});
});

describe('an answer that is lost in the middle of isolation', () => {
	const storedButLost: Disturbance = (model) => (request) => {
		const reply = model.answer(request);
		return request.number === 3 ? lost() : reply;
	};

	it('is asked for again, which does no harm', async () => {
		const isolated = await deliverRefused([BAD], 500, {}, storedButLost);
		expect(itemsWith('refused', isolated.delivery)).toEqual([BAD]);
		expectAcceptedAreStored(isolated);
	});
});

describe('cancelling in the middle of isolation', () => {
	it.each(DURING_ISOLATION)('during request %i: no other request follows', async (at) => {
		const cancelling: Disturbance = (model, trial) => (request) => {
			if (request.number === at) trial().clock.after(50, trial().cancel);
			return model.answer(request);
		};
		const { delivery, trial } = await deliverRefused([BAD], 500, {}, cancelling);
		expect(trial.api.requests).toHaveLength(at);
		expect(trial.clock.elapsed()).toBe((at - 1) * 100 + 50);
		const counts = tally(getCodes(delivery));
		// The request that was broken off may have arrived.
		expect(counts['delivery_failed']).toBeGreaterThan(0);
		expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(500);
	});
});
