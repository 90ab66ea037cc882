import { type Emulator, startEmulator } from '../../emulator/emulator';
import { type EsoLeadsOptions, runEsoLeads } from './runNode';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
afterAll(async () => await emulator.close());

const items = [{ contact_number: '+91 81928 29284' }, { contact_number: '8.19E+09' }];

async function run(options: Partial<EsoLeadsOptions> = {}) {
	return await runEsoLeads({
		items,
		credentials: { accessToken: emulator.token, baseUrl: emulator.url },
		...options,
	});
}

/** A token that the emulator does not know: 401 stops the run. */
const stopped = () => ({ credentials: { accessToken: 'unknown', baseUrl: emulator.url } });

test('a parameter that is not given has n8n’s default', async () => {
	const { status, batches, rejected, errorOutput, hints, error } = await run();
	expect({ status, errorOutput, error }).toEqual({ status: 'success', errorOutput: [] });
	expect(batches).toMatchObject([{ json: { leads: 1, accepted: 1 } }]);
	expect(rejected).toMatchObject([{ json: { contact_number: '8.19E+09' } }]);
	expect(hints).not.toEqual([]);
	expect(emulator.store.get('8192829284')).toMatchObject({ origin: 'UPLOAD' });
});

test('a parameter that is given is taken', async () => {
	await run({ parameters: { origin: 'EXPO', options: {} } });
	expect(emulator.store.get('8192829284')).toMatchObject({ origin: 'EXPO' });
});

test('a node that stops gives its reason, and no outputs', async () => {
	const { status, error, batches, rejected } = await run(stopped());
	expect({ status, batches, rejected }).toEqual({ status: 'error', batches: [], rejected: [] });
	expect(error?.message).toEqual(expect.any(String));
});

test('the engine’s error output is the third', async () => {
	const { errorOutput, batches, rejected } = await run({
		...stopped(),
		onError: 'continueErrorOutput',
	});
	expect(batches).toEqual([]);
	expect(rejected).toHaveLength(2);
	expect(errorOutput).toMatchObject([{ json: { error: expect.any(String) } }]);
});

test('Retry On Fail runs the node again', async () => {
	await run({ ...stopped(), retryOnFail: true, maxTries: 3 });
	expect(emulator.requests).toHaveLength(3);
});

test('a cancelled run ends as canceled', async () => {
	emulator.setFault(() => ({ kind: 'stallHeaders' }));
	const { status } = await run({ onStart: (cancel) => setTimeout(cancel, 100) });
	emulator.setFault(undefined);
	expect(status).toBe('canceled');
});

test('wired outputs lead on', async () => {
	const { run: finished } = await run({ wireOutputs: true });
	expect(Object.keys(finished.data.resultData.runData)).toEqual(
		expect.arrayContaining(['Batches', 'Rejected']),
	);
});
