import { createLedger } from '../../../nodes/EsoLeads/delivery/ledger';
import type { QueuedLead, SendFailure } from '../../../nodes/EsoLeads/delivery/outcome';
import type { Rejection } from '../../../nodes/EsoLeads/lead/refusals';
import { leads } from '../../support/delivery/leads';
import { getCode } from '../../support/delivery/trial';
import type { GroupRefusal } from '../../../nodes/EsoLeads/delivery/verdict';

const REFUSAL: GroupRefusal = { kind: 'refused', statusCode: 417, message: 'Not a field' };
const FAILURE: SendFailure = {
	kind: 'sendFailure',
	code: 'delivery_failed',
	statusCode: 503,
	message: 'Service Unavailable',
	retryable: true,
};

describe('the ledger of a batch', () => {
	it('has one outcome for each lead, in the order of the leads', () => {
		const batch = leads(6);
		const ledger = createLedger(1);
		ledger.refuse(batch.slice(3, 4), REFUSAL);
		ledger.accept([...batch.slice(1, 2), ...batch.slice(0, 1)]);
		ledger.fail(batch.slice(2, 3), FAILURE);
		ledger.leaveUnresolved(batch.slice(4), REFUSAL);
		expect(ledger.outcomes(batch).map(getCode)).toEqual([
			'accepted',
			'accepted',
			'delivery_failed',
			'refused',
			'not_isolated',
			'not_isolated',
		]);
	});

	it('keeps the first outcome of a lead', () => {
		const batch = leads(3);
		const ledger = createLedger(1);
		ledger.accept(batch.slice(0, 1));
		ledger.refuse(batch.slice(0, 2), REFUSAL);
		ledger.accept(batch);
		ledger.refuseTogether(batch, REFUSAL, 'All of them.');
		expect(ledger.outcomes(batch).map(getCode)).toEqual(['accepted', 'refused', 'accepted']);
	});

	it('takes a lead that nobody entered for undelivered, never for accepted', () => {
		expect(createLedger(1).outcomes(leads(1))).toMatchObject([
			{ rejection: { code: 'delivery_failed', retryable: true } },
		]);
	});

	it('knows which leads have no outcome yet, in their order', () => {
		const batch = leads(4);
		const ledger = createLedger(1);
		expect(ledger.unsettled(batch)).toEqual(batch);
		ledger.accept(batch.slice(0, 1));
		ledger.refuse(batch.slice(2, 3), REFUSAL);
		expect(ledger.unsettled(batch).map((lead) => lead.item)).toEqual([1, 3]);
	});
});

describe('a rejected lead says', () => {
	function tell(enter: (batch: QueuedLead[], ledger: ReturnType<typeof createLedger>) => void) {
		const batch = leads(1);
		const ledger = createLedger(7);
		enter(batch, ledger);
		const [outcome] = ledger.outcomes(batch);
		if (outcome?.kind !== 'rejected') throw new Error('the lead was not rejected');
		return outcome.rejection;
	}

	it("why in E-so's words, and that sending it again unchanged would be of no use", () => {
		expect(tell((batch, ledger) => ledger.refuse(batch, REFUSAL))).toEqual<Rejection>({
			code: 'refused',
			message: 'E-so refused this lead: Not a field',
			batch: 7,
			statusCode: 417,
			retryable: false,
		});
	});

	it('when it was given up with its batch, what to look at; it may be good itself', () => {
		const rejection = tell((batch, ledger) =>
			ledger.refuseTogether(batch, REFUSAL, "Not a field. Check 'Support Channel Key'."),
		);
		expect(rejection).toMatchObject({
			code: 'refused',
			batch: 7,
			statusCode: 417,
			retryable: true,
		});
		expect(rejection.message).toContain('Not a field');
		expect(rejection.message).toContain("'Support Channel Key'");
	});

	it('that E-so may have it, where an answer was lost before it was refused', () => {
		const rejection = tell((batch, ledger) => {
			ledger.noteLostAnswer(batch);
			ledger.refuse(batch, REFUSAL);
		});
		expect(rejection).toMatchObject({ code: 'refused', statusCode: 417 });
		expect(rejection.message).toContain('E-so may have it anyway');
	});

	it('when it was refused only together with others, that it may be good', () => {
		const rejection = tell((batch, ledger) => ledger.leaveUnresolved(batch, REFUSAL));
		expect(rejection).toMatchObject({ code: 'not_isolated', statusCode: 417, retryable: true });
		expect(rejection.message).toContain('Not a field');
	});

	it.each(['leaveUnresolved', 'leaveTogether'] as const)(
		'when it was refused only together with others (%s) after an answer was lost, that E-so may have it',
		(leave) => {
			const rejection = tell((batch, ledger) => {
				ledger.noteLostAnswer(batch);
				ledger[leave](batch, { ...REFUSAL, kind: 'tooLarge' });
			});
			expect(rejection).toMatchObject({ code: 'not_isolated', retryable: true });
			expect(rejection.message).toContain('E-so may have it anyway');
		},
	);

	it('when it was not delivered, why, and whether to send it again', () => {
		expect(tell((batch, ledger) => ledger.fail(batch, FAILURE))).toEqual<Rejection>({
			code: 'delivery_failed',
			message: 'Not delivered: Service Unavailable',
			batch: 7,
			statusCode: 503,
			retryable: true,
		});
		const useless = { ...FAILURE, retryable: false };
		expect(tell((batch, ledger) => ledger.fail(batch, useless)).retryable).toBe(false);
	});

	it('when it was not sent, just that; no status where no answer came', () => {
		const unsent: SendFailure = {
			...FAILURE,
			code: 'not_sent',
			statusCode: undefined,
			message: 'the execution was canceled',
		};
		expect(tell((batch, ledger) => ledger.fail(batch, unsent))).toEqual<Rejection>({
			code: 'not_sent',
			message: 'Not sent: the execution was canceled',
			batch: 7,
			retryable: true,
		});
	});
});

describe('a cause that is found later', () => {
	const TOO_LARGE: GroupRefusal = { kind: 'tooLarge', statusCode: 413, message: 'Too large' };
	const REMEDY = 'Shorten it.';

	/** Whether each lead is told the remedy, and may be sent again. */
	function tellRemedy(statusCode: number) {
		const batch = leads(5);
		const ledger = createLedger(1);
		ledger.refuse(batch.slice(0, 1), REFUSAL);
		ledger.refuse(batch.slice(1, 2), TOO_LARGE);
		ledger.fail(batch.slice(2, 3), FAILURE);
		ledger.accept(batch.slice(3, 4));
		const [, , , , inPart] = batch;
		if (inPart !== undefined) ledger.refuse([inPart], REFUSAL);
		if (inPart !== undefined) ledger.noteSearched(inPart, true);
		ledger.noteRemedy({ remedy: REMEDY }, statusCode);
		ledger.noteRemedy({ remedy: REMEDY, field: 'note' }, statusCode);
		return ledger.outcomes(batch).map((outcome) => {
			if (outcome.kind === 'accepted') return 'accepted';
			const { message, retryable, field } = outcome.rejection;
			return [message.split(REMEDY).length - 1, retryable, field];
		});
	}

	it('is told once to those that were refused for it, and to no others', () => {
		expect(tellRemedy(417)).toEqual([
			[1, true, 'note'],
			[0, false, undefined],
			[0, true, undefined],
			'accepted',
			[1, false, 'note'],
		]);
		expect(tellRemedy(413)).toEqual([
			[0, false, undefined],
			[1, true, 'note'],
			[0, true, undefined],
			'accepted',
			[0, false, undefined],
		]);
	});

	it.each([
		['has', true, 'without its custom fields'],
		['may have', false, 'may have it'],
	])('makes no lead retryable that E-so %s without its fields', (_, isStored, words) => {
		const batch = leads(1);
		const ledger = createLedger(1);
		ledger.refuse(batch, REFUSAL);
		for (const lead of batch) ledger.noteSearched(lead, isStored);
		ledger.noteRemedy({ remedy: REMEDY }, 417);
		expect(ledger.outcomes(batch)).toMatchObject([
			{ rejection: { code: 'refused', retryable: false } },
		]);
		expect(JSON.stringify(ledger.outcomes(batch))).toContain(words);
	});
});

describe('what is known of leads together', () => {
	it('is whether an answer about any of them was lost', () => {
		const batch = leads(3);
		const ledger = createLedger(1);
		expect(ledger.mayBeStored(batch)).toBe(false);
		ledger.noteLostAnswer(batch.slice(0, 1));
		expect(ledger.mayBeStored(batch)).toBe(true);
		expect(ledger.mayBeStored(batch.slice(1))).toBe(false);
		expect(ledger.mayBeStored([])).toBe(false);
	});

	it('is whether any of them was rejected', () => {
		const batch = leads(3);
		const ledger = createLedger(1);
		ledger.accept(batch.slice(0, 1));
		ledger.refuse(batch.slice(1, 2), REFUSAL);
		expect(ledger.hasRejected(batch)).toBe(true);
		expect(ledger.hasRejected(batch.slice(0, 1))).toBe(false);
		expect(ledger.hasRejected(batch.slice(2))).toBe(false);
	});

	it('and those that are too large together are told to come in smaller batches', () => {
		const batch = leads(1);
		const ledger = createLedger(1);
		ledger.leaveUnresolved(batch, { kind: 'tooLarge', statusCode: 413, message: 'Too large' });
		expect(ledger.outcomes(batch)).toMatchObject([
			{
				rejection: {
					message: expect.stringMatching(/too large together with others: Too large\. /),
				},
			},
		]);
	});

	it('and one that the node lost track of is told so', () => {
		expect(createLedger(1).outcomes(leads(1))).toMatchObject([
			{ kind: 'rejected', rejection: { message: expect.stringMatching(/lost track.*again/) } },
		]);
	});
});
