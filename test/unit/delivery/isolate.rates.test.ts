import { deliverAmongBad, everyItem } from '../../support/delivery/amongBadLeads';

describe('a good lead among bad ones', () => {
	it.each(Array.from({ length: 9 }, (_, item) => item))(
		'of nine, in place %i, is accepted',
		async (good) => {
			const bad = everyItem.slice(0, 9).filter((item) => item !== good);
			for (const seed of [1, 2, 3]) {
				const { counts } = await deliverAmongBad(bad, everyItem.slice(0, 9), seed);
				expect(counts).toEqual({ accepted: 1, refused: 8 });
			}
		},
	);

	it('is accepted wherever the bad ones stand, as places are drawn', async () => {
		const places = [0, 71, 143, 214, 285, 356, 428, 499];
		const { counts } = await deliverAmongBad(places, everyItem.slice(0, 500), 5);
		expect(counts).toEqual({ accepted: 492, refused: 8 });
	});
});
