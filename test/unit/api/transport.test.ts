import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { createTransport, withinTime } from '../../../nodes/EsoLeads/api/transport';
import type { Clock } from '../../../nodes/EsoLeads/delivery/ports';
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
		[{ message: 'x', code: 'ECONNRESET again' }, 'x'],
		[{ message: 'x', code: 'an ECONNRESET' }, 'x'],
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

test('nothing waits for the time limit of an answer that is there', async () => {
	let waited: AbortSignal | undefined;
	const clock: Clock = {
		now: () => 0,
		wait: async (_, signal) => {
			waited = signal;
			await new Promise((resolve) => signal.addEventListener('abort', resolve));
		},
	};
	await withinTime(1_000, clock, () =>
		Promise.resolve({ kind: 'networkFailure', message: 'quick' }),
	);
	expect(waited?.aborted).toBe(true);
});

describe('what n8n’s helper is given', () => {
	/** The options of a request, and which keys the context of the helper has. */
	async function request(body?: string) {
		const seen: Array<{ credential: string; options: IHttpRequestOptions; keys: boolean[] }> = [];
		const context = {
			helpers: {
				httpRequestWithAuthentication(
					this: object,
					credential: string,
					options: IHttpRequestOptions,
				) {
					const keys = ['getExecutionCancelSignal', 'helpers', 'getNode'].map((key) => key in this);
					seen.push({ credential, options, keys });
					return Promise.reject(new Error('enough'));
				},
			},
		};
		const send = createTransport(
			context as unknown as ILoadOptionsFunctions,
			CONNECTION,
			2_000,
			createVirtualClock(),
		);
		await send({ ...REQUEST, ...(body !== undefined && { method: 'POST', body }) });
		return seen[0];
	}

	test('asks for JSON, says that it sends JSON only where it does, and has its own limit after ours', async () => {
		expect((await request())?.options).toMatchObject({
			url: 'http://localhost/',
			headers: { Accept: 'application/json' },
			timeout: 3_000,
		});
		expect((await request())?.options.headers).not.toHaveProperty('Content-Type');
		expect((await request('{}'))?.options).toMatchObject({
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			body: Buffer.from('{}'),
		});
	});

	test('can be stopped in the editor, too, where n8n has no Stop of its own', async () => {
		expect(await request()).toMatchObject({ credential: 'esoApi', keys: [true, true, false] });
	});
});
