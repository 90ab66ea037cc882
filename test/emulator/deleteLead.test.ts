import { ask, differentLeads, postLeads } from './client';
import { type Emulator, startEmulator } from './emulator';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
beforeEach(async () => {
	emulator.reset();
	await postLeads(emulator, ...differentLeads(2));
});
afterAll(() => emulator.close());

const remove = (number: string, prefix = '/api/engage/v1') =>
	ask(emulator, 'DELETE', `${prefix}/leads/${number}/delete`);

it.each(['8000000000', '918000000000'])('forgets the lead with the number %s', async (number) => {
	expect((await remove(number)).status).toBe(200);
	expect([...emulator.store.keys()]).toEqual(['8000000001']);
	expect(emulator.records().map(({ id }) => id)).toEqual([2]);
});

it('answers 404 the second time', async () => {
	await remove('8000000000', '/api/v1');
	expect((await remove('8000000000')).status).toBe(404);
	expect(emulator.store.size).toBe(1);
});

it('never gives the same id twice', async () => {
	await remove('8000000001');
	await postLeads(emulator, ...differentLeads(2));
	expect(emulator.records().map(({ id }) => id)).toEqual([1, 3]);
});
