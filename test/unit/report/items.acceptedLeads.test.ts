import { createAcceptedLeads } from '../../../nodes/EsoLeads/report/items';
import { createBatch } from '../../support/report/batchOutcomes';

const input = (item: number) => ({ json: { row: item }, pairedItem: { item } });

function keepLeads(isChecked: boolean, items: readonly number[]) {
	const leads = createAcceptedLeads(isChecked);
	for (const item of items) leads.keep({ item, json: `{"name":"${item}"}`, bytes: 10 });
	return leads;
}

describe('an item for each accepted lead', () => {
	it('holds the lead as it was sent, then the fields of its input item', () => {
		const leads = keepLeads(false, [4]);
		leads.settle(createBatch(['accepted'], { items: [4], number: 2 }));
		const [item] = leads.items(input);
		expect(item).toEqual({
			json: {
				delivery: { status: 'accepted', batch: 2, statusCode: 201, lead: { name: '4' } },
				row: 4,
			},
			pairedItem: { item: 4 },
		});
		expect(Object.keys(item?.json ?? {})).toEqual(['delivery', 'row']);
	});

	it('comes out in the order of the input, however the batches end, and for no other lead', () => {
		const leads = keepLeads(false, [0, 1, 2, 3]);
		leads.settle(createBatch(['accepted', 'refused'], { items: [3, 1], number: 2 }));
		leads.settle(createBatch(['accepted', 'accepted'], { items: [2, 0], number: 1 }));
		expect(leads.items(input).map(({ json }) => [json.row, json.delivery])).toMatchObject([
			[0, { batch: 1, lead: { name: '0' } }],
			[2, { batch: 1, lead: { name: '2' } }],
			[3, { batch: 2, lead: { name: '3' } }],
		]);
	});

	it.each([300, 400, 503, undefined])(
		'has no status of its own where that of its batch is about others: %p',
		(statusCode) => {
			const leads = keepLeads(false, [0, 1]);
			leads.settle(createBatch(['accepted', 'refused'], { statusCode }));
			expect(leads.items(input)[0]?.json.delivery).toEqual({
				status: 'accepted',
				batch: 1,
				lead: { name: '0' },
			});
		},
	);

	it('is called checked where nothing was sent, and has no status', () => {
		const leads = keepLeads(true, [0]);
		leads.settle(createBatch(['accepted']));
		expect(leads.items(input)[0]?.json.delivery).toEqual({
			status: 'checked',
			batch: 1,
			lead: { name: '0' },
		});
	});

	it('belongs to no item where an outcome has none, so that nothing is said of the first', () => {
		const leads = keepLeads(false, [0]);
		leads.settle(createBatch(['accepted'], { items: [] }));
		expect(leads.items(input)).toEqual([]);
	});

	it('has the new note where the item was accepted before', () => {
		const leads = keepLeads(false, [0]);
		leads.settle(createBatch(['accepted']));
		const [item] = leads.items(() => ({ json: { delivery: 'old', name: 'Ada' } }));
		expect(item?.json).toMatchObject({ delivery: { lead: { name: '0' } }, name: 'Ada' });
	});
});
