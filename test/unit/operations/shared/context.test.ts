import { systemClock } from '../../../../nodes/EsoLeads/operations/shared/context';

test('a wait that begins after Stop is over at once', async () => {
	await expect(systemClock.wait(60_000, AbortSignal.abort())).resolves.toBeUndefined();
});

test('Stop ends all waits at once', async () => {
	const stopping = new AbortController();
	const waits = [1, 2, 3].map(async () => await systemClock.wait(60_000, stopping.signal));
	stopping.abort();
	await expect(Promise.all(waits)).resolves.toHaveLength(3);
});
