import { BULK_CREATE, bulkCreate, differentLeads, leadWith, postLeads } from './client';
import { type Emulator, startEmulator } from './emulator';

const CHANNEL_KEY = 'contact-easysocial-whatsapp-api-support_number';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

describe('a request that is right', () => {
	it('is answered with the documented 201', async () => {
		const response = await postLeads(emulator, leadWith());
		expect(response.status).toBe(201);
		expect(await response.json()).toEqual({
			status: 201,
			success: true,
			message: 'New Contacts successfully added!',
		});
	});

	it('is stored with everything it carried', async () => {
		await postLeads(emulator, leadWith({ name: 'Patel', vip: true, visits: 3 }));
		expect([...emulator.store]).toEqual([
			[
				'8192829284',
				{
					contactNumber: '8192829284',
					countryCode: 91,
					origin: 'UPLOAD',
					fields: { name: 'Patel', vip: true, visits: 3 },
					request: 0,
				},
			],
		]);
	});

	it('is taken at the path of the page of December 2025 too', async () => {
		const response = await fetch(`${emulator.url}/api/engage/v1/leads/bulk-create`, {
			method: 'POST',
			headers: { authorization: `Bearer ${emulator.token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ data: [leadWith()] }),
		});
		expect(response.status).toBe(201);
		expect(emulator.store.size).toBe(1);
	});

	it('may hold 500 leads', async () => {
		expect((await postLeads(emulator, ...differentLeads(500))).status).toBe(201);
		expect(emulator.store.size).toBe(500);
	});

	it('has the keys of its custom fields lower-cased, the later of two that meet staying', async () => {
		await postLeads(emulator, leadWith({ FirstName: 'Asha', City: 'Pune', cITY: 'Goa' }));
		expect(emulator.store.get('8192829284')?.fields).toEqual({ firstname: 'Asha', city: 'Goa' });
	});

	it('may name a custom field __proto__', async () => {
		const [before, after] = JSON.stringify({ data: [leadWith({ name: 'x' })] }).split('"name"');
		await bulkCreate(emulator, `${before}"__proto__"${after}`);
		const fields = emulator.store.get('8192829284')?.fields ?? {};
		expect(Object.entries(fields)).toEqual([['__proto__', 'x']]);
	});
});

describe('a contact number', () => {
	it.each([
		['the channel key alone', { contact_number: undefined }, '8192829284'],
		['contact_number alone, as text', { [CHANNEL_KEY]: undefined }, '8192829284'],
		['contact_number alone, as a number', { [CHANNEL_KEY]: undefined, contact_number: 42 }, '42'],
		['both, where contact_number wins', { [CHANNEL_KEY]: 1234567890 }, '8192829284'],
		[
			'any key that begins with contact-',
			{ [CHANNEL_KEY]: undefined, contact_number: undefined, 'contact-sms': 77 },
			'77',
		],
	])('can be written as %s', async (_, changes, stored) => {
		expect((await postLeads(emulator, leadWith(changes))).status).toBe(201);
		expect([...emulator.store.keys()]).toEqual([stored]);
		expect(emulator.store.get(stored)?.fields).toEqual({});
	});

	it('that the business already has is silently ignored, not updated', async () => {
		await postLeads(emulator, leadWith({ name: 'First' }));
		expect((await postLeads(emulator, leadWith({ name: 'Second' }))).status).toBe(201);
		expect(emulator.store.get('8192829284')).toMatchObject({
			fields: { name: 'First' },
			request: 0,
		});
	});

	it('is the same under another country code', async () => {
		await postLeads(emulator, leadWith(), leadWith({ country_code: 1 }));
		expect(emulator.store.get('8192829284')?.countryCode).toBe(91);
	});

	it('that repeats within a request keeps its first lead', async () => {
		await postLeads(emulator, leadWith({ name: 'First' }), leadWith({ name: 'Second' }));
		expect(emulator.store.get('8192829284')?.fields).toEqual({ name: 'First' });
	});
});

describe('a path or method that the API does not have', () => {
	const ask = (path: string, method: string) =>
		fetch(emulator.url + path, {
			method,
			headers: { authorization: `Bearer ${emulator.token}` },
		});

	it('is answered with 404 and JSON', async () => {
		const response = await ask('/api/v2/leads', 'GET');
		expect(response.status).toBe(404);
		expect(await response.json()).toMatchObject({ error: 'NOT_FOUND' });
	});

	it('is answered with 405 and the methods that exist', async () => {
		const response = await ask(BULK_CREATE, 'GET');
		expect(response.status).toBe(405);
		expect(response.headers.get('allow')).toBe('POST');
	});
});
