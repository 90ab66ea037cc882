import { leadWith, postLeads } from './client';
import { type Emulator, type Fault, startEmulator } from './emulator';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

/** Posts one lead under `fault`. */
function struckBy(fault: Fault): Promise<Response> {
	emulator.setFault(() => fault);
	return postLeads(emulator, leadWith());
}

const RESET = { cause: { code: 'ECONNRESET' } };

describe('faults that answer in place of the API store nothing', () => {
	afterEach(() => expect(emulator.store.size).toBe(0));

	it('any status, with a body as JSON and headers', async () => {
		const response = await struckBy({
			kind: 'status',
			statusCode: 503,
			headers: { 'Retry-After': '3' },
			body: { error: 'DOWN' },
		});
		expect(response.status).toBe(503);
		expect(response.headers.get('retry-after')).toBe('3');
		expect(response.headers.get('content-type')).toMatch(/^application\/json/);
		expect(await response.json()).toEqual({ error: 'DOWN' });
	});

	it('any status, with a text as it is and a content type of its own', async () => {
		const headers = { 'Content-Type': 'text/csv' };
		const response = await struckBy({ kind: 'status', statusCode: 200, headers, body: '{"half' });
		expect(response.headers.get('content-type')).toBe('text/csv');
		expect(await response.text()).toBe('{"half');
	});

	it('any status, with no body', async () => {
		const response = await struckBy({ kind: 'status', statusCode: 502 });
		expect(response.status).toBe(502);
		expect(await response.text()).toBe('');
	});

	it('the documented 429, with the Retry-After it is given', async () => {
		const response = await struckBy({ kind: 'rateLimited', retryAfter: '-1, soon' });
		expect(response.status).toBe(429);
		expect(response.headers.get('retry-after')).toBe('-1, soon');
		expect(await response.json()).toMatchObject({ error: 'RATE_LIMIT_EXCEEDED' });
	});

	it('the documented 429, without Retry-After', async () => {
		const response = await struckBy({ kind: 'rateLimited' });
		expect(response.headers.has('retry-after')).toBe(false);
	});

	it('a page of HTML', async () => {
		const response = await struckBy({ kind: 'html', statusCode: 200 });
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toMatch(/^text\/html/);
		expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
	});

	it('a redirect', async () => {
		const location = 'http://127.0.0.1:9/';
		const response = await struckBy({ kind: 'redirect', statusCode: 307, location });
		expect(response.status).toBe(307);
		expect(response.headers.get('location')).toBe(location);
	});

	it('success: false with status 200', async () => {
		const response = await struckBy({ kind: 'successFalse' });
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({ status: 200, success: false });
	});

	it('success: false with a status and message of its own', async () => {
		const fault: Fault = { kind: 'successFalse', statusCode: 202, message: 'Quota used up' };
		const response = await struckBy(fault);
		expect(response.status).toBe(202);
		expect(await response.json()).toEqual({
			status: 202,
			success: false,
			message: 'Quota used up',
		});
	});
});

describe('faults that cut the connection', () => {
	it('before the API reads: nothing is stored', async () => {
		await expect(struckBy({ kind: 'resetBeforeStore' })).rejects.toMatchObject(RESET);
		expect(emulator.store.size).toBe(0);
	});

	it('on arrival: the leads are still on their way, and the log knows nothing of them', async () => {
		const hasty = await startEmulator({ resetsOnArrival: ({ index }) => index === 0 });
		try {
			const large = Array.from({ length: 500 }, () => leadWith({ note: 'x'.repeat(20_000) }));
			await expect(postLeads(hasty, ...large)).rejects.toThrow();
			expect(hasty.requests).toMatchObject([
				{ fault: 'resetOnArrival', bytes: 0, leads: 0, statusCode: undefined },
			]);
			expect(hasty.store.size).toBe(0);
			expect((await postLeads(hasty, leadWith())).status).toBe(201);
		} finally {
			await hasty.close();
		}
	});

	it('after the API has stored: the leads are there', async () => {
		await expect(struckBy({ kind: 'resetAfterStore' })).rejects.toMatchObject(RESET);
		expect(emulator.store.size).toBe(1);
	});

	it('leave no status in the log', async () => {
		await expect(struckBy({ kind: 'resetAfterStore' })).rejects.toThrow();
		expect(emulator.requests[0]).toMatchObject({
			fault: 'resetAfterStore',
			statusCode: undefined,
			answeredAt: undefined,
		});
	});
});

describe.each([
	[false, 0],
	[true, 1],
])('faults that spoil the answer, with stores: %s', (stores, stored) => {
	afterEach(() => expect(emulator.store.size).toBe(stored));

	it('a page of HTML comes instead of the answer', async () => {
		const response = await struckBy({ kind: 'html', statusCode: 502, stores });
		expect(response.status).toBe(502);
		expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
	});

	it('the JSON stops halfway in an answer that HTTP takes for whole', async () => {
		const response = await struckBy({ kind: 'truncatedJson', stores });
		const text = await response.text();
		expect(response.status).toBe(201);
		expect(text).toMatch(/^\{"status":201,/);
		expect(() => JSON.parse(text)).toThrow(SyntaxError);
	});

	it('no header ever comes', async () => {
		emulator.setFault(() => ({ kind: 'stallHeaders', stores }));
		const settled = await outcomeWithin(150, postLeads(emulator, leadWith()));
		expect(settled).toBe('pending');
		expect(emulator.requests[0]?.statusCode).toBeUndefined();
	});

	it('the headers come, but not the end of the body', async () => {
		const response = await struckBy({ kind: 'stallBody', stores });
		expect(response.status).toBe(201);
		const reader = response.body?.getReader();
		const first = await reader?.read();
		expect(Buffer.from(first?.value ?? []).toString()).toMatch(/^\{"status":201,/);
		expect(await outcomeWithin(150, reader?.read() ?? Promise.resolve())).toBe('pending');
	});
});

async function outcomeWithin(ms: number, promise: Promise<unknown>): Promise<string> {
	const settled = promise.then(
		() => 'fulfilled',
		() => 'rejected',
	);
	const pending = new Promise<string>((resolve) => setTimeout(resolve, ms, 'pending'));
	return await Promise.race([settled, pending]);
}

describe('a delay', () => {
	it('holds the request back and then lets the API answer', async () => {
		const response = await struckBy({ kind: 'delay', ms: 120 });
		expect(response.status).toBe(201);
		expect(emulator.store.size).toBe(1);
		const { arrivedAt = 0, answeredAt = 0 } = emulator.requests[0] ?? {};
		expect(answeredAt - arrivedAt).toBeGreaterThanOrEqual(119);
	});

	it('stores the leads of a caller who did not wait, and logs no answer', async () => {
		const impatient = new AbortController();
		emulator.setFault(() => {
			impatient.abort();
			// Long enough for a busy machine to notice that the caller has gone.
			return { kind: 'delay', ms: 500 };
		});
		const waiting = fetch(`${emulator.url}/api/v1/leads/bulk-create`, {
			method: 'POST',
			headers: { authorization: `Bearer ${emulator.token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ data: [leadWith()] }),
			signal: impatient.signal,
		});
		await expect(waiting).rejects.toThrow('abort');
		while (emulator.store.size === 0) await new Promise((resolve) => setTimeout(resolve, 10));
		expect(emulator.requests[0]?.statusCode).toBeUndefined();
	});
});
