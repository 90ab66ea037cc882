import { classifySingle } from '../../../nodes/EsoLeads/delivery/deliverEach';
import {
	answered,
	lost,
	page,
	rateLimited,
	refused,
	tooLarge,
	unauthorized,
} from '../../support/delivery/replies';

test.each([
	['an object', answered(200, { payload: { data: [] } }), 'accepted'],
	['a list at the root', answered(200, [{ id: 1 }]), 'accepted'],
	['a list as text', answered(200, '[{"id":1}]'), 'accepted'],
	['an empty body', answered(204, ''), 'accepted'],
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
])('%s means %s', (_, reply, kind) => {
	expect(classifySingle(reply, 0).kind).toBe(kind);
});

test('what E-so says comes along, parsed', () => {
	expect(classifySingle(answered(200, '{"data":[{"id":1}]}'), 0)).toMatchObject({
		answer: { data: [{ id: 1 }] },
	});
	expect(classifySingle(answered(200, [{ id: 1 }]), 0)).toMatchObject({ answer: [{ id: 1 }] });
});

test('behind a 404 that was cut off E-so may have done what was asked, and it is no rate limit', () => {
	expect(classifySingle(answered(404, '{"message":"Lead no'), 0)).toMatchObject({
		isRateLimit: false,
		outcomeUncertain: true,
	});
});

test('what is too large for one lead is refused with what E-so said', () => {
	const { kind, ...said } = classifySingle(tooLarge(), 0);
	expect(kind).toBe('refused');
	expect(said).toMatchObject({ statusCode: 413 });
});
