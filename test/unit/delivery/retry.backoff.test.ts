import { backoffMs } from '../../../nodes/EsoLeads/delivery/retry';
import { fixedRandom, seededRandom } from '../../support/delivery/seededRandom';

describe('the wait before a retry', () => {
	it.each([
		[0, 500],
		[1, 1_000],
		[2, 2_000],
		[3, 4_000],
		[4, 8_000],
		[5, 15_000],
		[6, 15_000],
		[50, 15_000],
		[2_000, 15_000],
	])('number %i doubles up to a cap: %i ms at half the jitter', (retry, waitMs) => {
		expect(backoffMs(retry, fixedRandom(0.5))).toBe(waitMs);
	});

	it('can be anything from nothing up to its whole length, so that lanes come back apart', () => {
		expect(backoffMs(2, fixedRandom(0))).toBe(0);
		expect(backoffMs(2, fixedRandom(0.25))).toBe(1_000);
		expect(backoffMs(2, fixedRandom(0.999))).toBe(3_996);
	});

	it('draws one random number', () => {
		const random = jest.fn(seededRandom(1));
		backoffMs(3, random);
		expect(random).toHaveBeenCalledTimes(1);
	});
});
