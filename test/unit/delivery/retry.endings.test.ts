import { send } from '../../../nodes/EsoLeads/delivery/batches';
import type { SendOutcome } from '../../../nodes/EsoLeads/delivery/outcome';
import { createAttempts } from '../../../nodes/EsoLeads/delivery/retry';
import type { Run } from '../../../nodes/EsoLeads/delivery/run';
import { leads } from '../../support/delivery/leads';
import {
	answered,
	lost,
	rateLimited,
	refused,
	unauthorized,
	unavailable,
} from '../../support/delivery/replies';
import { inOrder, type Answer } from '../../support/delivery/scriptedApi';
import { createTrial, type Trial, type TrialPlan } from '../../support/delivery/trial';

async function sendTwo(
	answer: Answer,
	rules: TrialPlan['rules'] = {},
): Promise<{ sent: SendOutcome; run: Run; trial: Trial }> {
	const trial = createTrial({ answer, rules });
	const run = trial.begin();
	return { sent: await send(leads(2), createAttempts({ batch: 3 }), run), run, trial };
}

describe('leads that could not be delivered say why, and whether to try again', () => {
	it('after the last retry', async () => {
		const { sent, run } = await sendTwo(() => unavailable(), { maxRetries: 2 });
		expect(sent).toEqual({
			kind: 'sendFailure',
			code: 'delivery_failed',
			statusCode: 503,
			message: 'Service Unavailable (after 2 retries)',
			retryable: true,
		});
		expect(run.stopReason()).toBeUndefined();
	});

	it('without an answer: no status', async () => {
		const { sent } = await sendTwo(() => lost('read ECONNRESET'), { maxRetries: 0 });
		expect(sent).toMatchObject({ code: 'delivery_failed', statusCode: undefined, retryable: true });
	});

	it('with the time for waiting used up: other batches may fare better', async () => {
		const { sent, run } = await sendTwo(() => unavailable(), { maxWaitMs: 1_000 });
		expect(sent).toMatchObject({ code: 'delivery_failed', statusCode: 503, retryable: true });
		expect(sent.message).toContain("the next wait would pass 'Max Wait'");
		expect(run.stopReason()).toBeUndefined();
	});

	it.each([
		[429, rateLimited('60')],
		[503, unavailable('60')],
	])(
		'with a wait beyond that time that E-so asks for by a %i: the run ends',
		async (statusCode, reply) => {
			const { sent, run, trial } = await sendTwo(() => reply, { maxWaitMs: 59_000 });
			expect(sent).toMatchObject({ code: 'delivery_failed', statusCode, retryable: true });
			expect(sent.message).toContain("the next wait would pass 'Max Wait'");
			expect(run.stopReason()).toEqual({ statusCode, message: sent.message, batch: 3 });
			expect(trial.clock.elapsed()).toBe(100);
		},
	);

	it.each([
		'ENOTFOUND',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	])('with %s, which no retry can fix: nothing was sent, and the run ends', async (code) => {
		const fault = { kind: 'networkFailure', message: `no way (${code})`, code } as const;
		const { sent, run, trial } = await sendTwo(() => fault);
		expect(sent).toMatchObject({ code: 'not_sent', message: fault.message, retryable: true });
		expect(run.stopReason()).toMatchObject({ message: fault.message });
		expect(trial.api.requests).toHaveLength(1);
	});

	it.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'EPIPE'])(
		'but with %s it is tried again',
		async (code) => {
			const { trial } = await sendTwo(inOrder({ kind: 'networkFailure', message: code, code }));
			expect(trial.api.requests).toHaveLength(2);
		},
	);

	it('with an unexpected answer after a lost one: E-so may have them', async () => {
		const { sent } = await sendTwo(inOrder(lost(), answered(418, { message: 'A teapot' })));
		expect(sent).toMatchObject({ code: 'delivery_failed', statusCode: 418, retryable: true });
	});

	it('with an unexpected server error: another run may fare better', async () => {
		const { sent } = await sendTwo(() => answered(520, { message: 'Unknown error' }));
		expect(sent).toMatchObject({ code: 'delivery_failed', statusCode: 520, retryable: true });
	});

	it('with an unexpected answer: running again is of no use', async () => {
		const { sent } = await sendTwo(() => answered(418, { message: 'A teapot' }));
		expect(sent).toEqual({
			kind: 'sendFailure',
			code: 'delivery_failed',
			statusCode: 418,
			message: 'A teapot',
			retryable: false,
		});
	});
});

describe('a bad token', () => {
	it('ends the run, and nothing was sent', async () => {
		const { sent, run } = await sendTwo(() => unauthorized());
		expect(sent).toEqual({
			kind: 'sendFailure',
			code: 'not_sent',
			statusCode: 401,
			message: 'UnAuthorized Access-Token!',
			retryable: true,
		});
		expect(run.stopReason()).toEqual({
			statusCode: 401,
			message: 'UnAuthorized Access-Token!',
			batch: 3,
		});
		expect(run.over.aborted).toBe(true);
	});

	it('after a rate limit still means that nothing was sent', async () => {
		const { sent } = await sendTwo(inOrder(rateLimited('1'), unauthorized()));
		expect(sent).toMatchObject({ code: 'not_sent', statusCode: 401 });
	});

	it.each([
		['a connection that broke', lost('read ECONNRESET')],
		['a 503', unavailable()],
	])('after %s: the leads may be stored, so they are not called "not sent"', async (_, first) => {
		const { sent } = await sendTwo(inOrder(first, rateLimited('1'), unauthorized()));
		expect(sent).toMatchObject({ code: 'delivery_failed', retryable: true });
		expect(sent.message).toContain('not sent again: UnAuthorized Access-Token!');
	});

	it('the first reason to stop stands', () => {
		const run = createTrial().begin();
		run.stop({ statusCode: 401, message: 'first', batch: 1 });
		run.stop({ statusCode: 403, message: 'second', batch: 2 });
		expect(run.stopReason()).toEqual({ statusCode: 401, message: 'first', batch: 1 });
	});
});

describe('an answer that arrives after the end of the run', () => {
	async function sendWhileEnding(
		answer: Answer,
		rules: TrialPlan['rules'] = {},
	): Promise<{ sent: SendOutcome; trial: Trial }> {
		const trial = createTrial({ answer, rules });
		const run = trial.begin();
		trial.clock.after(50, () => run.stop({ statusCode: 401, message: 'Bad token', batch: 1 }));
		return { sent: await send(leads(2), createAttempts({ batch: 2 }), run), trial };
	}

	it('still counts when it accepts or refuses', async () => {
		expect((await sendWhileEnding(inOrder())).sent.kind).toBe('accepted');
		expect((await sendWhileEnding(() => refused())).sent.kind).toBe('refused');
	});

	it('is not followed by a retry, nor by a wait', async () => {
		const { sent, trial } = await sendWhileEnding(() => rateLimited('30'));
		expect(sent).toMatchObject({
			kind: 'sendFailure',
			code: 'not_sent',
			message: 'Bad token',
			retryable: true,
		});
		expect(trial.api.requests).toHaveLength(1);
		expect(trial.clock.elapsed()).toBe(100);
	});

	it('is not taken for a wait that would pass Max Wait', async () => {
		const { sent } = await sendWhileEnding(() => rateLimited('30'), { maxWaitMs: 0 });
		expect(sent).toMatchObject({ code: 'not_sent', message: 'Bad token' });
	});

	it('leaves leads that may be stored as undelivered', async () => {
		const { sent } = await sendWhileEnding(() => unavailable());
		expect(sent).toEqual({
			kind: 'sendFailure',
			code: 'delivery_failed',
			statusCode: 503,
			message: 'Service Unavailable; not sent again: Bad token',
			retryable: true,
		});
	});
});
