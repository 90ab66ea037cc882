import fc from 'fast-check';
import { bodyBytes, leadsBody } from '../../../nodes/EsoLeads/delivery/batches';
import type { Batch, QueuedLead } from '../../../nodes/EsoLeads/delivery/outcome';
import { fill, queueOver } from '../../support/delivery/queue';
import { createLead, leads } from '../../support/delivery/leads';
import { createTrial } from '../../support/delivery/trial';

const UNLIMITED = 1_000_000;

function cutAll(all: readonly QueuedLead[], maxLeads: number, maxBytes = UNLIMITED): Batch[] {
	const queue = queueOver(all.values(), maxLeads, maxBytes);
	const batches: Batch[] = [];
	while (!queue.isAtEnd()) {
		fill(queue);
		const batch = queue.take();
		if (batch !== undefined) batches.push(batch);
	}
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
	.map((names) => names.map((text, item) => createLead(item, text)));

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
		const all = Array.from({ length: 40 }, (_, item) => createLead(item, 'पटेल '.repeat(item % 7)));
		const batches = cutAll(all, 500, 1_000);
		expect(batches.length).toBeGreaterThan(3);
		for (const batch of batches)
			expect(Buffer.byteLength(leadsBody(batch.leads))).toBeLessThanOrEqual(1_000);
	});

	it('let a lead beyond the limit travel alone, and lose none beside it', () => {
		const all = [createLead(0), createLead(1, 'x'.repeat(900)), createLead(2), createLead(3)];
		const batches = cutAll(all, 500, 500);
		expect(batches.map((batch) => batch.leads.map((lead) => lead.item))).toEqual([
			[0],
			[1],
			[2, 3],
		]);
	});

	it('are cut by the limit that holds when they are cut', () => {
		let limit = UNLIMITED;
		const queue = queueOver(leads(100).values(), 20, () => limit);
		fill(queue);
		expect(queue.take()?.leads).toHaveLength(20);
		limit = bodyBytes(leads(5));
		fill(queue);
		expect(queue.take()?.leads).toHaveLength(5);
		limit = UNLIMITED;
		fill(queue);
		expect(queue.take()?.leads[0]?.item).toBe(25);
	});

	it('fill a request up to its last byte', () => {
		const all = leads(20);
		const limit = Buffer.byteLength(leadsBody(all));
		expect(sizes(cutAll(all, 500, limit))).toEqual([20]);
	});

	it('are measured as they are posted', async () => {
		const all = ['Patel', 'पटेल', '李小龍', '👩‍👩‍👧'].map((text, item) => createLead(item, text));
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
		const queue = queueOver(source, 60, UNLIMITED, 2);
		expect(pulled).toBe(0);
		const slices = Array.from({ length: 4 }, () => {
			let left = 50;
			queue.prepare(() => (left -= 1) === 0);
			return [queue.isFull(), pulled];
		});
		// A slice ends when its time is over, or with a whole batch, which can travel at once.
		expect(slices).toEqual([
			[false, 50],
			[false, 60],
			[false, 110],
			[true, 120],
		]);
		fill(queue);
		expect(pulled).toBe(120);
		expect(queue.take()?.leads[0]?.item).toBe(0);
		expect(queue.take()?.leads[0]?.item).toBe(60);
		expect(queue.take()).toBeUndefined();
		expect(pulled).toBe(120);
	});

	it('in slices of time, though none of its items turns out to travel', () => {
		let read = 0;
		const source = (function* () {
			for (; read < 1_000; read += 1) yield undefined;
		})();
		const queue = queueOver(source, 60, UNLIMITED, 2);
		let left = 50;
		queue.prepare(() => (left -= 1) === 0);
		expect(read).toBe(49);
		fill(queue);
		expect(queue.isAtEnd()).toBe(true);
		expect(queue.take()).toBeUndefined();
	});

	it('and no more than fits so many requests: long leads fill no memory', () => {
		const long = Array.from({ length: 100 }, (_, item) => createLead(item, 'x'.repeat(900)));
		const all = long.values();
		const queue = queueOver(all, 50, 4_000, 2);
		fill(queue);
		expect(all.next().value?.item).toBe(9);
		// The stock is weighed right however often leads came and went.
		for (let taken = 0; taken < 15; taken += 1) {
			fill(queue);
			queue.take();
		}
		fill(queue);
		const next = all.next().value?.item ?? 0;
		const first = queue.take()?.leads[0]?.item ?? 0;
		expect(next - first).toBe(9);
	});

	it('after the last one nothing comes, however often it is asked for', () => {
		const queue = queueOver(leads(1).values(), 10);
		fill(queue);
		expect(queue.take()).toBeDefined();
		fill(queue);
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
