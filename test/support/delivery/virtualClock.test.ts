import { createVirtualClock, START } from './virtualClock';

const { signal: never } = new AbortController();

describe('the clock of these tests', () => {
	it('stands still while anything can run', async () => {
		const clock = createVirtualClock();
		for (let turn = 0; turn < 1_000; turn += 1) await Promise.resolve();
		expect(clock.now()).toBe(START);
	});

	it('jumps to what is due next, and lets it run to its end before the one after it', async () => {
		const clock = createVirtualClock();
		const seen: string[] = [];
		const lane = async (name: string, ...steps: number[]) => {
			for (const ms of steps) {
				await clock.wait(ms, never);
				seen.push(`${name}${clock.elapsed()}`);
				await Promise.resolve();
			}
		};
		await Promise.all([lane('a', 30, 30), lane('b', 20, 20, 20), lane('c', 30)]);
		expect(seen).toEqual(['b20', 'a30', 'c30', 'b40', 'a60', 'b60']);
	});

	it('ends a wait at once when it is aborted, and tells how long it lasted', async () => {
		const clock = createVirtualClock();
		const cancelling = new AbortController();
		clock.after(400, () => cancelling.abort());
		await clock.wait(1_000, cancelling.signal);
		await clock.wait(1_000, cancelling.signal);
		expect(clock.elapsed()).toBe(400);
		expect(clock.waits).toEqual([{ at: 0, ms: 1_000, lasted: 400 }]);
	});
});
