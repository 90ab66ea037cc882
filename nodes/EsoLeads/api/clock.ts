import { sleep } from 'n8n-workflow';
import type { Clock } from '../delivery/clock';

/** The clock, by n8n's own means: a community node may not use timers. */
export const systemClock: Clock = {
	// The wall clock can be set back; this one never goes backwards.
	now: () => performance.timeOrigin + performance.now(),
	wait: async (ms, signal) => {
		if (signal.aborted) return;
		const sleepers = getSleepers(signal);
		const sleeper = new AbortController();
		sleepers.add(sleeper);
		// Before n8n 2.37, `sleep` takes no signal; the race ends the wait at once there, too.
		await Promise.race([
			sleep(ms, sleeper.signal).catch(() => undefined),
			new Promise<void>((wake) => sleeper.signal.addEventListener('abort', () => wake())),
		]);
		sleepers.delete(sleeper);
	},
};

const sleepersBySignal = new WeakMap<AbortSignal, Set<AbortController>>();

/**
 * All waits on one signal share a listener, because Node warns of a leak if there are more than
 * ten.
 */
function getSleepers(signal: AbortSignal): Set<AbortController> {
	const known = sleepersBySignal.get(signal);
	if (known !== undefined) return known;
	const sleepers = new Set<AbortController>();
	sleepersBySignal.set(signal, sleepers);
	signal.addEventListener('abort', () => {
		for (const sleeper of sleepers) sleeper.abort();
	});
	return sleepers;
}
