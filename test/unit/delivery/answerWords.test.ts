import { readApiAnswer } from '../../../nodes/EsoLeads/delivery/answer';

/** A success that carries more fields. */
const success = (fields: object) => readApiAnswer({ success: true, status: 201, ...fields });
/** A failure that carries more fields. */
const failure = (fields: object) => readApiAnswer({ success: false, ...fields });

describe('a field that says no is known in every spelling', () => {
	test.each(['success', 'isSuccess', 'Successful', 'is_successful', 'succeeded', 'ok', 'isOk'])(
		'%s: false',
		(name) => {
			expect(readApiAnswer({ status: 201, [name]: false })?.says).toBe('no');
		},
	);

	test.each([
		...['error', 'isError', 'hasError', 'errorMessage', 'error_code', 'errorType', 'err'],
		...['exception', 'Fault', 'failure', 'errors', 'hasErrors', 'exceptions', 'failures'],
	])('%s', (name) => {
		for (const value of ['x', 1, true, ['x'], { a: 1 }])
			expect([value, success({ [name]: value })?.says]).toEqual([value, 'no']);
		for (const value of [undefined, null, false, 0, '', ' ', [], {}])
			expect([value, success({ [name]: value })?.says]).toEqual([value, 'yes']);
	});

	test.each(['status', 'statusCode', 'http_status', 'code', 'httpCode'])('%s: 400', (name) => {
		expect(readApiAnswer({ success: true, [name]: 400 })).toMatchObject({
			says: 'no',
			status: 400,
		});
		expect(readApiAnswer({ success: true, [name]: 399 })?.says).toBe('yes');
	});

	test.each(['data', 'payload', 'response', 'body', 'meta', 'header', 'headers'])(
		'within %s',
		(name) => {
			expect(success({ [name]: { success: false } })?.says).toBe('no');
		},
	);

	test('but a long name, or one that only resembles it, is no such field', () => {
		expect(success({ error_of_the_other_system: 'x', errorneous: 'x', faults: 'x' })?.says).toBe(
			'yes',
		);
	});
});

describe('a lead in an answer has fields of its own', () => {
	const lead = { contact_number: '8192829284' };

	test.each(['status', 'code', 'result', 'fault', 'Error', 'failure', 'exception'])(
		'%s says nothing of what was done',
		(name) => {
			expect(success({ data: { ...lead, [name]: 'failed' } })?.says).toBe('yes');
		},
	);

	test.each<[string, object]>([
		['success', { success: false }],
		['ok', { ok: false }],
		['error', { error: 'x' }],
		['errors', { errors: ['x'] }],
		['statusCode', { statusCode: 400 }],
	])('but %s does', (_, fields) => {
		expect(success({ data: { ...lead, ...fields } })?.says).toBe('no');
	});

	test('and its message is what E-so says', () => {
		expect(failure({ data: { ...lead, message: 'bad' } })?.message).toBe('bad');
	});
});

describe('a single word says no, a sentence may hold any', () => {
	test.each([
		'false',
		'No',
		'0',
		'n',
		'null',
		'none',
		'off',
		'fail',
		'failed',
		'failure',
		'error',
		'',
	])('success: %j', (word) => {
		expect(readApiAnswer({ status: 201, success: word })?.says).toBe('no');
	});

	test.each([
		...['false', 'no', 'ko', 'nok', 'not ok', 'fail', 'failed', 'failure', 'failing', 'error'],
		...['errors', 'errored', 'exception', 'rejected', 'denied', 'invalid', 'unauthorised'],
		...[' Unauthorized ', 'forbidden', 'failed'.padEnd(19)],
	])('status and result: %j', (word) => {
		expect(readApiAnswer({ success: true, status: word })?.says).toBe('no');
		expect(success({ result: word })?.says).toBe('no');
	});

	test.each(['no errors', 'failed: 0', 'invalidated', 'not failed', 'error-free', 'x'])(
		'but not %j',
		(words) => {
			expect(readApiAnswer({ success: true, status: words })?.says).toBe('yes');
			expect(success({ result: words })?.says).toBe('yes');
		},
	);

	test('a status of zero is a no, and so is false', () => {
		expect(readApiAnswer({ success: true, status: 0 })?.says).toBe('no');
		expect(readApiAnswer({ success: true, status: false })?.says).toBe('no');
	});
});

test.each<[unknown, number | undefined]>([
	[401, 401],
	['401', 401],
	[' 401\n', 401],
	[300, 300],
	[299, undefined],
	['4011', undefined],
	['x401', undefined],
	['401x', undefined],
	['4 1', undefined],
	[401.5, undefined],
	[[401], undefined],
])('the status %j of a failure is %p', (status, expected) => {
	expect(failure({ status })?.status).toBe(expected);
	expect(failure({ code: status })?.status).toBe(expected);
});

describe('the words of an answer are found', () => {
	test.each<[object, string | undefined]>([
		[{ message: 'bad', error: 'worse' }, 'bad'],
		[{ message: ' ', error: 'bad' }, 'bad'],
		[{ message: 7, errors: ['bad', 'worse'] }, 'bad'],
		[{ message: ['bad'] }, 'bad'],
		[{ error: { message: 'bad', error: 'worse' } }, 'bad'],
		[{ error: { message: '', error: 'bad' } }, 'bad'],
		[{ error: { msg: 'bad' } }, 'bad'],
		[{ error: { detail: 'bad', code: 'X' } }, 'bad'],
		[{ error: { code: 'X' } }, 'X'],
		[{ errors: [[['bad']]] }, 'bad'],
		[{ error: { error: { error: { error: 'bad' } } } }, 'bad'],
		[{ errors: [[[['bad']]]] }, undefined],
		[{ error: {}, errors: [null, 'bad'] }, undefined],
		[{ message: 'x'.repeat(300) }, 'x'.repeat(300)],
		[{ message: 'x'.repeat(301) }, `${'x'.repeat(300)}…`],
	])('%j', (fields, words) => {
		expect(failure(fields)?.message).toBe(words);
	});
});

describe('the kind of an error is known by its name', () => {
	test.each<[number, string[]]>([
		[
			429,
			[
				'RATELIMIT',
				'rate_limit',
				'TooMany',
				'too-many',
				'throttled',
				'quotaExceeded',
				'quota exceeded',
			],
		],
		[401, ['Unauthenticated', 'UN-AUTHORIZED', 'notAuthenticated', 'not_authorised']],
		[
			401,
			[
				'invalidToken',
				'expired token',
				'missing accessToken',
				'bad_access_token',
				'wrongAccess-Token',
			],
		],
		[
			401,
			['tokenInvalid', 'token is missing', 'token_expired', 'token is revoked', 'BadCredentials'],
		],
		[403, ['forbidden', 'NoPermission', 'denied', 'notAllowed', 'not allowed']],
		[413, ['tooLarge', 'too_large', 'payloadSize', 'payload-size']],
		[404, ['notFound', 'NOT_FOUND']],
		[503, ['unavailable', 'maintenance', 'overloaded']],
		[504, ['timeout', 'time-out', 'timedOut', 'TIMED_OUT']],
		[400, ['Invalid', 'badRequest', 'BAD_REQUEST', 'unprocessable', 'required', 'malformed']],
		[500, ['internal', 'ServerError', 'exception', 'database']],
	])('%i', (status, kinds) => {
		for (const kind of kinds) {
			expect([kind, failure({ code: kind })?.status]).toEqual([kind, status]);
			expect([kind, failure({ error: kind })?.status]).toEqual([kind, status]);
		}
	});

	test.each<[object, number | undefined]>([
		[{ error: { code: 7, type: 'not_found' } }, 404],
		[{ error: { name: 'not_found' } }, 404],
		[{ error: { error: 'not_found' } }, 404],
		[{ error: { message: 'not_found' } }, 404],
		[{ errors: [{ code: 'not_found' }, { code: 'denied' }] }, 404],
		[{ code: 'x', error: 'not_found' }, 404],
		[{ code: 'not_found'.padEnd(60, '_') }, 404],
		[{ code: 'not_found'.padEnd(61, '_') }, undefined],
		[{ errors: [[['not_found']]] }, 404],
		[{ errors: [[[['not_found']]]] }, undefined],
		[{ error: { error: { error: { error: 'not_found' } } } }, 404],
		[{ message: 'The page was not found' }, undefined],
		[{ message: 'Unauthorised access' }, 401],
		[{ message: 'Rate limit exceeded' }, 429],
		[{ message: 'Validation failed' }, 400],
	])('wherever it stands, but for prose: %j', (fields, status) => {
		expect(failure(fields)?.status).toBe(status);
	});
});
