import type { IExecuteFunctions } from 'n8n-workflow';
import { createTransport, withinTime } from '../../../nodes/EsoLeads/api/transport';
import type { Clock } from '../../../nodes/EsoLeads/delivery/clock';
import { createVirtualClock } from '../../support/delivery/virtualClock';

const CONNECTION = {
	kind: 'connection',
	baseUrl: 'http://localhost',
	accessToken: 'secret-token',
} as const;

const REQUEST = { method: 'GET', path: '/', maxAnswerBytes: 1_000 } as const;

/** A context such as n8n could have any day: what it knows stands in private fields. */
class PrivateContext {
	readonly #cancelled = new AbortController();
	readonly #name = 'E-so Leads';
	seen: Array<[name: string, signal: AbortSignal]> = [];
	helpers = { httpRequestWithAuthentication: PrivateContext.#request };

	get label() {
		return this.#name;
	}

	getNode() {
		return { name: this.#name };
	}

	getExecutionCancelSignal() {
		return this.#cancelled.signal;
	}

	cancel() {
		this.#cancelled.abort();
	}

	/** As n8n's helper does: it asks the context that it was called on. */
	static async #request(this: PrivateContext) {
		const signal = this.getExecutionCancelSignal();
		this.seen.push([`${this.label} ${this.getNode().name}`, signal]);
		return await new Promise<never>((_, reject) =>
			signal.addEventListener('abort', () => reject(new Error('canceled'))),
		);
	}
}

function createTestTransport(context: PrivateContext, clock: Clock) {
	return createTransport(context as unknown as IExecuteFunctions, CONNECTION, 2_000, clock);
}

test('a context that keeps its secrets in private fields serves requests all the same', async () => {
	const context = new PrivateContext();
	const clock = createVirtualClock();
	const reply = await createTestTransport(context, clock)(REQUEST);
	expect(context.seen).toEqual([['E-so Leads E-so Leads', expect.any(AbortSignal)]]);
	expect(reply).toEqual({
		kind: 'networkFailure',
		message: 'No complete answer within 2 seconds',
		code: 'ETIMEDOUT',
	});
	// The request itself is aborted: its connection must not stay open.
	expect(context.seen[0]?.[1].aborted).toBe(true);
	expect(clock.elapsed()).toBe(2_000);
});

test('the user’s Stop aborts the request at once', async () => {
	const context = new PrivateContext();
	const reply = createTestTransport(context, createVirtualClock())(REQUEST);
	context.cancel();
	expect(await reply).toEqual({ kind: 'networkFailure', message: 'canceled' });
});

describe('a request that breaks is told by its message and its code', () => {
	const fail = async (error: unknown) =>
		await withinTime(1_000, createVirtualClock(), async () => await Promise.reject(error));

	test.each([
		[
			{ message: 'socket hang up', code: 'ECONNRESET' },
			'socket hang up (ECONNRESET)',
			'ECONNRESET',
		],
		[{ message: 'x', cause: { code: 'EAI_AGAIN' } }, 'x (EAI_AGAIN)', 'EAI_AGAIN'],
		[{ message: 'x', httpCode: 'ETIMEDOUT', code: 'E_OTHER' }, 'x (ETIMEDOUT)', 'ETIMEDOUT'],
		[{ message: 'read ECONNRESET', code: 'ECONNRESET' }, 'read ECONNRESET', 'ECONNRESET'],
	])('%j', async (error, message, code) => {
		expect(await fail(error)).toEqual({ kind: 'networkFailure', message, code });
	});

	test.each([
		// n8n also puts statuses where codes belong.
		[{ message: 'x', httpCode: '500' }, 'x'],
		[{ message: 'x', code: 500, cause: 'none' }, 'x'],
		[{ message: 'x', code: 'a b' }, 'x'],
		['no object', 'The connection broke'],
		[undefined, 'The connection broke'],
		[{ code: 'ECONNRESET' }, 'The connection broke'],
	])('and not by what is no code: %j', async (error, message) => {
		expect(await fail(error)).toEqual({ kind: 'networkFailure', message });
	});
});

test('an answer in time is not given up afterwards', async () => {
	let signal: AbortSignal | undefined;
	const reply = await withinTime(1_000, createVirtualClock(), async (late) => {
		signal = late;
		return { kind: 'networkFailure', message: 'quick' };
	});
	await new Promise((resolve) => setImmediate(resolve));
	expect(reply).toMatchObject({ message: 'quick' });
	expect(signal?.aborted).toBe(false);
});
