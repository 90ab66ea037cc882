import fc from 'fast-check';
import { classify } from '../../../nodes/EsoLeads/delivery/verdict';
import { accepted, answered, rateLimited, refused } from '../../support/delivery/replies';
import { START } from '../../support/delivery/virtualClock';

const SUCCESS = { status: 201, success: true, message: 'New Contacts successfully added!' };

/** Two, as results may be about one of them. */
const LEADS = ['{"contact_number":"9100000000"}', '{"contact_number":"9100000001"}'];

function getKind(statusCode: number, body: unknown): string {
	return classify(answered(statusCode, body), START, LEADS).kind;
}

describe('the documented answers', () => {
	it.each([
		['a success', accepted(), { kind: 'accepted', statusCode: 201, message: SUCCESS.message }],
		['a refusal (400)', refused('No number'), { kind: 'refused', message: 'No number' }],
		['a refusal (417)', refused('Not a text', 417), { kind: 'refused', statusCode: 417 }],
		['a rate limit', rateLimited('3'), { kind: 'retry', isRateLimit: true, retryAfterMs: 3_000 }],
	])('are known: %s', (_, reply, verdict) => {
		expect(classify(reply, START, LEADS)).toMatchObject(verdict);
	});

	it('are known as JSON text, too, but not as a text within JSON', () => {
		expect(getKind(201, JSON.stringify(SUCCESS))).toBe('accepted');
		expect(getKind(201, JSON.stringify(JSON.stringify(SUCCESS)))).toBe('retry');
	});

	it('are not confused: a success in a 400, or a 207 within a 201', () => {
		expect(getKind(400, SUCCESS)).toBe('refused');
		expect(getKind(207, SUCCESS)).toBe('retry');
		expect(getKind(201, { ...SUCCESS, status: 207 })).toBe('retry');
		expect(getKind(201, { ...SUCCESS, success: false })).toBe('failed');
	});

	it('do not hide what stands beside them', () => {
		expect(getKind(201, { ...SUCCESS, failed: 1 })).toBe('refused');
		expect(getKind(201, { ...SUCCESS, error: 'VALIDATION_ERROR' })).toBe('refused');
		expect(getKind(201, { ...SUCCESS, data: { success: false, status: 429 } })).toBe('retry');
		expect(getKind(201, [SUCCESS])).toBe('retry');
		const told = { error: 'VALIDATION_ERROR', msg: 'The first words', message: 'The second' };
		expect(classify(answered(400, told), START)).toMatchObject({ message: 'The first words' });
	});
});

/** Values as documented, and others nearby. */
const near = {
	status: fc.constantFrom(201, 200, 207, 400, '201', null),
	success: fc.constantFrom(true, 'true', 1, false, null),
	message: fc.oneof(
		fc.constantFrom('Added', '', ' \n', 'rate limit exceeded', 7, null, ['Added']),
		fc.integer({ min: 298, max: 302 }).map((length) => 'x'.repeat(length)),
	),
	error: fc.constantFrom('VALIDATION_ERROR', 'RATE_LIMIT_EXCEEDED', 'UNAUTHORIZED', '', 7, null),
};

const bodies = fc.oneof(
	fc.record({ status: near.status, success: near.success, message: near.message }),
	fc.record({ error: near.error, message: near.message }),
	fc.record(near, { requiredKeys: [] }),
);

const statuses = fc.constantFrom(200, 201, 204, 207, 302, 400, 401, 413, 417, 418, 422, 429, 500);

test('an answer that is known at sight means what it means when it is read field by field', () => {
	fc.assert(
		fc.property(statuses, bodies, (statusCode, body) => {
			const read = classify(answered(statusCode, { ...body, unknown: 1 }), START, LEADS);
			expect(classify(answered(statusCode, body), START, LEADS)).toEqual(read);
		}),
		{ numRuns: 1_000 },
	);
});
