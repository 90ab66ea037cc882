import { sleep } from 'n8n-workflow';
import type { Clock } from './delivery/clock';

/** Time by n8n's own means: a community node may not use timers of its own. */
export const systemClock: Clock = {
	// The wall clock can be set back; this one cannot.
	now: () => performance.timeOrigin + performance.now(),
	wait: async (ms, signal) => {
		if (signal.aborted) return;
		// Before n8n 2.37 `sleep` takes no signal: racing it ends the wait at once there too.
		let wake = () => {};
		const aborted = new Promise<void>((resolve) => {
			wake = resolve;
			signal.addEventListener('abort', wake, { once: true });
		});
		await Promise.race([sleep(ms, signal).catch(() => undefined), aborted]);
		signal.removeEventListener('abort', wake);
	},
};
