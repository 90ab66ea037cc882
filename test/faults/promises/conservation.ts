import { inspect, isDeepStrictEqual } from 'node:util';
import { inputItem } from '../draw/inputItem';
import type { Promised } from '../evidence';
import { contactNumbersIn } from '../model/chains';

export const onePlace: Promised = {
	says: 'every item is in exactly one place: accepted, rejected, or a duplicate dropped on the user’s wish',
	check({ ordeal, outputs }) {
		if (outputs === undefined) return;
		const { accepted, rejected, dropped } = outputs;
		const places = [...accepted, ...rejected.map(({ of }) => of), ...dropped];
		expect(places.sort((a, b) => a - b)).toEqual(ordeal.items.map((_, item) => item));
	},
};

export const oneBatch: Promised = {
	says: 'a batch is linked to its leads and to no others, and no lead is in two batches',
	check({ outputs, run, expected, ordeal: { parameters } }) {
		if (outputs === undefined) return;
		const { linked, rows, rejected, batchOf } = outputs;
		expect(new Set(linked.map(([item]) => item)).size).toBe(linked.length);
		// Batches are filled in the order of the input: of two that changed places the links tell.
		const travelled = expected.items.flatMap((_, item) => batchOf(item) ?? []);
		expect(travelled).toEqual([...travelled].sort((a, b) => a - b));
		const batches = run.answers.map((answer) => {
			const leads = contactNumbersIn(answer).map((number) => expected.firsts.get(number) ?? -1);
			return [...new Set(leads.map(batchOf))];
		});
		for (const { batch, requests } of rows)
			expect(batches.filter((own) => own.includes(batch))).toEqual(Array(requests).fill([batch]));
		for (const row of rows) {
			const ofBatch = linked.filter(([, batch]) => batch === row.batch);
			const refused = rejected.filter(({ rejection }) => rejection.batch === row.batch);
			const leavesByErrorOutput =
				parameters.onError === 'continueErrorOutput' &&
				(row.status === 'failed' || row.status === 'notSent');
			expect(ofBatch).toHaveLength(leavesByErrorOutput ? 0 : row.leads);
			expect(refused).toHaveLength(row.notAccepted);
		}
	},
};

export const inputOrder: Promised = {
	says: 'Rejected is in the order of the input',
	check({ outputs }) {
		const order = outputs?.rejected.map(({ of }) => of) ?? [];
		expect(order).toEqual([...order].sort((a, b) => a - b));
	},
};

export const wholeItems: Promised = {
	says: 'a rejected item is its paired input item, whole, and why it was rejected',
	check({ outputs, ordeal: { items, parameters } }) {
		for (const { of, item } of outputs?.rejected ?? []) {
			const drawn = items[of];
			expect(drawn).toBeDefined();
			if (drawn === undefined) continue;
			const { json, binary } = inputItem(drawn, parameters);
			const { rejection } = item.json;
			const whole = { json: { ...json, rejection }, binary };
			const got = { json: item.json, binary: item.binary };
			// Jest's own comparison stumbles over a field that is called `constructor`.
			if (!isDeepStrictEqual(got, whole))
				throw new Error(`item ${of} is ${inspect(got)} instead of ${inspect(whole)}`);
		}
	},
};
