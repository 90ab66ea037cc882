import { bulkCreate, differentLeads, leadWith, postLeads } from './client';
import { type Emulator, type FaultyRequest, startEmulator } from './emulator';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

describe('the choice of a fault', () => {
	it('knows the order of arrival, the method, the path and the leads', async () => {
		const seen: FaultyRequest[] = [];
		emulator.setFault((request) => void seen.push(request));
		await postLeads(emulator, leadWith({ name: 'A' }), 'no lead');
		await fetch(`${emulator.url}/api/engage/v1/leads?page=1`);
		expect(seen).toEqual([
			{
				index: 0,
				method: 'POST',
				path: '/api/v1/leads/bulk-create',
				leads: [leadWith({ name: 'A' })],
			},
			{ index: 1, method: 'GET', path: '/api/engage/v1/leads', leads: [] },
		]);
	});

	it('strikes the one request it is meant for', async () => {
		emulator.setFault(({ index }) =>
			index === 1 ? { kind: 'status', statusCode: 500 } : undefined,
		);
		const statuses = [];
		for (const lead of differentLeads(3)) statuses.push((await postLeads(emulator, lead)).status);
		expect(statuses).toEqual([201, 500, 201]);
	});

	it('is over once it is taken back', async () => {
		emulator.setFault(() => ({ kind: 'status', statusCode: 500 }));
		expect((await postLeads(emulator, leadWith())).status).toBe(500);
		emulator.setFault(undefined);
		expect((await postLeads(emulator, leadWith())).status).toBe(201);
	});

	it('comes before the check of the token, as a proxy would', async () => {
		emulator.setFault(() => ({ kind: 'html', statusCode: 503 }));
		const response = await bulkCreate(emulator, {}, { authorization: 'Bearer wrong' });
		expect(response.status).toBe(503);
	});

	it('that throws makes close() throw, so that no expectation in it is lost', async () => {
		const other = await startEmulator({
			fault: () => {
				throw new Error('expected something else');
			},
		});
		expect((await postLeads(other, leadWith())).status).toBe(500);
		await expect(other.close()).rejects.toThrow('expected something else');
	});
});
