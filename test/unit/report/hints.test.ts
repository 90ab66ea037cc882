import { createNotes, type LeadNotes } from '../../../nodes/EsoLeads/lead/lead';
import type { RejectionCode } from '../../../nodes/EsoLeads/lead/refusals';
import { describeNotes, summarise, toFigures } from '../../../nodes/EsoLeads/report/hints';
import type { RunReport } from '../../../nodes/EsoLeads/report/report';
import { rejectionOf } from '../../support/report/batchOutcomes';

/** What a run came to, as far as its summary goes. */
interface Totals extends Partial<Omit<RunReport, 'rejections'>> {
	items?: number;
	rejections?: ReadonlyArray<RejectionCode>;
}

function times(count: number, code: RejectionCode): RejectionCode[] {
	return Array<RejectionCode>(count).fill(code);
}

function sum({ items = 0, rejections = [], ...figures }: Totals): string {
	return summarise(
		items,
		toFigures({
			accepted: 0,
			acceptedBatches: 0,
			droppedDuplicates: 0,
			...figures,
			rejections: new Map(rejections.map((code, item) => [item, rejectionOf(code)])),
		}),
	);
}

describe('one sentence sums the run up', () => {
	it('as the documentation shows it', () => {
		const rejections = [...times(12, 'refused'), ...times(7, 'duplicate_contact_number')];
		expect(sum({ items: 10_000, accepted: 9_981, acceptedBatches: 20, rejections })).toBe(
			'9,981 of 10,000 leads accepted in 20 batches; 12 rejected, 7 duplicates',
		);
	});

	it.each<[string, Totals]>([
		['1 of 1 lead accepted in 1 batch', { items: 1, accepted: 1, acceptedBatches: 1 }],
		['2 of 2 leads accepted in 1 batch', { items: 2, accepted: 2, acceptedBatches: 1 }],
		['0 of 0 leads accepted in 0 batches', {}],
		[
			'0 of 1 lead accepted in 0 batches; 1 rejected',
			{ items: 1, rejections: times(1, 'not_sent') },
		],
		[
			'1 of 2 leads accepted in 1 batch; 1 duplicate',
			{
				items: 2,
				accepted: 1,
				acceptedBatches: 1,
				rejections: times(1, 'duplicate_contact_number'),
			},
		],
		[
			'1 of 2 leads accepted in 1 batch; 1 duplicate dropped',
			{ items: 2, accepted: 1, acceptedBatches: 1, droppedDuplicates: 1 },
		],
		[
			'1 of 3,001 leads accepted in 1 batch; 1,000 rejected, 2,000 duplicates dropped',
			{
				items: 3_001,
				accepted: 1,
				acceptedBatches: 1,
				rejections: times(1_000, 'invalid_contact_number'),
				droppedDuplicates: 2_000,
			},
		],
	])('"%s"', (sentence, totals) => {
		expect(sum(totals)).toBe(sentence);
	});

	it('counts every kind of rejection but duplicates as rejected', () => {
		const rejections = [
			...times(1, 'refused'),
			...times(1, 'not_isolated'),
			...times(1, 'delivery_failed'),
			...times(1, 'not_sent'),
			...times(1, 'missing_country_code'),
		];
		expect(sum({ items: 5, rejections })).toContain('; 5 rejected');
	});
});

describe('what was changed on the way is told', () => {
	const describeWith = (notes: Partial<LeadNotes>) =>
		describeNotes(
			{ ...createNotes(), ...notes },
			{ supportChannelKey: 'contact-key', contactKeys: 'both' },
		);

	it('not at all where nothing was', () => {
		expect(describeWith({})).toEqual([]);
	});

	it('with the names of the fields that met', () => {
		expect(describeWith({ metNames: new Set(['Name', 'NAME']) })).toEqual([
			"Left out, since another field has the same name in lower case: 'Name', 'NAME'. E-so lower-cases all names.",
		]);
	});

	it('with the selected fields that no item has', () => {
		expect(describeWith({ unseenNames: new Set(['Citty']) })[0]).toContain("'Citty'");
	});

	it('with the names that E-so reads itself', () => {
		const [hint] = describeWith({ ownedNames: new Set(['Origin']) });
		expect(hint).toContain("'Origin'");
	});

	it.each([
		[1, "1 number begins with 0, which 'contact-key' cannot hold"],
		[2, "2 numbers begin with 0, which 'contact-key' cannot hold"],
	])('with how many numbers lost a zero: %i', (lostZeros, words) => {
		expect(describeWith({ lostZeros })[0]).toContain(words);
	});

	it('with five names at most, and how many more there are', () => {
		const names = new Set(Array.from({ length: 1_005 }, (_, index) => `F${index}`));
		const [hint] = describeWith({ metNames: names });
		expect(hint).toContain("'F0', 'F1', 'F2', 'F3', 'F4' and 1,000 more.");
		expect(hint).not.toContain("'F5'");
	});

	it('with long names cut short', () => {
		const [hint] = describeWith({ metNames: new Set(['x'.repeat(10_000)]) });
		expect(hint?.length).toBeLessThan(200);
	});
});
