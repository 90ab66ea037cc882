import { createRateCap } from '../../../nodes/EsoLeads/delivery/throttle';

let cap: ReturnType<typeof createRateCap>;

beforeEach(() => {
	cap = createRateCap();
});

/** Requests that start at once, one after the other as soon as they may. @returns when each started. */
function start(count: number, from: number): number[] {
	let now = from;
	return Array.from({ length: count }, () => {
		for (let wait = cap.waitMs(now); wait > 0; wait = cap.waitMs(now)) now += wait;
		cap.started(now);
		return now;
	});
}

describe('requests within a second', () => {
	it('are as many as the lanes let through, until a rate limit is met', () => {
		expect(new Set(start(5_000, 0))).toEqual(new Set([0]));
	});

	it('are as many afterwards as passed within the second before the one that met it', () => {
		start(3, -5_000);
		start(4, 0);
		start(1, 300);
		cap.exceeded(300, 350);
		expect(start(9, 2_000)).toEqual([
			2_000, 2_000, 2_000, 2_000, 3_050, 3_050, 3_050, 3_050, 4_100,
		]);
	});

	it('do not count those that met it, too, and were under way together', () => {
		start(2, 0);
		start(4, 10);
		for (const answeredAt of [100, 101, 102, 103]) cap.exceeded(10, answeredAt);
		expect(start(3, 2_000)).toEqual([2_000, 2_000, 3_050]);
	});

	it('are as many as before where none passed: others have used the limit up', () => {
		start(4, 0);
		for (let request = 0; request < 4; request += 1) cap.exceeded(0, 100);
		expect(new Set(start(100, 2_000))).toEqual(new Set([2_000]));
	});

	it('are measured anew when the limit is met again', () => {
		start(9, 0);
		cap.exceeded(0, 100);
		start(8, 2_000);
		cap.exceeded(2_000, 2_100);
		expect(start(8, 4_000)).toEqual([...Array<number>(7).fill(4_000), 5_050]);
	});

	it('are not capped where another number passed each time: that is chance, or the work of others', () => {
		start(9, 0);
		cap.exceeded(0, 100);
		start(3, 2_000);
		cap.exceeded(2_000, 2_100);
		expect(new Set(start(100, 4_000))).toEqual(new Set([4_000]));
		cap.exceeded(4_000, 4_100);
		expect(new Set(start(100, 6_000))).toEqual(new Set([6_000]));
	});

	it('are capped again once the same number has passed twice', () => {
		start(9, 0);
		cap.exceeded(0, 100);
		for (const from of [2_000, 4_000]) {
			start(3, from);
			cap.exceeded(from, from + 100);
		}
		expect(start(3, 6_000)).toEqual([6_000, 6_000, 7_050]);
	});

	it.each([
		[9_999, 2],
		[10_000, 3],
		[12_000, 5],
		[14_000, 9],
	])('after %i ms without meeting the limit are %i: one, two, four more', (now, most) => {
		start(3, 0);
		cap.exceeded(0, 0);
		for (let asked = 0; asked < now; asked += 2_000) cap.waitMs(asked);
		expect(start(20, now).filter((at) => at === now)).toHaveLength(most);
	});
});
