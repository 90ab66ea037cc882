import { refuse, toRejection } from '../../../nodes/EsoLeads/lead/refusals';

test('a refusal reaches the user as code, message and field, and is not worth a second run', () => {
	expect(toRejection(refuse('invalid_origin', 'Too long.', 'source'))).toEqual({
		code: 'invalid_origin',
		message: 'Too long.',
		field: 'source',
		retryable: false,
	});
});

test('a refusal without a field has no field key, so that a JSON reader sees none', () => {
	const rejection = toRejection(refuse('unsupported_field', 'No.'));
	expect(Object.keys(rejection)).toEqual(['code', 'message', 'retryable']);
});
