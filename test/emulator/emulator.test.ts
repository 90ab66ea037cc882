import { once } from 'node:events';
import { request } from 'node:http';
import { BULK_CREATE, bulkCreate, differentLeads, leadWith, postLeads } from './client';
import { type Emulator, type LoggedRequest, startEmulator } from './emulator';

let emulator: Emulator;
afterEach(() => emulator.close());

describe('the log', () => {
	it('has everything about a request', async () => {
		emulator = await startEmulator({ token: 'secret' });
		const text = JSON.stringify({ data: [leadWith({ name: 'Zoë' })] });
		await bulkCreate(emulator, text, { 'x-mark': 'yes' });
		expect(emulator.requests).toHaveLength(1);
		expect(emulator.requests[0]).toMatchObject({
			index: 0,
			method: 'POST',
			path: BULK_CREATE,
			query: '',
			text,
			body: JSON.parse(text),
			leads: 1,
			bytes: text.length + 1,
			fault: undefined,
			statusCode: 201,
			reason: undefined,
		});
		expect(emulator.requests[0]?.headers).toMatchObject({
			authorization: 'Bearer secret',
			'x-mark': 'yes',
		});
	});

	it('keeps the query apart from the path', async () => {
		emulator = await startEmulator();
		await fetch(`${emulator.url}/api/engage/v1/leads?page=1&limit=1`);
		expect(emulator.requests[0]).toMatchObject({
			path: '/api/engage/v1/leads',
			query: '?page=1&limit=1',
			statusCode: 401,
		});
	});

	it('says when a request came and when it was answered', async () => {
		emulator = await startEmulator({ latencyMs: 60 });
		const before = performance.now();
		await postLeads(emulator, leadWith());
		const after = performance.now();
		const { arrivedAt = 0, answeredAt = 0 } = emulator.requests[0] ?? {};
		expect(arrivedAt).toBeGreaterThan(before);
		expect(answeredAt - arrivedAt).toBeGreaterThanOrEqual(59);
		expect(answeredAt).toBeLessThan(after);
	});

	it('names the request that stored a lead', async () => {
		emulator = await startEmulator();
		const [first, second] = differentLeads(2);
		await postLeads(emulator, first);
		await postLeads(emulator, first, second);
		expect([...emulator.store.values()].map((lead) => lead.request)).toEqual([0, 1]);
	});

	it('can drop bodies once the listener has seen them', async () => {
		const seen: unknown[] = [];
		const onSettled = ({ text, statusCode }: LoggedRequest) => seen.push([text, statusCode]);
		emulator = await startEmulator({ keepsBodies: false, onSettled });
		await bulkCreate(emulator, '{}');
		expect(seen).toEqual([['{}', 400]]);
		expect(emulator.requests[0]).toMatchObject({ text: '', body: undefined, bytes: 2 });
	});
});

describe('requests at the same time', () => {
	it('wait side by side, not one after the other', async () => {
		emulator = await startEmulator({ latencyMs: 100 });
		const before = performance.now();
		await Promise.all(differentLeads(20).map((lead) => postLeads(emulator, lead)));
		expect(performance.now() - before).toBeLessThan(1000);
		expect(emulator.store.size).toBe(20);
	});
});

describe('reset', () => {
	it('empties store and log, counts from 0 again and forgets the rate', async () => {
		emulator = await startEmulator({ rateLimit: { requests: 1, perMs: 60_000 } });
		const { store, requests } = emulator;
		await postLeads(emulator, leadWith());
		emulator.reset();
		expect([store.size, requests.length]).toEqual([0, 0]);
		expect((await postLeads(emulator, leadWith())).status).toBe(201);
		expect([...store.values()].map((lead) => lead.request)).toEqual([0]);
	});

	it('cuts a request under way, which then stores nothing', async () => {
		emulator = await startEmulator({ latencyMs: 50 });
		const waiting = postLeads(emulator, leadWith());
		waiting.catch(() => undefined);
		while (emulator.requests.length === 0) await new Promise(setImmediate);
		emulator.reset();
		await expect(waiting).rejects.toThrow('fetch failed');
		await new Promise((resolve) => setTimeout(resolve, 80));
		expect(emulator.store.size).toBe(0);
	});

	it('cuts a request within its body too, and asks for no fault of it', async () => {
		const fault = jest.fn();
		emulator = await startEmulator({ fault });
		const half = request(emulator.url + BULK_CREATE, { method: 'POST' });
		const cut = once(half, 'error');
		half.write('{"data":');
		while (emulator.requests.length === 0) await new Promise(setImmediate);
		emulator.reset();
		half.end('[]}');
		expect(await cut).toMatchObject([{ code: 'ECONNRESET' }]);
		expect(fault).not.toHaveBeenCalled();
	});
});

describe('starting and closing', () => {
	it('listens on the loopback address only', async () => {
		emulator = await startEmulator();
		expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
	});

	it('cuts stalled connections and frees the port', async () => {
		emulator = await startEmulator({ fault: () => ({ kind: 'stallHeaders' }) });
		const stalled = postLeads(emulator, leadWith());
		stalled.catch(() => undefined);
		while (emulator.requests.length === 0) await new Promise(setImmediate);
		await emulator.close();
		await expect(stalled).rejects.toThrow('fetch failed');
		emulator = await startEmulator({ port: Number(new URL(emulator.url).port) });
	});

	it('may be closed twice', async () => {
		emulator = await startEmulator();
		await emulator.close();
		await expect(emulator.close()).resolves.toBeUndefined();
	});

	it('says when the port is taken', async () => {
		emulator = await startEmulator();
		const port = Number(new URL(emulator.url).port);
		await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});
});
