import { bulkCreate, differentLeads, leadWith, postLeads } from './client';
import { type Emulator, startEmulator } from './emulator';

const VALIDATION_ERROR = {
	error: 'VALIDATION_ERROR',
	message: 'contact number required validation failed',
};
const CHANNEL_KEY = 'contact-easysocial-whatsapp-api-support_number';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({
		refuses: (lead) => (lead['name'] === 'Blocked' ? 'lead is blocked' : undefined),
	});
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

describe('the documented 400', () => {
	it.each([
		['a body that is not JSON', '{"data":['],
		['a body that is no object', '[]'],
		['a body without data', {}],
		['data that is no array', { data: leadWith() }],
		['empty data', { data: [] }],
		['501 leads', { data: differentLeads(501) }],
		['a lead that is no object', { data: ['8192829284'] }],
	])('answers %s', async (_, body) => {
		const response = await bulkCreate(emulator, body);
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual(VALIDATION_ERROR);
		expect(emulator.store.size).toBe(0);
	});

	it.each([
		['no contact number', { [CHANNEL_KEY]: undefined, contact_number: undefined }],
		['text under the channel key', { [CHANNEL_KEY]: '8192829284' }],
		['a fraction under the channel key', { [CHANNEL_KEY]: 81.5 }],
		['zero under the channel key', { [CHANNEL_KEY]: 0 }],
		['a negative number under the channel key', { [CHANNEL_KEY]: -8192829284 }],
		['text under a further contact- key', { 'contact-email': 'asha@example.com' }],
		['a plus sign in contact_number', { contact_number: '+8192829284' }],
		['an empty contact_number', { contact_number: '' }],
		['zeros alone as contact_number', { contact_number: '000' }],
		['null as contact_number', { contact_number: null }],
		['a fraction as contact_number', { contact_number: 81.5 }],
		['no country code', { country_code: undefined }],
		['a country code that is text', { country_code: '91' }],
		['no origin', { origin: undefined }],
		['an empty origin', { origin: '' }],
		['an origin that is a number', { origin: 7 }],
		['an origin of seven characters', { origin: 'UPLOADS' }],
	])('answers a lead with %s', async (_, changes) => {
		const response = await postLeads(emulator, leadWith(changes));
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual(VALIDATION_ERROR);
		expect(emulator.store.size).toBe(0);
	});

	it('answers a body whose content type is not JSON', async () => {
		const body = { data: [leadWith()] };
		const response = await bulkCreate(emulator, body, { 'content-type': 'text/plain' });
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual(VALIDATION_ERROR);
	});

	it('stores none of the good leads that travel with a bad one', async () => {
		await postLeads(emulator, ...differentLeads(2), leadWith({ origin: 'UPLOADS' }));
		expect(emulator.store.size).toBe(0);
	});

	it('hides from the caller which lead is wrong, but not from the log', async () => {
		await postLeads(emulator, ...differentLeads(2), leadWith({ origin: 'UPLOADS' }));
		expect(emulator.requests[0]?.reason).toBe('data[2]: origin has more than 6 characters');
	});

	it('carries the message of a refused lead, and nothing of its request is stored', async () => {
		const blocked = leadWith({ name: 'Blocked' });
		const response = await postLeads(emulator, ...differentLeads(2), blocked);
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({
			error: 'VALIDATION_ERROR',
			message: 'lead is blocked',
		});
		expect(emulator.store.size).toBe(0);
	});
});

describe('the documented 417', () => {
	it.each([
		['null', null],
		['a list', ['a']],
		['an object', { city: 'Pune' }],
	])('answers a custom field that is %s', async (_, value) => {
		const [good] = differentLeads(1);
		const response = await postLeads(emulator, good, leadWith({ address: value }));
		expect(response.status).toBe(417);
		expect(await response.json()).toEqual({
			error: 'VALIDATION_ERROR',
			message: 'Boolean, String and Number fields are supported!',
		});
		expect(emulator.store.size).toBe(0);
	});

	it('yields to a 400 that a later lead deserves', async () => {
		const response = await postLeads(emulator, leadWith({ a: null }), leadWith({ origin: '' }));
		expect(response.status).toBe(400);
	});
});

it('with soft errors the documented ones come with status 200, and the log has their own', async () => {
	const soft = await startEmulator({ softErrors: true });
	const answers = [
		await bulkCreate(soft, { data: [] }),
		await postLeads(soft, leadWith({ a: null })),
		await postLeads(soft, leadWith()),
	];
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 201]);
	expect(await answers[0]?.json()).toEqual(VALIDATION_ERROR);
	expect(soft.requests.map(({ statusCode }) => statusCode)).toEqual([400, 417, 201]);
	await soft.close();
});
