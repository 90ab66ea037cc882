import {
	batchItem,
	batchRow,
	type BatchStatus,
	checkedBatchRow,
	failedBatchItem,
} from '../../../nodes/EsoLeads/report/report';
import { createBatch, type Word } from '../../support/report/batchOutcomes';

const ROW_KEYS = [
	'batch',
	'status',
	'message',
	'leads',
	'accepted',
	'notAccepted',
	'statusCode',
	'requests',
	'durationMs',
];

describe('the row of a batch', () => {
	it('has the columns that are documented, in that order', () => {
		expect(Object.keys(batchRow(createBatch(['accepted'])))).toEqual(ROW_KEYS);
	});

	it('says what happened', () => {
		const batch = createBatch(['accepted', 'refused', 'accepted'], {
			number: 4,
			statusCode: 400,
			message: 'contact number required validation failed',
			requests: 4,
			durationMs: 1_234.567,
		});
		expect(batchRow(batch)).toEqual({
			batch: 4,
			status: 'partial',
			leads: 3,
			accepted: 2,
			notAccepted: 1,
			statusCode: 400,
			message: 'contact number required validation failed',
			requests: 4,
			durationMs: 1_235,
		});
	});

	it('has an empty status code where no answer came, so that every row has the same columns', () => {
		const row = batchRow(createBatch(['delivery_failed'], { statusCode: undefined }));
		expect(row.statusCode).toBeNull();
		expect(Object.keys(row)).toEqual(ROW_KEYS);
	});

	it.each<[BatchStatus, Word[], number]>([
		['accepted', ['accepted', 'accepted'], 1],
		['accepted', ['accepted', 'accepted'], 5],
		['partial', ['accepted', 'refused'], 5],
		['partial', ['accepted', 'delivery_failed'], 5],
		['partial', ['not_sent', 'accepted'], 5],
		['refused', ['refused', 'refused'], 5],
		['refused', ['refused', 'not_isolated'], 61],
		['refused', ['not_isolated', 'not_isolated'], 1],
		['failed', ['delivery_failed', 'delivery_failed'], 6],
		['failed', ['not_sent', 'not_sent'], 1],
		['failed', ['refused', 'delivery_failed'], 6],
		['failed', ['refused', 'not_sent'], 6],
		['notSent', ['not_sent', 'not_sent'], 0],
	])('is %s: %j after %i requests', (status, words, requests) => {
		expect(batchRow(createBatch(words, { requests })).status).toBe(status);
	});

	it.each<[Word[]]>([[['accepted']], [['accepted', 'refused', 'not_sent']], [['not_isolated']]])(
		'adds up: %j',
		(words) => {
			const { leads, accepted, notAccepted } = batchRow(createBatch(words));
			expect(leads).toBe(words.length);
			expect(accepted + notAccepted).toBe(leads);
		},
	);
});

describe('a batch on the output', () => {
	it('is linked to every input item in it', () => {
		const batch = createBatch(['accepted', 'refused', 'accepted'], { firstItem: 500 });
		const row = batchRow(batch);
		expect(batchItem(batch, row)).toEqual({
			json: row,
			pairedItem: [{ item: 500 }, { item: 501 }, { item: 502 }],
		});
	});

	it('that failed and leaves by the error output has only the keys that the engine lets through', () => {
		const row = batchRow(createBatch(['delivery_failed'], { message: 'Service Unavailable' }));
		const item = failedBatchItem(row);
		expect(item).toEqual({ json: { error: 'Service Unavailable', details: row } });
		expect(Object.keys(item)).toEqual(['json']);
	});
});

it('with an error output a failed batch says what to do, by its status', () => {
	const row = batchRow(createBatch(['not_sent'], { message: 'no', statusCode: 401 }));
	expect(failedBatchItem(row).json.error).toMatch(/^No\. Check the access token/);
});

it('a batch that was only checked is not called accepted, and says that nothing was sent', () => {
	const batch = createBatch(['accepted', 'accepted'], { message: 'Not sent', number: 3 });
	expect(checkedBatchRow(batch)).toEqual({
		batch: 3,
		status: 'checked',
		message: 'Not sent',
		leads: 2,
		accepted: 0,
		notAccepted: 0,
		statusCode: null,
		requests: 0,
		durationMs: 0,
	});
});
