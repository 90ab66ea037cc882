import { refusing } from '../../support/delivery/esoModel';
import { createLead, leads, toNumber } from '../../support/delivery/leads';
import { deliverOne, model } from '../../support/delivery/oneBatch';
import { answered, rateLimited, unauthorized, unavailable } from '../../support/delivery/replies';
import { inOrder, type Answer } from '../../support/delivery/scriptedApi';

describe('a batch reports', () => {
	it('what E-so said, how many requests it took and how long', async () => {
		const { outcome } = await deliverOne(leads(3), inOrder(rateLimited('5')));
		expect(outcome).toEqual({
			number: 7,
			items: [0, 1, 2],
			outcomes: [{ kind: 'accepted' }, { kind: 'accepted' }, { kind: 'accepted' }],
			statusCode: 201,
			message: 'New Contacts successfully added!',
			requests: 2,
			durationMs: 5_200,
		});
	});

	it('the items that its leads stand for, in their order', async () => {
		const { outcome } = await deliverOne([createLead(4), createLead(9), createLead(2)], inOrder());
		expect(outcome.items).toEqual([4, 9, 2]);
	});

	it('what E-so refused, where it refused a part', async () => {
		const { outcome } = await deliverOne(leads(8), model({ refuses: refusing([toNumber(3)]) }));
		expect(outcome.statusCode).toBe(400);
		expect(outcome.message).toBe('contact number required validation failed');
		expect(outcome.requests).toBeGreaterThan(1);
	});
});

describe('of several answers to a batch, the one that is reported', () => {
	it('is the acceptance, where its parts were accepted in the end', async () => {
		const { outcome } = await deliverOne(leads(100), model({ maxBodyBytes: 4_000 }));
		expect(outcome.statusCode).toBe(201);
		expect(outcome.message).toBe('New Contacts successfully added!');
	});

	it('is what kept leads from a verdict, before what E-so refused', async () => {
		const take = model({ refuses: refusing([toNumber(3)]) });
		const answer: Answer = (request) => (request.number > 2 ? unavailable() : take(request));
		const { outcome } = await deliverOne(leads(8), answer, { maxRetries: 0 });
		expect(outcome.statusCode).toBe(503);
		expect(outcome.message).toContain('Service Unavailable');
	});

	it('is that it is too large, where nothing else was said', async () => {
		const { outcome } = await deliverOne(leads(4), model({ maxBodyBytes: 10 }));
		expect(outcome.statusCode).toBe(413);
	});
});

describe('a lead that was not accepted says', () => {
	it.each([
		[
			'that it was not sent',
			unauthorized(),
			'not_sent',
			401,
			true,
			'Not sent: UnAuthorized Access-Token!',
		],
		[
			'that E-so did not take it, and that it may try again',
			unavailable(),
			'delivery_failed',
			503,
			true,
			'Not delivered: Service Unavailable (after 0 retries)',
		],
		[
			'that E-so did not take it, and that trying again is of no use',
			answered(418, { message: 'A teapot' }),
			'delivery_failed',
			418,
			false,
			'Not delivered: A teapot',
		],
	])('%s', async (_, reply, code, statusCode, retryable, message) => {
		const { outcome } = await deliverOne(leads(2), () => reply, { maxRetries: 0 });
		const rejection = { code, message, batch: 7, statusCode, retryable };
		expect(outcome.outcomes).toEqual([
			{ kind: 'rejected', rejection },
			{ kind: 'rejected', rejection },
		]);
	});

	it('without a status where no answer came', async () => {
		const answer = () => ({ kind: 'networkFailure', message: 'read ECONNRESET' }) as const;
		const { outcome } = await deliverOne(leads(1), answer, { maxRetries: 0 });
		expect(outcome.statusCode).toBeUndefined();
		expect(outcome.outcomes[0]).not.toHaveProperty('rejection.statusCode');
	});
});
