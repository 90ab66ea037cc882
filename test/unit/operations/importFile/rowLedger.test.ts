import type { LeadOutcome } from '../../../../nodes/EsoLeads/delivery/outcome';
import type { Rejection } from '../../../../nodes/EsoLeads/lead/refusals';
import {
	createRowLedger,
	type RejectedRow,
} from '../../../../nodes/EsoLeads/operations/importFile/rowLedger';

const INVALID: Rejection = {
	code: 'invalid_contact_number',
	message: 'too short',
	retryable: false,
};
const REFUSED: Rejection = { code: 'refused', message: 'no', retryable: false, batch: 1 };
const LOST: Rejection = { code: 'delivery_failed', message: 'lost', retryable: true, batch: 1 };
const UNSENT: Rejection = { code: 'not_sent', message: 'stopped', retryable: true };

const ACCEPTED: LeadOutcome = { kind: 'accepted' };

function rejected(rejection: Rejection): LeadOutcome {
	return { kind: 'rejected', rejection };
}

function createTrial(duplicates: 'reject' | 'drop' = 'reject', most = Infinity) {
	const rows: RejectedRow[] = [];
	const ledger = createRowLedger(duplicates, {
		add: (row) => rows.push(row),
		isFull: (waiting) => rows.length + waiting >= most,
	});
	return {
		ledger,
		rows,
		lines: () => rows.map(({ line }) => line),
		send: (...lines: number[]) => {
			for (const line of lines) ledger.send(line, { line });
		},
		settle: (outcomes: Record<number, LeadOutcome>) =>
			ledger.settle({
				number: 1,
				items: Object.keys(outcomes).map(Number),
				outcomes: Object.values(outcomes),
				message: '',
				statusCode: 201,
				requests: 1,
				durationMs: 1,
			}),
	};
}

const first = (place: number) => ({ place, isOfOtherCountry: false });

test('rows that are still on their way when a run ends are rejected, each with its content', () => {
	const { ledger, rows, send, settle } = createTrial();
	send(2, 3, 4);
	settle({ 3: ACCEPTED });
	ledger.abandon(UNSENT);
	const { rows: read, figures } = ledger.report();
	expect(rows).toEqual([
		{ line: 2, json: { line: 2 }, rejection: { ...UNSENT, line: 2 } },
		{ line: 4, json: { line: 4 }, rejection: { ...UNSENT, line: 4 } },
	]);
	expect(read).toBe(3);
	expect(figures).toEqual({
		accepted: 1,
		acceptedBatches: 1,
		rejected: 2,
		duplicates: 0,
		droppedDuplicates: 0,
	});
});

test('rejected rows come out in the order of the file, however their batches end', () => {
	const { ledger, lines, send, settle } = createTrial();
	send(2, 3);
	ledger.reject(4, {}, INVALID);
	send(5, 6);
	settle({ 5: rejected(REFUSED), 6: ACCEPTED });
	expect(lines()).toEqual([]);
	settle({ 2: ACCEPTED, 3: rejected(REFUSED) });
	expect(lines()).toEqual([3, 4, 5]);
});

test('what is settled comes out while later rows are still on their way, so that it fills no memory', () => {
	const { ledger, rows, send, settle } = createTrial();
	send(2, 3, 4);
	ledger.reject(5, {}, INVALID);
	settle({ 2: rejected(REFUSED) });
	expect(rows).toEqual([{ line: 2, json: { line: 2 }, rejection: { ...REFUSED, line: 2 } }]);
	settle({ 4: rejected(REFUSED) });
	expect(rows).toHaveLength(1);
	settle({ 3: ACCEPTED });
	expect(rows.map(({ line }) => line)).toEqual([2, 4, 5]);
});

test('rows are counted while they are on their way, while they wait, and when they are done', () => {
	const { ledger, send, settle } = createTrial();
	send(2, 3);
	ledger.reject(4, {}, INVALID);
	expect(ledger.rowsSeen()).toBe(3);
	settle({ 2: ACCEPTED });
	expect(ledger.rowsSeen()).toBe(3);
	settle({ 3: rejected(REFUSED) });
	ledger.rejectDuplicate(5, {}, first(2));
	expect(ledger.rowsSeen()).toBe(4);
	expect(ledger.report().rows).toBe(4);
});

test('a batch of which nothing was accepted is no accepted batch', () => {
	const { ledger, send, settle } = createTrial();
	send(2, 3);
	settle({ 2: rejected(REFUSED) });
	settle({ 3: ACCEPTED });
	expect(ledger.report().figures.acceptedBatches).toBe(1);
	send(4, 5);
	settle({ 4: ACCEPTED, 5: rejected(REFUSED) });
	expect(ledger.report().figures.acceptedBatches).toBe(2);
});

test('reasons are those of rejected rows, without duplicates', () => {
	const { ledger, rows, send, settle } = createTrial();
	send(2);
	settle({ 2: ACCEPTED });
	ledger.rejectDuplicate(3, {}, first(2));
	ledger.reject(4, {}, INVALID);
	const { reasons, figures } = ledger.report();
	expect([...reasons.keys()]).toEqual(['invalid_contact_number']);
	expect(figures).toMatchObject({ rejected: 1, duplicates: 1 });
	expect(rows[0]?.rejection.message).toMatch(/^Line 2 has the same contact number and was kept/);
});

test('a duplicate is dropped only if the row that was kept instead was accepted', () => {
	const { ledger, rows, send, settle } = createTrial('drop');
	send(2, 3);
	ledger.rejectDuplicate(4, {}, first(2));
	ledger.rejectDuplicate(5, {}, first(3));
	settle({ 2: ACCEPTED, 3: rejected(REFUSED) });
	const { figures } = ledger.report();
	expect(figures).toMatchObject({ duplicates: 1, droppedDuplicates: 1 });
	expect(rows[1]?.rejection.message).toMatch(/^Line 3 has the same contact number and came first/);
	expect(
		rows.map(({ line, rejection: { duplicateOf, retryable } }) => [line, duplicateOf, retryable]),
	).toEqual([
		[3, undefined, false],
		[5, 3, true],
	]);
});

describe('the place to begin at again', () => {
	test.each([
		['got no usable answer', LOST],
		['was not sent', UNSENT],
	])('is the first row that %s, and what was rejected before it is counted', (_, rejection) => {
		const { ledger, send, settle } = createTrial();
		ledger.skip(2);
		ledger.skip(3);
		ledger.reject(4, {}, INVALID);
		send(5, 6, 7, 8);
		settle({
			5: rejected(REFUSED),
			6: rejected(rejection),
			7: rejected(REFUSED),
			8: rejected(LOST),
		});
		expect(ledger.report()).toMatchObject({
			firstUndelivered: 6,
			rejectedBefore: 2,
			refusedBefore: 1,
			lastSkipped: 3,
		});
	});

	test('is nowhere if E-so gave a verdict on every row', () => {
		const { ledger, send, settle } = createTrial();
		send(2, 3);
		settle({ 2: ACCEPTED, 3: rejected(REFUSED) });
		expect(ledger.report()).toMatchObject({
			firstUndelivered: undefined,
			rejectedBefore: 1,
			refusedBefore: 1,
			lastSkipped: 0,
		});
	});
});

test('where no row can be sent, rows are handed on all the same, and what is only counted is not kept', () => {
	const { ledger, rows } = createTrial('reject', 100);
	for (let line = 2; line < 2_002; line += 1) ledger.reject(line, { line }, INVALID);
	expect(rows).toHaveLength(1_024);
	expect(rows[99]?.json).toEqual({ line: 101 });
	expect(rows[100]?.json).toEqual({});
});

test('whether the line that was kept was accepted is known for any line of a file, however far apart', () => {
	const { ledger, rows, send, settle } = createTrial();
	const lines = [2, 7, 8, 9, 8_191, 8_192, 8_193, 16_400, 1_000_000];
	send(...lines);
	settle(Object.fromEntries(lines.map((line) => [line, ACCEPTED])));
	const kept = [...lines, 3, 10, 8_190, 16_384, 999_999, 1_000_001, 500_000_000];
	kept.forEach((line, index) => ledger.rejectDuplicate(1_000_002 + index, {}, first(line)));
	ledger.report();
	// Only a duplicate of what was not accepted may be sent again.
	const known = rows.filter(({ rejection }) => !rejection.retryable);
	expect(known.map(({ rejection }) => rejection.duplicateOf)).toEqual(lines);
	expect(rows).toHaveLength(kept.length);
});
