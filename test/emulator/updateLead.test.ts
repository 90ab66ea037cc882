import { ask, differentLeads, leadWith, postLeads } from './client';
import { type Emulator, startEmulator } from './emulator';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
beforeEach(async () => {
	emulator.reset();
	await postLeads(emulator, ...differentLeads(1), leadWith({ name: 'Patel', city: 'Pune' }));
});
afterAll(() => emulator.close());

const update = (body: unknown, number = '918192829284') =>
	ask(emulator, 'PUT', `/api/engage/v1/leads/${number}/update`, body);

const patel = () => emulator.records()[1];

it.each(['918192829284', '8192829284'])('finds the lead by %s', async (number) => {
	const response = await update({ lead_data: { name: 'Asha' } }, number);
	expect(response.status).toBe(200);
	expect(patel()?.lead.fields).toEqual({ name: 'Asha', city: 'Pune' });
});

it('lower-cases the names of fields', async () => {
	await update({ lead_data: { Name: 'Asha', VIP: true, Visits: 3 } });
	expect(patel()?.lead.fields).toEqual({ name: 'Asha', city: 'Pune', vip: true, visits: 3 });
});

it('adds and removes tags, which the lead then shows', async () => {
	await update({ add_tags: [3, 1] });
	await update({ add_tags: [1, 2], remove_tags: [3] });
	expect(patel()?.tags).toEqual([1, 2]);
	const list = await ask(emulator, 'GET', '/api/engage/v1/leads?contact_number=8192829284');
	expect(await list.json()).toMatchObject({
		payload: { data: [{ latest_tags: [{ title: 'Customer' }, { title: 'Newsletter' }] }] },
	});
});

it('gives the lead another number, under which it keeps its id and its fields', async () => {
	await update({ new_contact_number: 2025550123, new_country_code: 1 });
	expect([...emulator.store.keys()]).toEqual(['8000000000', '2025550123']);
	expect(patel()).toMatchObject({
		id: 2,
		lead: { contactNumber: '2025550123', countryCode: 1, fields: { name: 'Patel' } },
	});
	expect((await update({ lead_data: { name: 'x' } })).status).toBe(404);
	expect((await update({ lead_data: { name: 'x' } }, '12025550123')).status).toBe(200);
});

it.each([
	['an empty body', {}, 400],
	['a list', [], 400],
	['a new number without its country code', { new_contact_number: 2025550123 }, 400],
	['a new number as text', { new_contact_number: '2025550123', new_country_code: 1 }, 400],
	['the number of another lead', { new_contact_number: 8000000000, new_country_code: 91 }, 400],
	['an unknown tag', { add_tags: [99] }, 400],
	['tags as text', { add_tags: ['1'] }, 400],
	['a tag in both lists', { add_tags: [1], remove_tags: [1] }, 400],
	['null in a field', { lead_data: { name: null } }, 417],
	['a list in a field', { lead_data: { name: ['a'] } }, 417],
])('refuses %s, and changes nothing', async (_, body, status) => {
	const before = emulator.records();
	expect((await update(body)).status).toBe(status);
	expect(emulator.records()).toEqual(before);
});

it('answers 404 for a number that the business does not have', async () => {
	expect((await update({ add_tags: [1] }, '918192829285')).status).toBe(404);
});

it('answers at the path of the client that runs, too', async () => {
	const path = '/api/v1/leads/918192829284/update';
	expect((await ask(emulator, 'PUT', path, { add_tags: [1] })).status).toBe(200);
});
