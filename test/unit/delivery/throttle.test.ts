import { createThrottle, type Throttle } from '../../../nodes/EsoLeads/delivery/throttle';
import { createVirtualClock, START, type VirtualClock } from '../../support/delivery/virtualClock';

const MAX_WIDTH = 8;

let clock: VirtualClock;
let ending: AbortController;
let lanes: Throttle;

/** By then no cap counts the requests that widened the lanes. */
const WARM_UP_MS = 2_000;

const elapsed = () => clock.elapsed() - WARM_UP_MS;

beforeEach(async () => {
	clock = createVirtualClock();
	ending = new AbortController();
	lanes = createThrottle(MAX_WIDTH, clock, ending.signal);
	// One round each of four, five, six and seven requests.
	succeed(4 + 5 + 6 + 7);
	await clock.pass(WARM_UP_MS);
});

/** Sends twice as many through as there are lanes: how many were in at once, and when each came in. */
async function watch(visits = 2 * MAX_WIDTH): Promise<{ width: number; entered: number[] }> {
	let inside = 0;
	let width = 0;
	const entered: number[] = [];
	const visit = async () => {
		await lanes.enter();
		entered.push(elapsed());
		inside += 1;
		width = Math.max(width, inside);
		await clock.pass(10);
		inside -= 1;
		lanes.leave();
	};
	await Promise.all(Array.from({ length: visits }, visit));
	return { width, entered };
}

/** A 429 to a request that starts now and is answered after 1 ms. */
async function meetRateLimit(waitMs = 0): Promise<void> {
	const startedAt = clock.now();
	await clock.pass(1);
	lanes.rateLimited(waitMs, startedAt);
	await clock.pass(1);
}

/** Requests that succeed one after the other, while all lanes are in use. */
function succeed(times: number): void {
	for (let time = 0; time < times; time += 1) {
		const width = lanes.width();
		for (let lane = 0; lane < width; lane += 1) void lanes.enter();
		lanes.succeeded();
		for (let lane = 0; lane < width; lane += 1) lanes.leave();
	}
}

describe('requests at once', () => {
	it('are as many as there are lanes; the next starts when one has ended', async () => {
		expect(await watch(MAX_WIDTH + 1)).toEqual({
			width: MAX_WIDTH,
			entered: [...Array<number>(MAX_WIDTH).fill(0), 10],
		});
	});

	it('are never more, however many succeed', async () => {
		succeed(100);
		expect((await watch()).width).toBe(MAX_WIDTH);
	});

	it('are four in the beginning, and one more after each round that succeeds as a whole', async () => {
		lanes = createThrottle(MAX_WIDTH, clock, ending.signal);
		const widths = [lanes.width()];
		for (let request = 0; request < 30; request += 1) {
			succeed(1);
			widths.push(lanes.width());
		}
		expect(widths.indexOf(5)).toBe(4);
		expect(widths.indexOf(6)).toBe(9);
		expect(widths.indexOf(7)).toBe(15);
		expect(widths.indexOf(8)).toBe(22);
		expect(widths.at(-1)).toBe(MAX_WIDTH);
	});

	it('stay four, however many succeed, where no more are ever made at once', async () => {
		lanes = createThrottle(MAX_WIDTH, clock, ending.signal);
		for (let round = 0; round < 100; round += 1) {
			await Promise.all([lanes.enter(), lanes.enter(), lanes.enter()]);
			for (let lane = 0; lane < 3; lane += 1) {
				lanes.succeeded();
				lanes.leave();
			}
		}
		expect(lanes.width()).toBe(4);
	});

	it.each([1, 2, 3])('are %i from the beginning where no more are allowed', (maxWidth) => {
		expect(createThrottle(maxWidth, clock, ending.signal).width()).toBe(maxWidth);
	});
});

describe('a rate limit pauses every lane', () => {
	it('L1: until the wait is over', async () => {
		lanes.rateLimited(5_000, clock.now());
		expect((await watch(4)).entered).toEqual([5_000, 5_000, 5_000, 5_000]);
	});

	it('L2: also those that were waiting for room already', async () => {
		const small = createThrottle(1, clock, ending.signal);
		await small.enter();
		const next = small.enter().then(elapsed);
		await clock.pass(100);
		small.leave();
		small.rateLimited(5_000, START);
		expect(await next).toBe(5_100);
	});

	it('L3: until the longest of several waits is over', async () => {
		lanes.rateLimited(5_000, clock.now());
		await clock.pass(1_000);
		lanes.rateLimited(1_000, START);
		expect((await watch(1)).entered).toEqual([5_000]);
	});

	it('L4: longer, if another one arrives during the pause', async () => {
		lanes.rateLimited(5_000, clock.now());
		const next = watch(1);
		await clock.pass(1_000);
		lanes.rateLimited(9_000, START);
		expect((await next).entered).toEqual([10_000]);
	});
});

describe('a rate limit halves the lanes', () => {
	it('L5: each time, but never below one', async () => {
		const widths: number[] = [];
		for (let time = 0; time < 5; time += 1) {
			await meetRateLimit();
			widths.push((await watch()).width);
		}
		expect(widths).toEqual([4, 2, 1, 1, 1]);
	});

	it('L6: rounded down', async () => {
		lanes = createThrottle(5, clock, ending.signal);
		succeed(4);
		await meetRateLimit();
		expect((await watch()).width).toBe(2);
	});

	it('L7: once for all requests that were under way together', async () => {
		await clock.pass(100);
		for (let request = 0; request < MAX_WIDTH; request += 1) {
			lanes.rateLimited(0, START + request);
			await clock.pass(1);
		}
		expect((await watch()).width).toBe(4);
	});

	it('L8: again for a request that started after the halving', async () => {
		await clock.pass(100);
		lanes.rateLimited(0, START);
		await clock.pass(1);
		lanes.rateLimited(0, clock.now());
		expect((await watch()).width).toBe(2);
	});
});

describe('an overload halves the lanes', () => {
	it('without a pause, and once for all requests that were under way together', async () => {
		await clock.pass(100);
		lanes.overloaded(START);
		lanes.overloaded(START + 1);
		expect(await watch(4)).toEqual({ width: 4, entered: [100, 100, 100, 100] });
	});

	it('and they grow back with each round that succeeds, as in the beginning', () => {
		lanes.overloaded(START);
		succeed(4);
		expect(lanes.width()).toBe(5);
	});

	it('of a round that does not all succeed nothing grows', () => {
		lanes.overloaded(START);
		succeed(3);
		lanes.overloaded(START - 1);
		succeed(3);
		expect(lanes.width()).toBe(4);
	});
});

describe('when requests go singly', () => {
	it('one at a time goes on after the pause', async () => {
		lanes.goSingly(1_000);
		expect(await watch(3)).toEqual({ width: 1, entered: [1_000, 1_010, 1_020] });
	});

	it('the first that succeeds lets a second one beside it', async () => {
		lanes.goSingly(1_000);
		await lanes.enter();
		lanes.succeeded();
		expect(lanes.width()).toBe(2);
	});
});

describe('a batch begins', () => {
	it('when fewer than may be under way have begun, and leaves its place while it rests', async () => {
		lanes = createThrottle(2, clock, ending.signal);
		lanes.begin();
		expect(lanes.hasRoom()).toBe(true);
		lanes.begin();
		expect(lanes.hasRoom()).toBe(false);
		lanes.overloaded(START);
		lanes.end();
		expect(lanes.hasRoom()).toBe(false);
		const rested = lanes.rest(5_000);
		expect(lanes.hasRoom()).toBe(true);
		await rested;
		expect(lanes.hasRoom()).toBe(false);
	});

	it('never beyond the limit, however many of them rest', () => {
		lanes = createThrottle(1, clock, ending.signal);
		lanes.begin();
		void lanes.rest(5_000);
		expect(lanes.hasRoom()).toBe(false);
	});
});

describe('the lanes grow back after a rate limit', () => {
	beforeEach(async () => {
		await meetRateLimit();
		await meetRateLimit();
	});

	it.each([
		[9, 2],
		[10, 3],
		[19, 3],
		[20, 4],
		[60, 8],
		[1_000, 8],
	])('L9: after %i requests that succeeded there are %i', async (successes, width) => {
		succeed(successes);
		expect((await watch()).width).toBe(width);
	});

	it('L10: from the start again after another rate limit', async () => {
		succeed(9);
		await meetRateLimit();
		succeed(9);
		expect((await watch()).width).toBe(1);
		succeed(1);
		expect((await watch()).width).toBe(2);
	});

	it('L11: and let in who was waiting for room', async () => {
		await Promise.all([lanes.enter(), lanes.enter()]);
		const third = lanes.enter().then(elapsed);
		await clock.pass(50);
		const now = elapsed();
		for (let time = 0; time < 10; time += 1) lanes.succeeded();
		expect(await third).toBe(now);
	});
});

describe('the end of the run', () => {
	it('L12: wakes everybody at once: who pauses and who waits for room', async () => {
		await Promise.all(Array.from({ length: MAX_WIDTH }, () => lanes.enter()));
		const crowded = [lanes.enter(), lanes.enter()];
		await clock.pass(1);
		lanes.rateLimited(60_000, START);
		const paused = [lanes.enter(), lanes.enter()];
		clock.after(500, () => ending.abort());
		await Promise.all([...crowded, ...paused]);
		expect(elapsed()).toBe(501);
	});

	it('L13: lets nobody wait afterwards', async () => {
		lanes.rateLimited(60_000, clock.now());
		ending.abort();
		await Promise.all(Array.from({ length: 3 * MAX_WIDTH }, () => lanes.enter()));
		expect(elapsed()).toBe(0);
	});
});
