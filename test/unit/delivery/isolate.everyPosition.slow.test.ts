import { deliverRefused } from '../../support/delivery/refusedBatch';
import { itemsWith } from '../../support/delivery/trial';

it('one bad lead among 500 is found at every position, the others are accepted, in at most 20 requests', async () => {
	for (const position of Array.from({ length: 500 }, (_, index) => index)) {
		const { delivery, batch, model } = await deliverRefused([position]);
		expect(itemsWith('refused', delivery)).toEqual([position]);
		expect(itemsWith('accepted', delivery)).toHaveLength(499);
		expect(model.stored.size).toBe(499);
		expect(batch.requests).toBeLessThanOrEqual(20);
	}
});
