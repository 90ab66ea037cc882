import { setTimeout as wait } from 'node:timers/promises';

const EVERY_MS = 200;

/**
 * Asks until there is something to return.
 * @throws Error that says `what` was waited for, after `seconds`.
 */
export async function waitFor<Found>(
	what: string,
	seconds: number,
	find: () => Promise<Found | undefined>,
): Promise<Found> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const found = await find();
		if (found !== undefined) return found;
		if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain for ${what}`);
		await wait(EVERY_MS);
	}
}
