import {
	isUndelivered,
	notSent,
	outcomeUnknown,
	unexpectedStatus,
	unsentBatch,
} from '../../../nodes/EsoLeads/delivery/outcome';
import type { RetryVerdict } from '../../../nodes/EsoLeads/delivery/verdict';

const lost: RetryVerdict = {
	kind: 'retry',
	statusCode: 502,
	message: 'Lost',
	isRateLimit: false,
	outcomeUncertain: true,
};

test('a lead is undelivered if E-so gave no verdict on it', () => {
	expect(isUndelivered({ code: 'delivery_failed' })).toBe(true);
	expect(isUndelivered({ code: 'not_sent' })).toBe(true);
	expect(isUndelivered({ code: 'refused' })).toBe(false);
	expect(isUndelivered({ code: 'not_isolated' })).toBe(false);
});

test('what E-so may have done already is not repeated, and says so', () => {
	expect(outcomeUnknown(lost)).toMatchObject({
		code: 'delivery_failed',
		message: 'Lost (not repeated, since E-so may already have done it)',
		retryable: false,
	});
});

test.each([
	[418, false, true, false],
	[418, true, true, true],
	[499, false, true, false],
	[500, false, true, true],
	[500, false, false, false],
])(
	'an undocumented status %i (uncertain %p, idempotent %p) may be sent again: %p',
	(statusCode, ...rest) => {
		const [uncertain, idempotent, retryable] = rest;
		expect(unexpectedStatus({ statusCode, message: 'x' }, uncertain, idempotent)).toMatchObject({
			code: 'delivery_failed',
			retryable,
		});
	},
);

test('a lead that was not sent says why, and what became of an earlier request', () => {
	const reason = { message: 'No more' };
	expect(notSent(reason, 401, false, undefined)).toMatchObject({
		code: 'not_sent',
		statusCode: 401,
		message: 'No more',
	});
	expect(notSent(reason, 401, true, lost)).toMatchObject({
		code: 'delivery_failed',
		statusCode: 502,
		message: 'Lost; not sent again: No more',
	});
	// A run that ends without a reason is a bug, which costs no lead.
	expect(notSent(undefined, undefined, true, undefined).message).toBe(
		'An answer was lost; not sent again: the run has ended',
	);
	expect(unsentBatch({ number: 7, leads: [] }, undefined).message).toBe(
		'Not sent: the run has ended',
	);
	expect(unsentBatch({ number: 7, leads: [] }, { ...reason, batch: 3 }).message).toBe(
		'Not sent after batch 3: No more',
	);
});
