import {
	failedForNow,
	failedWith,
	refuse,
	toFailedItem,
} from '../../../nodes/EsoLeads/lead/refusals';

test('an item that may succeed later says so', () => {
	expect(failedForNow('delivery_failed', 'E-so did not answer.')).toEqual({
		kind: 'failed',
		failure: { code: 'delivery_failed', message: 'E-so did not answer.', retryable: true },
	});
});

test('an item with a value that cannot be sent is not worth a second run', () => {
	const failure = { code: 'invalid_origin', message: 'Too long.', retryable: false };
	expect(failedWith('invalid_origin', 'Too long.')).toEqual({ kind: 'failed', failure });
	expect(toFailedItem(refuse('invalid_origin', 'Too long.', 'source'))).toEqual({
		kind: 'failed',
		failure,
	});
});

test('a refusal names its field with 200 characters at most, and none where there is none', () => {
	expect(refuse('unsupported_field', 'No.', 'x'.repeat(300)).field).toBe('x'.repeat(200));
	expect(refuse('unsupported_field', 'No.')).not.toHaveProperty('field');
});
