import { BULK_CREATE, bulkCreate, differentLeads, leadWith, postLeads } from './client';
import { type Emulator, type EmulatorOptions, startEmulator } from './emulator';

const UNAUTHORIZED = { status: 401, message: 'UnAuthorized Access-Token!', success: false };

let emulator: Emulator;
const start = async (options: EmulatorOptions) => {
	emulator = await startEmulator(options);
};
afterEach(() => emulator.close());

describe('the token', () => {
	it.each([
		['a wrong token', 'Bearer wrong'],
		['a token without its scheme', 'right'],
		['a token with the semicolon of the page after it', 'Bearer right;'],
	])('is refused as %s, with the documented 401', async (_, authorization) => {
		await start({ token: 'right' });
		const response = await bulkCreate(emulator, { data: [leadWith()] }, { authorization });
		expect(response.status).toBe(401);
		expect(await response.json()).toEqual(UNAUTHORIZED);
		expect(emulator.store.size).toBe(0);
	});

	it('is refused when it is missing', async () => {
		await start({});
		const response = await fetch(emulator.url + BULK_CREATE, { method: 'POST' });
		expect(response.status).toBe(401);
		expect(await response.json()).toEqual(UNAUTHORIZED);
	});

	it('expires after the given number of requests', async () => {
		await start({ expiresAfterRequests: 2 });
		const statuses = [];
		for (const lead of differentLeads(4)) statuses.push((await postLeads(emulator, lead)).status);
		expect(statuses).toEqual([201, 201, 401, 401]);
		expect(emulator.store.size).toBe(2);
	});

	it('is checked before the rate', async () => {
		await start({ rateLimit: { requests: 1, perMs: 60_000 } });
		await postLeads(emulator, leadWith());
		const response = await bulkCreate(emulator, {}, { authorization: 'Bearer wrong' });
		expect(response.status).toBe(401);
	});
});

describe('the rate limit', () => {
	it('answers one request too many with the documented 429, before it looks at the body', async () => {
		await start({ rateLimit: { requests: 2, perMs: 60_000 } });
		await postLeads(emulator, ...differentLeads(1));
		await postLeads(emulator, ...differentLeads(1));
		const response = await bulkCreate(emulator, 'no JSON');
		expect(response.status).toBe(429);
		expect(await response.json()).toEqual({
			error: 'RATE_LIMIT_EXCEEDED',
			message: 'Many frequent requests, rate limit exceeded. Please try again later.',
		});
		expect(response.headers.get('retry-after')).toBeNull();
	});

	it('lets requests pass again once its time is over', async () => {
		await start({ rateLimit: { requests: 1, perMs: 100 } });
		const [first, second] = differentLeads(2);
		await postLeads(emulator, first);
		expect((await postLeads(emulator, second)).status).toBe(429);
		await new Promise((resolve) => setTimeout(resolve, 120));
		expect((await postLeads(emulator, second)).status).toBe(201);
	});

	it('says in whole seconds when to come back', async () => {
		await start({ rateLimit: { requests: 1, perMs: 7_000, retryAfter: 'seconds' } });
		await postLeads(emulator, leadWith());
		expect((await postLeads(emulator, leadWith())).headers.get('retry-after')).toBe('7');
	});

	it('says as an HTTP date when to come back, never too early', async () => {
		await start({ rateLimit: { requests: 1, perMs: 7_000, retryAfter: 'date' } });
		const before = Date.now();
		await postLeads(emulator, leadWith());
		const date = (await postLeads(emulator, leadWith())).headers.get('retry-after') ?? '';
		expect(date).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
		expect(Date.parse(date)).toBeGreaterThanOrEqual(before + 7_000);
		expect(Date.parse(date)).toBeLessThan(Date.now() + 8_001);
	});
});

describe('the size limit', () => {
	it('answers a larger body with 413, whatever its token', async () => {
		const body = JSON.stringify({ data: [leadWith({ name: 'é' })] });
		await start({ maxBodyBytes: Buffer.byteLength(body) - 1 });
		expect((await bulkCreate(emulator, body)).status).toBe(413);
		expect((await bulkCreate(emulator, body, { authorization: '' })).status).toBe(413);
		expect(emulator.store.size).toBe(0);
	});

	it('lets a body of exactly that size pass', async () => {
		const body = JSON.stringify({ data: [leadWith({ name: 'é' })] });
		await start({ maxBodyBytes: Buffer.byteLength(body) });
		expect((await bulkCreate(emulator, body)).status).toBe(201);
	});
});
