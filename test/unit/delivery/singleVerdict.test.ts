import type { Reply } from '../../../nodes/EsoLeads/delivery/ports';
import { classifyChange, classifyRead } from '../../../nodes/EsoLeads/delivery/singleVerdict';
import {
	answered,
	lost,
	page,
	rateLimited,
	refused,
	tooLarge,
	unauthorized,
} from '../../support/delivery/replies';

const BOTH: ReadonlyArray<[what: string, reply: Reply, kind: string]> = [
	['404 in JSON', answered(404, { message: 'Lead not found!' }), 'notFound'],
	['404 in an envelope', answered(200, { status: 404, success: false }), 'notFound'],
	['404 without a body', answered(404, ''), 'notFound'],
	['a proxy that knows no such page', page(404), 'stop'],
	['404 in JSON that was cut off', answered(404, '{"message":"Lead no'), 'retry'],
	['404 in JSON that was cut off behind blanks', answered(404, ' \r\n[{"id"'), 'retry'],
	['404 with a page that holds a bracket', answered(404, 'Page {x} was not found'), 'stop'],
	['401', unauthorized(), 'stop'],
	['405', answered(405, { message: 'x' }), 'stop'],
	['a redirect', answered(302, ''), 'stop'],
	['400', refused(), 'refused'],
	['413', tooLarge(), 'refused'],
	['success: false', answered(200, { success: false, message: 'no' }), 'refused'],
	['409', answered(409, { message: 'exists' }), 'refused'],
	['429', rateLimited(), 'retry'],
	['499', answered(499, ''), 'refused'],
	['505', answered(505, ''), 'failed'],
	['501', answered(501, ''), 'failed'],
	['524, behind which it may have been done', answered(524, {}), 'failed'],
	['a list with 503', answered(503, [{ id: 1 }]), 'retry'],
	['a page that hides E-so', page(200), 'retry'],
	['JSON that was cut off', answered(200, '{"payload":{"da…'), 'retry'],
	['no answer', lost(), 'retry'],
	['200 with an error', answered(200, { error: 'VALIDATION_ERROR' }), 'refused'],
	['200 with the kind NOT_FOUND', answered(200, { error: 'NOT_FOUND' }), 'notFound'],
	['200 with a status of 401', answered(200, { status: 401, message: 'x' }), 'stop'],
	['200 with a rate limit', answered(200, { error: 'RATE_LIMIT_EXCEEDED' }), 'retry'],
	['success: "false"', answered(200, { success: 'false' }), 'refused'],
	['success: 0', answered(200, { success: 0, status: 200 }), 'refused'],
	['ok: false', answered(200, { ok: false }), 'refused'],
	['success: false inside', answered(200, { data: { success: false } }), 'refused'],
	['words alone', answered(200, { message: 'UnAuthorized Access-Token!' }), 'stop'],
	['an answer within the answer', answered(200, { body: '{"success":false}' }), 'refused'],
	['101, after which nothing came', answered(101, ''), 'failed'],
	['an error beside the lead', answered(200, { contact_number: 1, error: 'x' }), 'refused'],
];

test.each(BOTH)('%s means the same to a question and to a change: %s', (_, reply, kind) => {
	expect(classifyRead(reply, 0).kind).toBe(kind);
	expect(classifyChange(reply, 0).kind).toBe(kind);
});

describe('a question is answered by any body that does not say no: its reader finds what it holds', () => {
	test.each([
		['an object', answered(200, { payload: { data: [] } })],
		['a list at the root', answered(200, [{ id: 1 }])],
		['a list as text', answered(200, '[{"id":1}]')],
		['an empty body', answered(204, '')],
		['a success of 1', answered(200, { success: 1, data: [] })],
		['a lead whose field is called status', answered(200, { id: 7, status: 'failed' })],
		['a lead whose code is 404', answered(200, { data: { id: 7, code: 404, result: 'error' } })],
	])('%s', (_, reply) => {
		expect(classifyRead(reply, 0).kind).toBe('accepted');
	});

	test('what E-so says comes along, parsed', () => {
		expect(classifyRead(answered(200, '{"data":[{"id":1}]}'), 0)).toMatchObject({
			answer: { data: [{ id: 1 }] },
		});
		expect(classifyRead(answered(200, [{ id: 1 }]), 0)).toMatchObject({ answer: [{ id: 1 }] });
	});
});

describe('a change is done only where E-so says so', () => {
	test.each([
		['success: true', answered(200, { success: true })],
		['a status of success', answered(200, { status: 200, message: 'Lead updated' })],
		['the lead itself', answered(200, { data: { id: 7, contact_number: '81' } })],
		['204, which has no body', answered(204, '')],
		['a result for the lead', answered(207, { results: [{ id: 7, status: 200 }] })],
	])('by %s', (_, reply) => {
		expect(classifyChange(reply, 0).kind).toBe('accepted');
	});

	test.each([
		['an empty body', answered(200, '')],
		['an empty object', answered(200, {})],
		['words alone', answered(200, { message: 'Welcome' })],
		['a success of null', answered(200, { success: null, status: 200 })],
		['a status below 200', answered(200, { status: -1, message: 'x' })],
		['a status of 1', answered(200, { status: 1 })],
		['the ID of the request', answered(200, { id: 'req_1', message: 'Something went wrong' })],
		['an ID and a state', answered(200, { id: 7, status: 'error' })],
		['an ID and a code', answered(200, { data: { id: 7, code: 500 } })],
		['a list', answered(200, [{ id: 1 }])],
		['text', answered(200, 'OK')],
		['207 without results', answered(207, { success: true })],
	])('and not by %s: it is asked again', (_, reply) => {
		expect(classifyChange(reply, 0)).toMatchObject({ kind: 'retry', outcomeUncertain: true });
	});

	test('nor by results of which one says no', () => {
		const results = [{ contact_number: '81', success: false, message: 'locked' }];
		expect(classifyChange(answered(200, { success: true, results }), 0)).toMatchObject({
			kind: 'refused',
			message: 'locked',
		});
	});
});

test('a server that has not done it yet says when to come back', () => {
	const reply = { ...answered(202, {}), headers: { 'retry-after': '3600' } };
	expect(classifyChange(reply, 0)).toMatchObject({ kind: 'retry', retryAfterMs: 3_600_000 });
});

test('results that do not name the lead refuse the change, too', () => {
	for (const data of [
		[{ success: false }, { success: false }],
		[{ status: 400 }, { status: 201 }],
	])
		expect(classifyChange(answered(200, { success: true, data }), 0).kind).toBe('refused');
});

test('after a 404 that was cut off, E-so may have done what was asked, and it is no rate limit', () => {
	expect(classifyChange(answered(404, '{"message":"Lead no'), 0)).toMatchObject({
		isRateLimit: false,
		outcomeUncertain: true,
	});
});

test('what is too large for one lead is refused with what E-so said', () => {
	const { kind, ...said } = classifyChange(tooLarge(), 0);
	expect(kind).toBe('refused');
	expect(said).toMatchObject({ statusCode: 413 });
});

test.each([
	[[{ success: false }], 'refused'],
	[[{ error: 'VALIDATION_ERROR', message: 'x' }], 'refused'],
	[[{ status: 401 }], 'stop'],
	// A lead may have fields of these names; two entries are a list.
	[[{ id: 7, status: 'failed' }], 'accepted'],
	[[{ success: false }, { success: false }], 'accepted'],
])('a list that holds nothing but an answer is read as that: %j is %s', (list, kind) => {
	expect(classifyRead(answered(200, list), 0).kind).toBe(kind);
});
