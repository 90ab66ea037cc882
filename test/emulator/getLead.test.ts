import { ask, differentLeads, leadWith, postLeads } from './client';
import { type Emulator, startEmulator } from './emulator';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
beforeEach(async () => {
	emulator.reset();
	emulator.setShapes({});
	await postLeads(emulator, ...differentLeads(2), leadWith({ name: 'Patel' }));
});
afterAll(() => emulator.close());

const get = (body: unknown, path = '/api/engage/v1/leads') => ask(emulator, 'POST', path, body);

const patel = {
	id: 3,
	contact_number: '8192829284',
	country_code: 91,
	origin: 'UPLOAD',
	name: 'Patel',
	latest_tags: [],
};

it.each([
	['its id', { id: 3 }],
	['its id as text', { id: '3' }],
	['its contact number', { contact_number: '8192829284' }],
	['its contact number as a number', { contact_number: 8192829284 }],
	['its contact number with the country code', { contact_number: '918192829284' }],
])('gives the lead with %s', async (_, body) => {
	const response = await get(body);
	expect(response.status).toBe(200);
	expect(await response.json()).toMatchObject({ success: true, payload: { data: patel } });
});

it('answers at the shorter path too', async () => {
	expect((await get({ id: 1 }, '/api/v1/leads')).status).toBe(200);
});

it.each([
	[{ id: 4 }, 404],
	[{ contact_number: '8192829285' }, 404],
	[{ contact_number: '18192829284' }, 404],
	[{ contact_number: '+918192829284' }, 400],
	[{}, 400],
	[[], 400],
])('answers %j with %d', async (body, status) => {
	expect((await get(body)).status).toBe(status);
});

it.each([
	['root', patel],
	['data', { status: 200, success: true, data: patel }],
	['payload', { status: 200, success: true, payload: patel }],
	['payload.data', { status: 200, success: true, payload: { data: patel } }],
] as const)('can show the lead at %s', async (place, body) => {
	emulator.setShapes({ place });
	expect(await (await get({ id: 3 })).json()).toMatchObject(body);
});

it('can show the lead as a list of one', async () => {
	emulator.setShapes({ place: 'root', listsOne: true });
	expect(await (await get({ id: 3 })).json()).toEqual([patel]);
});
