import { refusing } from '../../support/delivery/esoModel';
import { createLead, leads, toNumber } from '../../support/delivery/leads';
import { deliverOne, model } from '../../support/delivery/oneBatch';
import { unauthorized } from '../../support/delivery/replies';

describe('a batch that is too large', () => {
	it('is halved until its parts fit, the other half by what is known by then', async () => {
		const { codes, trial } = await deliverOne(leads(100), model({ maxBodyBytes: 1_500 }));
		expect(codes).toEqual(Array(100).fill('accepted'));
		expect(trial.api.requests.map((request) => request.leads.length)).toEqual([
			100, 50, 25, 25, 25, 25,
		]);
	});

	it('lowers the limit for the batches that follow to what passes', async () => {
		const { maxBodyBytes } = await deliverOne(leads(100), model({ maxBodyBytes: 1_500 }));
		// Halfway between what passed and what did not: the limit is still being looked for.
		expect(maxBodyBytes).toBeLessThanOrEqual(1_900);
		expect(maxBodyBytes).toBeGreaterThan(1_100);
	});

	it('may hold one lead that is too large by itself: only that one is refused, with 413', async () => {
		const batch = [
			createLead(0),
			createLead(1),
			createLead(2, 'x'.repeat(2_000)),
			createLead(3),
			createLead(4),
		];
		const { outcome, codes } = await deliverOne(batch, model({ maxBodyBytes: 1_500 }));
		expect(codes).toEqual(['accepted', 'accepted', 'refused', 'accepted', 'accepted']);
		expect(outcome.outcomes[2]).toEqual({
			kind: 'rejected',
			rejection: {
				code: 'refused',
				message: 'E-so refused this lead: Payload Too Large',
				batch: 7,
				statusCode: 413,
				retryable: false,
			},
		});
		// The row of the batch tells why it is partial, not that the rest was accepted.
		expect(outcome).toMatchObject({ statusCode: 413, message: 'Payload Too Large' });
	});

	it('whose parts fit ends with the words of their acceptance', async () => {
		const { outcome } = await deliverOne(leads(100), model({ maxBodyBytes: 1_500 }));
		expect(outcome.statusCode).toBe(201);
	});

	it('that holds a single lead is refused at once', async () => {
		const { codes, trial } = await deliverOne(leads(1), model({ maxBodyBytes: 10 }));
		expect(codes).toEqual(['refused']);
		expect(trial.api.requests).toHaveLength(1);
	});

	it('may also hold a bad lead: it is found in its half', async () => {
		const refuses = refusing([toNumber(60)]);
		const { codes } = await deliverOne(leads(100), model({ maxBodyBytes: 4_000, refuses }));
		expect(codes.indexOf('refused')).toBe(60);
		expect(codes.filter((code) => code === 'accepted')).toHaveLength(99);
	});

	it('is halved though Isolate Refused Leads is off; only the refused half is rejected', async () => {
		const answer = model({ maxBodyBytes: 4_000, refuses: refusing([toNumber(60)]) });
		const { codes } = await deliverOne(leads(100), answer, { isolate: false });
		expect(codes.slice(0, 50)).toEqual(Array(50).fill('accepted'));
		expect(codes.slice(50)).toEqual(Array(50).fill('not_isolated'));
	});

	it('is not halved without end: 60 more requests at most', async () => {
		const { codes, outcome } = await deliverOne(leads(500), model({ maxBodyBytes: 10 }));
		expect(outcome.requests).toBeLessThanOrEqual(61);
		expect(codes).toHaveLength(500);
		expect(codes).not.toContain('accepted');
		// Smaller batches would not help: single leads were refused, too.
		for (const told of outcome.outcomes)
			expect(told).toEqual({
				kind: 'rejected',
				rejection: {
					code: 'refused',
					message: expect.stringMatching(/E-so refused this lead.* such as a proxy\.$/),
					batch: 7,
					statusCode: 413,
					retryable: true,
				},
			});
	});

	it('and full of bad leads takes no more requests than the leads that they settle pay for', async () => {
		const everyThird = leads(500).flatMap(({ item }) => (item % 3 === 0 ? [toNumber(item)] : []));
		const answer = model({ maxBodyBytes: 4_000, refuses: refusing(everyThird) });
		const { codes, outcome } = await deliverOne(leads(500), answer);
		const settled = codes.filter((code) => code !== 'not_isolated').length;
		expect(outcome.requests).toBeLessThanOrEqual(123 + 0.6 * settled);
		expect(codes).toHaveLength(500);
	});

	it('and meets a bad token on the way: the rest is not sent', async () => {
		const answer = model({ maxBodyBytes: 4_000 });
		const { codes, trial } = await deliverOne(leads(100), (request) =>
			request.number === 3 ? unauthorized() : answer(request),
		);
		expect(codes.slice(0, 50)).toEqual(Array(50).fill('accepted'));
		expect(codes.slice(50)).toEqual(Array(50).fill('not_sent'));
		expect(trial.api.requests).toHaveLength(3);
	});
});
