import { differentLeads, leadWith, postLeads } from './client';
import { type Emulator, startEmulator } from './emulator';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

async function list(query: string): Promise<unknown> {
	const response = await fetch(`${emulator.url}/api/engage/v1/leads${query}`, {
		headers: { authorization: `Bearer ${emulator.token}` },
	});
	expect(response.status).toBe(200);
	return await response.json();
}

it('shows a business without leads as one empty page', async () => {
	expect(await list('?page=1&limit=1')).toEqual({
		status: 200,
		success: true,
		message: expect.any(String),
		payload: {
			meta: { total: 0, per_page: 1, current_page: 1, last_page: 1, next_page_url: null },
			data: [],
		},
	});
});

it('shows a lead with an id, its number, its custom fields and its tags', async () => {
	await postLeads(emulator, leadWith({ name: 'Patel', id: 'mine' }));
	expect(await list('')).toMatchObject({
		payload: {
			data: [
				{
					id: 1,
					contact_number: '8192829284',
					country_code: 91,
					origin: 'UPLOAD',
					name: 'Patel',
					latest_tags: [],
				},
			],
		},
	});
});

it('cuts the leads into pages of the given limit', async () => {
	await postLeads(emulator, ...differentLeads(5));
	expect(await list('?page=2&limit=2')).toMatchObject({
		payload: {
			meta: { total: 5, current_page: 2, last_page: 3, next_page_url: '/?page=3' },
			data: [
				{ id: 3, contact_number: '8000000002' },
				{ id: 4, contact_number: '8000000003' },
			],
		},
	});
});

it('ends with a page that has no next one, and shows nothing beyond it', async () => {
	await postLeads(emulator, ...differentLeads(5));
	expect(await list('?page=3&limit=2')).toMatchObject({
		payload: { meta: { next_page_url: null }, data: [{ contact_number: '8000000004' }] },
	});
	expect(await list('?page=4&limit=2')).toMatchObject({ payload: { data: [] } });
});

it('is closed to a wrong token', async () => {
	const response = await fetch(`${emulator.url}/api/engage/v1/leads?page=1&limit=1`, {
		headers: { authorization: 'Bearer wrong' },
	});
	expect(response.status).toBe(401);
});

it('shows only leads whose field has the value of a filter', async () => {
	await postLeads(emulator, ...differentLeads(2), leadWith({ name: 'Patel' }));
	expect(await list('?page=1&limit=10&name=Patel&origin=UPLOAD')).toMatchObject({
		payload: { meta: { total: 1 }, data: [{ contact_number: '8192829284' }] },
	});
	expect(await list('?unknown=1')).toMatchObject({ payload: { meta: { total: 0 }, data: [] } });
});

it.each([
	['root', [{ id: 1 }]],
	['data', { meta: { total: 1 }, data: [{ id: 1 }] }],
	['payload', { meta: { total: 1 }, payload: [{ id: 1 }] }],
	['payload.data', { payload: { meta: { total: 1 }, data: [{ id: 1 }] } }],
] as const)('can show the page at %s', async (place, page) => {
	await postLeads(emulator, leadWith());
	emulator.setShapes({ place });
	expect(await list('')).toMatchObject(page);
	emulator.setShapes({});
});
