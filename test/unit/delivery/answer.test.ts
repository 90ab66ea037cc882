import { readApiAnswer } from '../../../nodes/EsoLeads/delivery/answer';
import { classify } from '../../../nodes/EsoLeads/delivery/verdict';
import { answered } from '../../support/delivery/replies';
import { START } from '../../support/delivery/virtualClock';

const ANSWER = { status: 201, success: true, message: 'New Contacts successfully added!' };

const READ = { ...ANSWER, says: 'yes', showsLead: false, hasSuccess: true };

describe('an answer is read', () => {
	it('the same from JSON text as from a parsed body', () => {
		const read = { ...READ, success: undefined };
		expect(readApiAnswer(ANSWER)).toEqual(read);
		expect(readApiAnswer(JSON.stringify(ANSWER))).toEqual(read);
		expect(readApiAnswer(` \r\n${JSON.stringify(ANSWER)}\n`)).toEqual(read);
	});

	it('whatever else it carries', () => {
		const answer = { ...ANSWER, payload: { added: 3 }, ids: [1, 2, 3] };
		expect(readApiAnswer(answer)?.says).toBe('yes');
	});

	it.each([
		['no body', undefined],
		['null', null],
		['an empty text', ''],
		['blank text', ' \r\n'],
		['an empty object', {}],
		['the text of an empty object', '{}'],
	])('as an answer that says nothing from %s', (_, body) => {
		expect(readApiAnswer(body)).toEqual({
			says: 'nothing',
			showsLead: false,
			hasSuccess: false,
		});
	});
});

describe("what is not E-so's is not taken for an answer", () => {
	it.each([
		['an HTML page', '<html>Welcome to the hotel</html>'],
		['JSON that was cut off', '{"status":201,"succ'],
		['a list', []],
		['the text of a list', '[{"success":true}]'],
		['the text of null', 'null'],
		['a number', 201],
		['the text of a number', '201'],
		['a quoted text', '"OK"'],
		['plain text', 'OK'],
		['a boolean', true],
	])('%s', (_, body) => {
		expect(readApiAnswer(body)).toBeUndefined();
		expect(classify(answered(201, body), START).kind).toBe('retry');
		expect(classify(answered(400, body), START).kind).toBe('retry');
	});
});

describe('a detail in an unexpected form does not hide what an answer says', () => {
	it.each([
		[201, { status: '201', success: true, message: 'Added' }, 'accepted'],
		[201, { status: 'ok', success: true }, 'accepted'],
		[201, { success: true, message: null }, 'accepted'],
		[201, { success: true, message: 'Added', error: null, errors: [] }, 'accepted'],
		[200, { success: 'true', status: null }, 'accepted'],
		[201, { status: 201, message: 'New Contacts successfully added!' }, 'accepted'],
		[400, { error: 'VALIDATION_ERROR', message: ['one', 'two'] }, 'refused'],
		[400, { error: { code: 7 }, message: 'Not a lead' }, 'refused'],
	])('%i %j: %s', (status, body, kind) => {
		expect(classify(answered(status, body), START).kind).toBe(kind);
	});
});

describe('a body that says no is no success, whatever status it comes with', () => {
	const NO: ReadonlyArray<[body: unknown, kind: string, statusCode: number]> = [
		[{ error: 'VALIDATION_ERROR', message: 'contact number required' }, 'refused', 400],
		[{ error: 'RATE_LIMIT_EXCEEDED', message: 'Many frequent requests' }, 'retry', 429],
		[{ status: 401, message: 'UnAuthorized Access-Token!' }, 'stop', 401],
		[{ status: '401', message: 'UnAuthorized Access-Token!' }, 'stop', 401],
		[{ success: false, message: 'UnAuthorized Access-Token!' }, 'stop', 401],
		[{ statusCode: 403, message: 'No' }, 'stop', 403],
		[{ error: { code: 'VALIDATION_ERROR', message: 'No' } }, 'refused', 400],
		[{ error: { status: 503 } }, 'retry', 503],
		[{ errors: [{ code: 'RATE_LIMIT_EXCEEDED' }] }, 'retry', 429],
		[{ errors: ['Invalid token'] }, 'stop', 401],
		[{ error: 'INTERNAL_SERVER_ERROR' }, 'retry', 500],
		[{ data: { success: false, error: 'VALIDATION_ERROR' } }, 'refused', 400],
		[{ success: true, data: { success: false } }, 'failed', 200],
		[{ success: true, payload: { data: { error: 'VALIDATION_ERROR' } } }, 'refused', 400],
		[{ success: true, error: 'VALIDATION_ERROR' }, 'refused', 400],
		[{ success: true, status: 400 }, 'refused', 400],
		[{ success: true, errors: { name: 'is not text' } }, 'failed', 200],
		[{ success: 'false' }, 'failed', 200],
		[{ success: 'FALSE ', message: 'No' }, 'failed', 200],
		[{ success: 0 }, 'failed', 200],
		[{ success: '0' }, 'failed', 200],
		[{ success: 'no' }, 'failed', 200],
		[{ success: '' }, 'failed', 200],
		[{ success: [] }, 'failed', 200],
		[{ ok: false }, 'failed', 200],
		[{ success: true, ok: 'false' }, 'failed', 200],
		[{ status: 'error', message: 'No' }, 'failed', 200],
		[{ status: 'failed', success: true }, 'failed', 200],
		[{ status: false }, 'failed', 200],
		[{ result: 'error' }, 'failed', 200],
		[{ error: true }, 'failed', 200],
		// However the field is spelled, and wherever it is wrapped.
		[{ Success: false, status: 201 }, 'failed', 200],
		[{ is_success: false, status: 201 }, 'failed', 200],
		[{ succeeded: 'no', status: 201 }, 'failed', 200],
		[{ status: 201, Error: 'VALIDATION_ERROR' }, 'refused', 400],
		[{ status: 201, exception: 'java.lang.NullPointerException' }, 'retry', 500],
		[{ status: 201, fault: { faultstring: 'Invalid' } }, 'failed', 200],
		[{ success: true, errorCode: 'E1' }, 'failed', 200],
		[{ errors: [{ status: '422', title: 'bad' }] }, 'refused', 422],
		[{ status: { code: 401 } }, 'stop', 401],
		[{ success: true, response: { error: 'VALIDATION_ERROR' } }, 'refused', 400],
		[{ success: true, body: { success: false } }, 'failed', 200],
		[{ status: 201, meta: { success: false } }, 'failed', 200],
		[{ success: true, data: [{ success: false }] }, 'failed', 200],
		// A status in words, and the names of fields in which gateways repeat it.
		[{ success: true, status: '400 Bad Request' }, 'refused', 400],
		[{ success: true, status: 'HTTP/1.1 401 Unauthorized' }, 'stop', 401],
		[{ success: true, code: '503: overloaded' }, 'retry', 503],
		[{ success: true, httpStatusCode: 400 }, 'refused', 400],
		[{ success: true, response_code: '401' }, 'stop', 401],
		[{ success: true, result: false }, 'failed', 200],
		// An answer within the answer, as text.
		[{ success: true, data: '{"success":false}' }, 'failed', 200],
		[{ statusCode: 200, body: '{"error":"VALIDATION_ERROR"}' }, 'refused', 400],
		[{ status: 200, payload: ' {"statusCode":401}' }, 'stop', 401],
		// The documented words alone.
		[{ message: 'UnAuthorized Access-Token!' }, 'stop', 401],
		[{ data: [], msg: 'Rate limit exceeded' }, 'retry', 429],
	];
	it.each(NO)('%j: %s, as with status %i', (body, kind, statusCode) => {
		for (const status of [200, 201, 204, 207])
			expect(classify(answered(status, body), START)).toMatchObject({
				kind,
				statusCode: statusCode === 200 ? status : statusCode,
			});
	});
});

describe('an answer that does not say yes is not taken for one: it is asked again', () => {
	it.each([
		[200, ''],
		[201, undefined],
		[204, ''],
		[200, {}],
		[200, { message: 'Welcome' }],
		[200, { status: 200 }],
		[200, { status: 201 }],
		[200, { message: 'The token is valid, no rate limit' }],
		[202, { status: 201, message: 'Queued' }],
		[200, { success: null }],
		[200, { success: 1 }],
		[200, { success: 'yes' }],
		[200, { success: 'maybe', status: 201 }],
		[200, { ok: true }],
		[200, { status: 'success' }],
		[200, { data: { success: true } }],
		[207, { success: true, message: 'Multi-Status' }],
		[200, { success: true, status: 207 }],
		[207, { results: [] }],
		[207, { results: [{ success: true }, { success: true }] }],
		[207, { results: [{ contact_number: '1', success: true }] }],
	])('%i %j', (status, body) => {
		const verdict = classify(answered(status, body), START, ['{}', '{}']);
		expect(verdict).toMatchObject({ kind: 'retry', outcomeUncertain: true, isRateLimit: false });
		expect(verdict.message).toContain('did not say that the leads were accepted');
	});
});

describe('results for each lead are read', () => {
	const LEADS = ['8100000000', '8100000001'].map((digits) =>
		JSON.stringify({ contact_number: digits, country_code: 91, name: 'Lead' }),
	);
	const taken = { contact_number: '8100000000', status: 201 };
	const other = { phone: '+91 8100000001', status: 'created' };
	const bad = { contact_number: 8_100_000_001, success: false, message: 'bad' };
	const NOT_KNOWN = undefined;

	it.each<[number, unknown, string, number[] | undefined]>([
		[207, { results: [taken, other] }, 'accepted', NOT_KNOWN],
		[207, { data: [taken, { mobile: 918100000001, status: 'created' }] }, 'accepted', NOT_KNOWN],
		[207, { results: [taken, taken] }, 'retry', NOT_KNOWN],
		[207, { results: [taken, { phone: '81', status: 'created' }] }, 'retry', NOT_KNOWN],
		[207, [taken, other], 'retry', NOT_KNOWN],
		[207, { results: [taken, bad] }, 'refused', [1]],
		[207, { results: [bad, taken] }, 'refused', [1]],
		[
			207,
			{ data: { results: [{ ...bad, contact_number: '8100000000' }, bad] } },
			'refused',
			[0, 1],
		],
		[207, { success: true, results: [bad] }, 'refused', NOT_KNOWN],
		[207, { results: [bad, other, taken] }, 'refused', NOT_KNOWN],
		[
			207,
			{ data: { results: [taken, { id: 7, success: false, message: 'bad' }] } },
			'refused',
			NOT_KNOWN,
		],
		[
			207,
			{
				results: [
					{ index: 0, status: 201 },
					{ index: 1, status: 400, message: 'bad' },
				],
			},
			'refused',
			[1],
		],
		[
			207,
			{
				results: [
					{ index: 1, status: 400, message: 'bad' },
					{ index: 2, status: 201 },
				],
			},
			'refused',
			[0],
		],
		[207, { results: [taken, { index: 1, status: 400, message: 'bad' }] }, 'refused', NOT_KNOWN],
		[201, { success: true, results: [taken, { index: 1, error: 'bad' }] }, 'refused', NOT_KNOWN],
		[201, { success: true, results: [bad] }, 'refused', [1]],
		[201, { success: true, failed: 1, message: 'bad' }, 'refused', NOT_KNOWN],
		[201, { success: true, failed: 2, rejected: [bad] }, 'refused', NOT_KNOWN],
		[201, { success: true, failed: 1, rejected: [bad] }, 'refused', [1]],
		[201, { success: true, failed: [{ contact_number: 1, error: 'bad' }] }, 'refused', NOT_KNOWN],
		[201, { success: true, failed: ['8100000001'], message: 'bad' }, 'refused', [1]],
		[201, { success: true, errors: [{ index: 1, message: 'bad' }] }, 'refused', NOT_KNOWN],
		[201, { success: true, failed: 0, rejected: [] }, 'accepted', NOT_KNOWN],
		[
			201,
			{ success: true, message: 'bad', failed: Array.from({ length: 501 }, () => '8100000001') },
			'refused',
			NOT_KNOWN,
		],
		[201, { success: true, message: 'bad', rejected: [{ reason: 'x' }] }, 'refused', NOT_KNOWN],
		// Results that do not name their leads, a map of them, and counts in other places and forms.
		[
			201,
			{ success: true, data: [{ ok: true }, { success: false }], message: 'bad' },
			'refused',
			NOT_KNOWN,
		],
		[
			201,
			{ success: true, results: [{ error: 'bad' }, { error: 'bad' }], message: 'bad' },
			'refused',
			NOT_KNOWN,
		],
		[
			201,
			{ success: true, payload: { data: [{ status: 201 }, { status: 400 }] }, message: 'bad' },
			'refused',
			NOT_KNOWN,
		],
		[
			201,
			{ success: true, results: { 8100000001: { success: false, message: 'bad' } } },
			'refused',
			[1],
		],
		[
			207,
			{ results: { 8100000000: { status: 201 }, 8100000001: { status: 400, message: 'bad' } } },
			'refused',
			[1],
		],
		[201, { success: true, failed: { 8100000001: 'bad' } }, 'refused', [1]],
		[201, { success: true, failed: { bad: 1 }, message: 'bad' }, 'refused', NOT_KNOWN],
		[201, { success: true, failed: '2', message: 'bad' }, 'refused', NOT_KNOWN],
		[201, { success: true, failed: true, message: 'bad' }, 'refused', NOT_KNOWN],
		[201, { success: true, failureCount: 1, message: 'bad' }, 'refused', NOT_KNOWN],
		[201, { success: true, error_count: 1, message: 'bad' }, 'refused', NOT_KNOWN],
		[201, { success: true, rejectedCount: '1', message: 'bad' }, 'refused', NOT_KNOWN],
		[201, { success: true, invalidNumbers: ['x'], message: 'bad' }, 'refused', NOT_KNOWN],
		[201, { success: true, summary: { failed: 1 }, message: 'bad' }, 'refused', NOT_KNOWN],
		[
			201,
			{ success: true, payload: { data: { stats: { failed: 1 } } }, message: 'bad' },
			'refused',
			NOT_KNOWN,
		],
		[
			201,
			{
				success: true,
				message: 'bad',
				results: Array.from({ length: 501 }, (_, id) => ({ id, success: false })),
			},
			'refused',
			NOT_KNOWN,
		],
		[
			201,
			{ success: true, failed: 'none', errorCount: '0', invalid: false },
			'accepted',
			NOT_KNOWN,
		],
		[
			201,
			{ success: true, failed: {}, failedLeads: '', rejectedCount: null },
			'accepted',
			NOT_KNOWN,
		],
		[
			201,
			{ success: true, data: [{ phone: '1', status: 'failed' }, { phone: '2' }] },
			'accepted',
			NOT_KNOWN,
		],
		[
			201,
			{ success: true, data: [{ contact_number: 1, status: 'Failed', error: 'x' }] },
			'accepted',
			NOT_KNOWN,
		],
	])('%i %j: %s, of the leads %j', (status, body, kind, places) => {
		const verdict = classify(answered(status, body), START, LEADS);
		expect(verdict.kind).toBe(kind);
		if (verdict.kind !== 'refused') return;
		expect(verdict.message).toBe('bad');
		expect(verdict.reasonsByPlace && [...verdict.reasonsByPlace.keys()].sort()).toEqual(places);
	});

	it('also where they have a channel key alone, which is a number', () => {
		const leads = [8_100_000_000, 8_100_000_001].map((number) =>
			JSON.stringify({ 'contact-shop': number, country_code: 91 }),
		);
		const verdict = classify(answered(207, { results: [taken, bad] }), START, leads);
		expect(verdict).toMatchObject({ kind: 'refused', reasonsByPlace: new Map([[1, 'bad']]) });
	});

	it('but not where two leads could be meant', () => {
		const leads = [
			JSON.stringify({ contact_number: '8100000000', country_code: 91 }),
			JSON.stringify({ contact_number: '918100000000', country_code: 1 }),
		];
		const results = [
			{ contact_number: '918100000000', success: false, message: 'bad' },
			{ contact_number: '8100000000', success: true },
		];
		const verdict = classify(answered(207, { results }), START, leads);
		expect(verdict).toEqual({ kind: 'refused', statusCode: 207, message: 'bad' });
	});
});

test('a page of words is cut to what a message can hold', () => {
	const read = (message: string) => readApiAnswer({ message })?.message;
	expect(read('x'.repeat(300))).toBe('x'.repeat(300));
	expect(read('x'.repeat(301))).toBe(`${'x'.repeat(300)}…`);
});
