import { createWaitBudget } from '../../../nodes/EsoLeads/delivery/ports';
import { createVirtualClock } from '../../support/delivery/virtualClock';

describe('the time for waiting', () => {
	it('is used up to the last millisecond, and not beyond', async () => {
		const clock = createVirtualClock();
		const budget = createWaitBudget(10_000, clock);
		expect(budget.book(4_000)).toBe(true);
		await clock.pass(4_000);
		expect(budget.book(6_001)).toBe(false);
		expect(budget.book(6_000)).toBe(true);
		await clock.pass(6_000);
		expect(budget.book(1)).toBe(false);
	});

	it('is not spent by a wait that is refused', async () => {
		const clock = createVirtualClock();
		const budget = createWaitBudget(10_000, clock);
		expect(budget.book(10_001)).toBe(false);
		await clock.pass(20_000);
		expect(budget.book(10_000)).toBe(true);
	});

	it('is not spent by work between two waits', async () => {
		const clock = createVirtualClock();
		const budget = createWaitBudget(2_000, clock);
		expect(budget.book(1_000)).toBe(true);
		await clock.pass(3_600_000);
		expect(budget.book(1_000)).toBe(true);
	});

	it('counts waits of several lanes at the same time once', () => {
		const budget = createWaitBudget(10_000, createVirtualClock());
		for (let lane = 0; lane < 10; lane += 1) expect(budget.book(10_000)).toBe(true);
		expect(budget.book(3_000)).toBe(true);
	});

	it('counts what a second wait adds to one that is still going on', async () => {
		const clock = createVirtualClock();
		const budget = createWaitBudget(10_000, clock);
		expect(budget.book(6_000)).toBe(true);
		await clock.pass(4_000);
		expect(budget.book(6_001)).toBe(false);
		expect(budget.book(6_000)).toBe(true);
		await clock.pass(6_000);
		expect(budget.book(1)).toBe(false);
	});

	it('does not forget the longest wait when a shorter one follows', async () => {
		const clock = createVirtualClock();
		const budget = createWaitBudget(10_000, clock);
		expect(budget.book(10_000)).toBe(true);
		expect(budget.book(1_000)).toBe(true);
		await clock.pass(5_000);
		expect(budget.book(5_000)).toBe(true);
		expect(budget.book(5_001)).toBe(false);
	});

	it('of zero still allows a wait of zero', () => {
		const budget = createWaitBudget(0, createVirtualClock());
		expect(budget.book(0)).toBe(true);
		expect(budget.book(1)).toBe(false);
	});
});
