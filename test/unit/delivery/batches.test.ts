import fc from 'fast-check';
import { bodyBytes, createBatchQueue, leadsBody } from '../../../nodes/EsoLeads/delivery/batches';
import type { Batch, QueuedLead } from '../../../nodes/EsoLeads/delivery/outcome';
import { leadOf, leads } from '../../support/delivery/leads';
import { createTrial } from '../../support/delivery/trial';

const UNLIMITED = 1_000_000;

function cutAll(all: readonly QueuedLead[], maxLeads: number, maxBytes = UNLIMITED): Batch[] {
	const queue = createBatchQueue(all.values(), maxLeads, maxBytes, 1);
	const batches: Batch[] = [];
	for (let batch = queue.take(); batch !== undefined; batch = queue.take()) batches.push(batch);
	return batches;
}

function sizes(batches: readonly Batch[]): number[] {
	return batches.map((batch) => batch.leads.length);
}

/** Names in one to four bytes a character, as people have them. */
const name = fc.oneof(
	fc.string({ maxLength: 60 }),
	fc.constantFrom('पटेल', '李小龍', 'Müller', '👩‍👩‍👧', '"\\"', ''),
);
const queuedLeads = fc
	.array(name, { maxLength: 60 })
	.map((names) => names.map((text, item) => leadOf(item, text)));

describe('batches by count', () => {
	it.each([
		[0, []],
		[1, [1]],
		[500, [500]],
		[501, [500, 1]],
		[1_500, [500, 500, 500]],
	])('of %i leads hold %j', (count, expected) => {
		expect(sizes(cutAll(leads(count), 500))).toEqual(expected);
	});

	it('are numbered from 1', () => {
		expect(cutAll(leads(5), 2).map((batch) => batch.number)).toEqual([1, 2, 3]);
	});
});

describe('batches by bytes', () => {
	it('keep the body that is posted within the limit', () => {
		const all = Array.from({ length: 40 }, (_, item) => leadOf(item, 'पटेल '.repeat(item % 7)));
		const batches = cutAll(all, 500, 1_000);
		expect(batches.length).toBeGreaterThan(3);
		for (const batch of batches)
			expect(Buffer.byteLength(leadsBody(batch.leads))).toBeLessThanOrEqual(1_000);
	});

	it('let a lead beyond the limit travel alone, and lose none beside it', () => {
		const all = [leadOf(0), leadOf(1, 'x'.repeat(900)), leadOf(2), leadOf(3)];
		const batches = cutAll(all, 500, 500);
		expect(batches.map((batch) => batch.leads.map((lead) => lead.item))).toEqual([
			[0],
			[1],
			[2, 3],
		]);
	});

	it('cut by a lowered limit from the next one on', () => {
		const queue = createBatchQueue(leads(100).values(), 20, UNLIMITED, 1);
		expect(queue.take()?.leads).toHaveLength(20);
		queue.prepare();
		queue.limitBytes(bodyBytes(leads(5)));
		expect(queue.take()?.leads).toHaveLength(5);
		expect(queue.take()?.leads[0]?.item).toBe(25);
	});

	it('are not cut larger again by a higher limit', () => {
		const queue = createBatchQueue(leads(100).values(), 50, bodyBytes(leads(5)), 1);
		queue.limitBytes(UNLIMITED);
		expect(queue.take()?.leads).toHaveLength(5);
	});

	it('fill a request up to its last byte', () => {
		const all = leads(20);
		const limit = Buffer.byteLength(leadsBody(all));
		expect(sizes(cutAll(all, 500, limit))).toEqual([20]);
	});

	it('are measured as they are posted', async () => {
		const all = ['Patel', 'पटेल', '李小龍', '👩‍👩‍👧'].map((text, item) => leadOf(item, text));
		const trial = createTrial();
		await trial.deliver(all);
		const [request] = trial.api.requests;
		expect(bodyBytes(all)).toBe(Buffer.byteLength(request?.body ?? ''));
	});
});

describe('a batch is prepared', () => {
	it('no earlier than it is asked for, slice by slice, and as many ahead as there may be', () => {
		let pulled = 0;
		const source = (function* () {
			for (const lead of leads(1_000)) {
				pulled += 1;
				yield lead;
			}
		})();
		const queue = createBatchQueue(source, 60, UNLIMITED, 2);
		expect(pulled).toBe(0);
		const slices = Array.from({ length: 6 }, () => [queue.prepare(), pulled]);
		// 50 leads at most, and none beyond the end of a batch.
		expect(slices).toEqual([
			[false, 50],
			[false, 60],
			[false, 110],
			[true, 120],
			[true, 120],
			[true, 120],
		]);
		expect(queue.take()?.leads[0]?.item).toBe(0);
		expect(queue.take()?.leads[0]?.item).toBe(60);
		expect(pulled).toBe(120);
		expect(queue.take()?.leads[0]?.item).toBe(120);
		expect(pulled).toBe(180);
	});

	it('and no more than fits so many requests: long leads fill no memory', () => {
		const long = Array.from({ length: 100 }, (_, item) => leadOf(item, 'x'.repeat(900)));
		const all = long.values();
		const queue = createBatchQueue(all, 50, 4_000, 2);
		while (!queue.prepare());
		expect(all.next().value?.item).toBe(9);
		// The stock is weighed right however often leads came and went.
		for (let taken = 0; taken < 15; taken += 1) queue.take();
		while (!queue.prepare());
		const next = all.next().value?.item ?? 0;
		const first = queue.take()?.leads[0]?.item ?? 0;
		expect(next - first).toBe(9);
	});

	it('after the last one nothing comes, however often it is asked for', () => {
		const queue = createBatchQueue(leads(1).values(), 10, UNLIMITED, 1);
		expect(queue.take()).toBeDefined();
		queue.prepare();
		expect(queue.take()).toBeUndefined();
		expect(queue.take()).toBeUndefined();
	});
});

it('every lead is in exactly one batch, in order, whatever the limits', () => {
	const maxCount = fc.integer({ min: 1, max: 20 });
	const maxLength = fc.integer({ min: 1, max: 1_500 });
	fc.assert(
		fc.property(queuedLeads, maxCount, maxLength, (all, maxLeads, maxBytes) => {
			const batches = cutAll(all, maxLeads, maxBytes);
			expect(batches.flatMap((batch) => batch.leads)).toEqual(all);
			expect(batches.map((batch) => batch.number)).toEqual(batches.map((_, index) => index + 1));
			for (const batch of batches) {
				expect(batch.leads.length).toBeLessThanOrEqual(maxLeads);
				if (batch.leads.length > 1)
					expect(Buffer.byteLength(leadsBody(batch.leads))).toBeLessThanOrEqual(maxBytes);
			}
		}),
		{ seed: 1 },
	);
});

it('a batch is cut only where the next lead would not fit', () => {
	fc.assert(
		fc.property(queuedLeads, fc.integer({ min: 60, max: 1_500 }), (all, maxBytes) => {
			const batches = cutAll(all, 500, maxBytes);
			batches.slice(1).forEach((next, index) => {
				const fuller = [...(batches[index]?.leads ?? []), ...next.leads.slice(0, 1)];
				// One byte of slack: the last separator is counted too.
				expect(Buffer.byteLength(leadsBody(fuller)) + 1).toBeGreaterThan(maxBytes);
			});
		}),
		{ seed: 2 },
	);
});
