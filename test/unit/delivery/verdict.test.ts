import type { Reply } from '../../../nodes/EsoLeads/delivery/ports';
import { classify, type Verdict } from '../../../nodes/EsoLeads/delivery/verdict';
import {
	accepted,
	answered,
	lost,
	page,
	rateLimited,
	unauthorized,
	unavailable,
} from '../../support/delivery/replies';
import { START } from '../../support/delivery/virtualClock';

const ACCEPTED = [200, 201, 202, 204, 299];
const STOP = [401, 403, 404, 405, 300, 301, 302, 303, 304, 307, 308, 399];
const REFUSED = [400, 417, 422];
const RETRY = [408, 425, 429, 500, 502, 503, 504];
const FAILED = [
	101, 199, 402, 406, 407, 409, 410, 411, 414, 415, 418, 423, 424, 426, 428, 431, 451,
];
const FAILED_SERVERS = [501, 505, 506, 507, 508, 510, 511, 520, 529, 599];

function getKind(reply: Reply): Verdict['kind'] {
	return classify(reply, START).kind;
}

describe("an answer of E-so's own is judged by its status", () => {
	it.each(ACCEPTED)('%i: the leads are accepted', (status) => {
		expect(getKind(answered(status, { status, success: true, message: 'Added' }))).toBe('accepted');
	});

	it.each(STOP)('%i: nothing more is sent', (status) => {
		expect(getKind(answered(status, { error: 'NO', message: 'No' }))).toBe('stop');
	});

	it.each(REFUSED)('%i: a lead of the batch is bad', (status) => {
		expect(getKind(answered(status, { error: 'VALIDATION_ERROR', message: 'No' }))).toBe('refused');
	});

	it('413: the batch is too large', () => {
		expect(getKind(answered(413, { message: 'Payload Too Large' }))).toBe('tooLarge');
	});

	it.each(RETRY)('%i: the same request may succeed later', (status) => {
		expect(getKind(answered(status, { message: 'Later' }))).toBe('retry');
	});

	it.each([...FAILED, ...FAILED_SERVERS])('%i: the batch failed', (status) => {
		expect(getKind(answered(status, { message: 'No' }))).toBe('failed');
	});
});

describe("a page that is not E-so's", () => {
	it.each(STOP)('%i: ends the run all the same, as no request gets through', (status) => {
		expect(getKind(page(status))).toBe('stop');
	});

	it('413: still says that the batch is too large, as proxies do', () => {
		expect(getKind(page(413))).toBe('tooLarge');
	});

	it.each([...ACCEPTED, ...REFUSED, ...RETRY, ...FAILED, ...FAILED_SERVERS])(
		'%i: says nothing of the leads, so they are sent again',
		(status) => {
			expect(getKind(page(status))).toBe('retry');
		},
	);

	it('is named as what it is', () => {
		expect(classify(page(200), START)).toMatchObject({
			message: "The answer with status 200 was not E-so's",
		});
	});
});

describe('a 2xx that says success: false', () => {
	it.each([
		[401, 'stop'],
		[404, 'stop'],
		[302, 'stop'],
		[400, 'refused'],
		[417, 'refused'],
		[413, 'tooLarge'],
		[429, 'retry'],
		[503, 'retry'],
		[418, 'failed'],
		[201, 'failed'],
	])('is judged by the status %i in its body: %s', (status, kind) => {
		expect(getKind(answered(200, { status, success: false, message: 'No' }))).toBe(kind);
	});

	it('is reported with the status in its body', () => {
		const reply = answered(200, { status: 417, success: false, message: 'Not a field' });
		expect(classify(reply, START)).toEqual({
			kind: 'refused',
			statusCode: 417,
			message: 'Not a field',
		});
	});

	it('without a status of its own is a failed batch', () => {
		expect(classify(answered(201, { success: false, message: 'No' }), START)).toEqual({
			kind: 'failed',
			statusCode: 201,
			message: 'No',
		});
	});

	it('with a rate limit inside pauses as long as its header asks', () => {
		const body = { status: 429, success: false, message: 'Slow down' };
		expect(classify(answered(200, body, { 'retry-after': '7' }), START)).toMatchObject({
			isRateLimit: true,
			retryAfterMs: 7_000,
		});
	});
});

it('the status of the body counts only where it contradicts a 2xx', () => {
	expect(getKind(answered(300, { status: 400, success: false }))).toBe('stop');
	expect(getKind(answered(200, { status: 400, success: true }))).toBe('refused');
	expect(getKind(answered(200, { status: 400 }))).toBe('refused');
	expect(getKind(answered(400, { status: 401, success: false }))).toBe('refused');
	expect(getKind(answered(503, { status: 201, success: true }))).toBe('retry');
});

describe('what E-so said is passed on', () => {
	it.each([
		['the message', { error: 'CODE', message: 'In words' }, 'In words'],
		['the code where there is no message', { error: 'CODE' }, 'CODE'],
		['the status where there is neither', {}, 'E-so answered with status 400'],
	])('%s', (_, body, message) => {
		expect(classify(answered(400, body), START)).toEqual({
			kind: 'refused',
			statusCode: 400,
			message,
		});
	});

	it.each([301, 302, 307, 308])('but for a redirect (%i), which is named as such', (status) => {
		expect(classify(answered(status, { message: 'Moved' }), START)).toMatchObject({
			message: `E-so answered with a redirect (status ${status}), which is not followed`,
		});
	});

	it('of an acceptance and of a stop, too', () => {
		expect(classify(accepted(), START)).toEqual({
			kind: 'accepted',
			statusCode: 201,
			message: 'New Contacts successfully added!',
		});
		expect(classify(unauthorized(), START)).toEqual({
			kind: 'stop',
			statusCode: 401,
			message: 'UnAuthorized Access-Token!',
		});
	});
});

describe('a retry knows what the run has to know', () => {
	it('a request without an answer may have been stored', () => {
		expect(classify(lost('read ECONNRESET'), START)).toEqual({
			kind: 'retry',
			message: 'read ECONNRESET',
			isRateLimit: false,
			outcomeUncertain: true,
		});
	});

	it('a request that takes too long says which parameter allows for more', () => {
		const message = 'No complete answer within 2 seconds';
		const reply = { kind: 'networkFailure', message, code: 'ETIMEDOUT' } as const;
		expect(classify(reply, START)).toMatchObject({
			message: `${message}: raise 'Timeout (Seconds)' if E-so needs longer`,
			code: 'ETIMEDOUT',
		});
		expect(classify(lost('read ECONNRESET'), START)).not.toHaveProperty('code');
	});

	it.each([
		[{ message: 'Queued' }, ': Queued'],
		[{}, ''],
	])('an answer that does not say that the leads were accepted is quoted: %j', (body, words) => {
		expect(classify(answered(200, body), START)).toEqual({
			kind: 'retry',
			statusCode: 200,
			message: `E-so answered with status 200, but did not say that the leads were accepted${words}`,
			isRateLimit: false,
			outcomeUncertain: true,
		});
	});

	it('a rate limit is the only retry that concerns all lanes, and surely stored nothing', () => {
		expect(classify(rateLimited(), START)).toMatchObject({
			isRateLimit: true,
			outcomeUncertain: false,
		});
		for (const reply of RETRY.filter((status) => status !== 429).map(page))
			expect(classify(reply, START)).toMatchObject({ isRateLimit: false, outcomeUncertain: true });
	});

	it('Retry-After counts on any retry, and only there', () => {
		expect(classify(rateLimited('3'), START)).toMatchObject({ retryAfterMs: 3_000 });
		expect(classify(unavailable('4'), START)).toMatchObject({ retryAfterMs: 4_000 });
		expect(classify(unavailable(), START)).not.toHaveProperty('retryAfterMs');
		const headers = { 'retry-after': '5' };
		expect(classify(answered(401, {}, headers), START)).not.toHaveProperty('retryAfterMs');
	});
});
