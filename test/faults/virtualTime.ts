/**
 * Time that passes only while nothing happens. Import this before anything that may load the
 * emulator: its waits are replaced here.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { watchRequests, type OpenRequests } from './openRequests';

/** The epoch time at which all work begins: a whole second, as HTTP dates know no less. */
export const START = Date.UTC(2026, 4, 2, 12);

/** What turns the event loop, without which no request would move. */
const REAL = ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'hrtime'] as const;

/** After so many turns of the event loop without a request on its way, all that could run has run. */
const QUIET_TURNS = 4;

/** What neither moves nor waits for so long, in real time, hangs. Long, since a busy machine may stand still for seconds. */
const HANGING_MS = 30_000;

let watched: OpenRequests | undefined;

// The one wait in this process that does not use the global timers is the emulator's.
jest.mock('node:timers/promises', () => ({
	...jest.requireActual<object>('node:timers/promises'),
	setTimeout: async (ms: number, value: unknown, { signal }: { signal?: AbortSignal } = {}) => {
		const resume = watched?.park();
		const over = new AbortController();
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, ms);
			signal?.addEventListener(
				'abort',
				() => {
					clearTimeout(timer);
					resolve();
				},
				{ signal: over.signal },
			);
		});
		// A signal that lives on would keep, and search, the listeners of thousands of waits.
		over.abort();
		resume?.();
		signal?.throwIfAborted();
		return value;
	},
}));

/**
 * Does `work` in virtual time: every clock and timer of this process (and so n8n's `sleep` and the
 * timeouts of its HTTP client) stands still as long as anything moves, and then jumps to the next
 * timer that is due. One timer at a time: what it sets in motion comes to rest before the next one.
 */
export async function inVirtualTime<T>(
	work: (requests: OpenRequests) => Promise<T>,
	hangingMs = HANGING_MS,
): Promise<T> {
	const requests = watchRequests();
	watched = requests;
	fakeTimers();
	let isOver = false;
	const result = work(requests).finally(() => {
		isOver = true;
	});
	// It is awaited below, in a later turn: until then a rejection counts as handled.
	result.catch(() => undefined);
	try {
		while (!isOver) {
			await rest(requests, () => isOver, hangingMs);
			if (isOver) break;
			requests.noteRest();
			jest.advanceTimersToNextTimer();
		}
		return await result;
	} finally {
		jest.restoreAllMocks();
		// A mock remembers its calls, and with each timer of theirs the request that it belonged to.
		jest.clearAllMocks();
		jest.useRealTimers();
		requests.stop();
		watched = undefined;
	}
}

function fakeTimers(): void {
	jest.useFakeTimers({ now: START, doNotFake: [...REAL, 'setInterval', 'clearInterval'] });
	const set = globalThis.setTimeout;
	const taken = new Set<number>();
	jest.spyOn(globalThis, 'setTimeout').mockImplementation((run: () => void, ms = 0) => {
		// As in Node, where no timer is due in less than a millisecond. The fakes take 0.4 for 0: who
		// waits for the last fraction of a pause would then wait for ever.
		let due = Date.now() + Math.max(1, Math.trunc(ms));
		// Jest fires all timers of one instant together: each has an instant to itself.
		while (taken.has(due)) due += 1;
		taken.add(due);
		return set(run, due - Date.now());
	});
}

/** Comes back when only time can bring anything further, or when the work is over. */
async function rest(
	requests: OpenRequests,
	isOver: () => boolean,
	hangingMs: number,
): Promise<void> {
	const begun = process.hrtime.bigint();
	for (let quiet = 0; quiet < QUIET_TURNS || jest.getTimerCount() === 0; ) {
		if (isOver()) return;
		await turn();
		quiet = requests.areMoving() ? 0 : quiet + 1;
		if (Number(process.hrtime.bigint() - begun) > hangingMs * 1e6)
			throw new Error('It hangs: neither does anything move nor does a timer run');
	}
}
