import { ask } from './client';
import { type Emulator, startEmulator } from './emulator';

let emulator: Emulator;
afterEach(() => emulator.close());

const tags = async () => await (await ask(emulator, 'GET', '/engage/v1/tags')).json();

it('shows the tags of the business', async () => {
	emulator = await startEmulator({ tags: [{ id: 7, name: 'VIP' }] });
	expect(await tags()).toMatchObject({
		success: true,
		payload: { data: [{ id: 7, name: 'VIP' }] },
	});
});

it.each([
	['tag_id', 'tag_name'],
	['id', 'title'],
] as const)('can name them by %s and %s', async (tagIdKey, tagNameKey) => {
	emulator = await startEmulator({ shapes: { place: 'root', tagIdKey, tagNameKey } });
	expect(await tags()).toContainEqual({ [tagIdKey]: 1, [tagNameKey]: 'Customer' });
});
