import fc from 'fast-check';
import type { INodeExecutionData } from 'n8n-workflow';
import type { BatchOutcome } from '../../../nodes/EsoLeads/delivery/outcome';
import { duplicateRejection, orphanRejection, toPlace } from '../../../nodes/EsoLeads/report/items';
import {
	batchItems,
	batchRow,
	failedBatchItems,
	rejectedItems,
	reportRun,
	type RunOutcome,
	type RunReport,
} from '../../../nodes/EsoLeads/report/report';
import { createBatch, createRejection, type Word } from '../../support/report/batchOutcomes';

function inputItems(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, (_, item) => ({ json: { row: item } }));
}

/** The input items that an output item is linked to. */
function linked({ pairedItem }: INodeExecutionData): unknown {
	return pairedItem;
}

/** Items 0 to 5: 1 never travelled; batch 1 has 0 and 2, batch 2 has 3 and 4, batch 3 has 5. */
const items = inputItems(6);
const refused = new Map([[1, createRejection('invalid_contact_number')]]);
const batches: BatchOutcome[] = [
	createBatch(['accepted', 'refused'], { number: 1, items: [0, 2] }),
	createBatch(['delivery_failed', 'delivery_failed'], {
		number: 2,
		items: [3, 4],
		statusCode: undefined,
		message: 'read ECONNRESET (after 5 retries)',
	}),
	createBatch(['not_sent'], {
		number: 3,
		items: [5],
		requests: 0,
		message: 'Not sent after batch 2',
	}),
];

/** Six items and three batches, unless `overrides` says otherwise. */
function report(overrides: Partial<RunOutcome> = {}): RunReport {
	return reportRun({
		items,
		refused,
		duplicates: new Map(),
		dropsDuplicates: false,
		batches,
		unaccounted: () => createRejection('delivery_failed', 'Lost track'),
		...overrides,
	});
}

function codesByItem({ rejections }: RunReport): Array<[number, string]> {
	return Array.from(rejections, ([item, { code }]) => [item, code]);
}

describe('the output Batches', () => {
	it('has one item a batch, in order, linked to the items in it', () => {
		const output = batchItems(batches, false);
		expect(output.map((item) => item.json)).toEqual(batches.map(batchRow));
		expect(output.map(linked)).toEqual([
			[{ item: 0 }, { item: 2 }],
			[{ item: 3 }, { item: 4 }],
			[{ item: 5 }],
		]);
	});

	it('with an error output has failed and unsent batches as the engine wants them, the others as they are', () => {
		const output = batchItems(batches, true);
		expect(output.map((item) => Object.keys(item).sort())).toEqual([
			['json', 'pairedItem'],
			['json'],
			['json'],
		]);
		expect(output.slice(1).map((item) => Object.keys(item.json).sort())).toEqual([
			['details', 'error'],
			['details', 'error'],
		]);
		expect(output[1]?.json['error']).toBe('read ECONNRESET (after 5 retries)');
		expect(output[2]?.json['details']).toMatchObject({ batch: 3, status: 'notSent' });
	});

	it.each<[Word[]]>([[['accepted']], [['accepted', 'delivery_failed']], [['refused']]])(
		'keeps a batch of %j off the error output',
		(words) => {
			const [item] = batchItems([createBatch(words)], true);
			expect(item?.json).toHaveProperty('status');
			expect(item?.json).not.toHaveProperty('error');
		},
	);
});

describe('the output Rejected', () => {
	it('has every rejected item once, in input order, with its own reason', () => {
		const rejected = [...rejectedItems(items, report().rejections)];
		expect(rejected.map(linked)).toEqual([1, 2, 3, 4, 5].map((item) => ({ item })));
		expect(rejected.map((item) => item.json['row'])).toEqual([1, 2, 3, 4, 5]);
		expect(rejected.map((item) => item.json['rejection'])).toMatchObject([
			{ code: 'invalid_contact_number' },
			{ code: 'refused' },
			{ code: 'delivery_failed' },
			{ code: 'delivery_failed' },
			{ code: 'not_sent' },
		]);
	});

	it('is empty when all is well', () => {
		const { rejections } = report({ items: inputItems(1), batches: [createBatch(['accepted'])] });
		expect([...rejectedItems(inputItems(1), rejections)]).toEqual([]);
	});

	it('has an item that nothing accounts for, rather than losing it', () => {
		const lost = report({ items: inputItems(7) });
		expect(codesByItem(lost).at(-1)).toEqual([6, 'delivery_failed']);
	});
});

describe('a duplicate', () => {
	const twins = {
		items: inputItems(2),
		refused: new Map(),
		duplicates: new Map([[1, { place: 0, isOfOtherCountry: false }]]),
	};

	it('of an accepted lead is rejected, and names the item that was kept', () => {
		const { rejections } = report({ ...twins, batches: [createBatch(['accepted'])] });
		expect(rejections.get(1)).toMatchObject({
			code: 'duplicate_contact_number',
			duplicateOf: 0,
			retryable: false,
		});
	});

	it("of an accepted lead is dropped on the user's wish, and counted", () => {
		const dropped = report({
			...twins,
			batches: [createBatch(['accepted'])],
			dropsDuplicates: true,
		});
		expect(dropped).toMatchObject({ accepted: 1, droppedDuplicates: 1 });
		expect(dropped.rejections.size).toBe(0);
	});

	it.each([true, false])(
		'of a lead that was not accepted is never dropped, and may be sent again (drop: %s)',
		(dropsDuplicates) => {
			const orphaned = report({ ...twins, batches: [createBatch(['refused'])], dropsDuplicates });
			expect(orphaned.droppedDuplicates).toBe(0);
			expect(orphaned.rejections.get(1)).toMatchObject({
				code: 'duplicate_contact_number',
				message: expect.stringContaining('was not accepted'),
				duplicateOf: 0,
				retryable: true,
			});
		},
	);
});

describe('the figures of a run', () => {
	it('count what the outputs show', () => {
		const { accepted, acceptedBatches, rejections } = report();
		expect(accepted).toBe(1);
		expect(acceptedBatches).toBe(1);
		expect(rejections.size).toBe(5);
	});

	it('add up: items in = accepted + rejected + dropped', () => {
		const word = fc.constantFrom<Word>(
			'accepted',
			'refused',
			'not_sent',
			'invalid_origin',
			'duplicate_contact_number',
		);
		fc.assert(
			fc.property(fc.array(word, { maxLength: 40 }), fc.boolean(), (words, dropsDuplicates) => {
				const toItems = (...codes: Word[]) =>
					words.flatMap((code, item) => (codes.includes(code) ? [item] : []));
				const sent = toItems('accepted', 'refused', 'not_sent');
				const outcomes = sent.map((item) => words[item] ?? 'accepted');
				const sums = report({
					items: inputItems(words.length),
					refused: new Map(
						toItems('invalid_origin').map((item) => [item, createRejection('invalid_origin')]),
					),
					duplicates: new Map(
						toItems('duplicate_contact_number').map((item) => [
							item,
							{ place: sent[0] ?? 0, isOfOtherCountry: false },
						]),
					),
					dropsDuplicates,
					batches: [createBatch(outcomes, { items: sent })],
				});
				const { accepted, rejections, droppedDuplicates } = sums;
				expect(accepted + rejections.size + droppedDuplicates).toBe(words.length);
				expect([...rejections.keys()]).toEqual([...rejections.keys()].sort((a, b) => a - b));
			}),
			{ seed: 1 },
		);
	});
});

it.each([
	[{ row_number: 61 }, 'Row 61'],
	[{ row_number: '61' }, 'Item 3'],
	[{}, 'Item 3'],
])('people read of an item %j as %s: by its row, else counted from 1', (json, name) => {
	const { noun, shown } = toPlace([{ json: {} }, { json: {} }, { json }], 2);
	expect(`${noun} ${shown}`).toBe(name);
});

describe('failed batches beside accepted leads', () => {
	it('leave by the error output, and no others', () => {
		const failed = failedBatchItems(batches, true).map(({ json }) => json.details);
		expect(failed).toEqual(batches.slice(1).map(batchRow));
	});

	it('are nowhere without one: the leads are on Rejected', () => {
		expect(failedBatchItems(batches, false)).toEqual([]);
	});
});

describe('a duplicate', () => {
	it('says which one was kept, and why', () => {
		expect(
			duplicateRejection({ place: 3, isOfOtherCountry: false }, { noun: 'Row', shown: 1_204 }),
		).toEqual({
			code: 'duplicate_contact_number',
			message:
				'Row 1,204 has the same contact number and was kept: E-so keeps one lead for each number.',
			duplicateOf: 3,
			retryable: false,
		});
		expect(
			duplicateRejection({ place: 7, isOfOtherCountry: true }, { noun: 'Line', shown: 7 }).message,
		).toMatch(/^Line 7 has the same contact number in another country and was kept: we assume/);
	});

	it('of a lead that was not accepted may be sent again', () => {
		expect(orphanRejection(1_007, { noun: 'Line', shown: 1_007 })).toEqual({
			code: 'duplicate_contact_number',
			message: expect.stringMatching(/^Line 1,007 .* was not accepted\. Send this one again/),
			duplicateOf: 1_007,
			retryable: true,
		});
	});
});
