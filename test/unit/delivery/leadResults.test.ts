import { readLeadResults } from '../../../nodes/EsoLeads/delivery/leadResults';

const LEADS = ['8100000000', '8100000001'].map((digits) =>
	JSON.stringify({ country_code: 91, contact_number: digits }),
);
const first = { contact_number: '8100000000', status: 201 };
const second = { contact_number: '8100000001', status: 201 };
const bad = { contact_number: '8100000001', success: false, message: 'bad' };

/** How many leads were taken by such an answer, and what is said of one that was not. */
function read(answer: object, leads: readonly string[] = LEADS) {
	const { taken, refusal } = readLeadResults(answer, false, leads);
	return { taken, refusal };
}

describe('results for each lead are known by their name', () => {
	test.each(['result', 'Results', 'leads', 'contacts', 'items', 'data', 'payload'])(
		'%s',
		(name) => {
			expect(read({ [name]: [first, second] })).toEqual({ taken: 2, refusal: undefined });
			expect(read({ data: { [name]: [first, bad] } })).toEqual({ taken: 1, refusal: 'bad' });
		},
	);

	test.each(['my_results', 'results_of_old', 'old_leads', 'leads_of_old'])('not %s', (name) => {
		expect(read({ [name]: [first, bad] })).toEqual({ taken: 0, refusal: undefined });
	});

	test.each([
		...['failed', 'Failures', 'rejected', 'invalid', 'failedCount', 'failed_count'],
		...['rejectedLeads', 'invalid_contacts', 'errors_count'],
	])('and %s counts leads that were not taken', (name) => {
		expect(read({ [name]: 1 })).toEqual({ taken: 0, refusal: '' });
		expect(read({ [name]: 0 })).toEqual({ taken: 0, refusal: undefined });
		expect(read({ [name]: [{}] })).toEqual({ taken: 0, refusal: '' });
	});

	test.each(['failed_before', 'not_failed', 'errors'])('but %s does not', (name) => {
		expect(read({ [name]: 1 })).toEqual({ taken: 0, refusal: undefined });
	});
});

describe('a lead was taken if its result says so', () => {
	test.each([
		...['ok', 'Success', 'successful', 'created', 'added', 'accepted', 'exists', 'updated'],
		...['ignored', 'done', 200, 299],
	])('%j', (state) => {
		for (const name of ['status', 'statusCode', 'result'])
			expect(read({ results: [{ ...first, status: undefined, [name]: state }] }).taken).toBe(1);
	});

	test.each(['not created', 'created later', 'okay', 'pending', 199, 300, undefined])(
		'not %j',
		(status) => {
			expect(read({ results: [{ ...first, status }] })).toEqual({ taken: 0, refusal: undefined });
		},
	);

	test('in as many words', () => {
		expect(read({ results: [{ ...first, status: undefined, success: true }] }).taken).toBe(1);
		expect(read({ results: ['8100000000'] }).taken).toBe(0);
	});
});

describe('a result is about the lead that it names', () => {
	test.each([
		{ contact_number: '008100000000' },
		{ contactNumber: '+91 81000-00000' },
		{ phone: 8_100_000_000 },
		{ mobile: '918100000000' },
		{ number: '8100000000' },
	])('%j', (name) => {
		expect(read({ results: [{ ...name, status: 'ok' }] }).taken).toBe(1);
	});

	test.each([
		{ contact_number: '81' },
		{ id: 8_100_000_000 },
		{ id: 1, phone: ['8100000000'] },
		{ id: 1, phone: null },
	])('and about none where it names none that was sent: %j', (name) => {
		expect(read({ results: [{ ...name, status: 'ok' }] }).taken).toBe(0);
	});

	test('by its channel key, wherever it stands', () => {
		const lead = JSON.stringify({ country_code: 91, name: 'Asha', 'contact-shop': 8_100_000_000 });
		expect(read({ results: [first] }, [lead]).taken).toBe(1);
	});

	test('by its place', () => {
		const at = (...indices: number[]) => ({
			results: indices.map((index) => ({ index, status: 'ok' })),
		});
		expect(
			[at(0, 1), at(1, 2), at(0, 2), at(0, 5), at(1), at(0.5, 0)].map((x) => read(x).taken),
		).toEqual([2, 2, 1, 1, 0, 1]);
	});

	test('once, though it is said twice, and to be trusted only where both say the same', () => {
		expect(read({ results: [first, first] }).taken).toBe(1);
		const differing = { results: [second, bad] };
		expect(read(differing)).toEqual({ taken: 0, refusal: 'bad' });
		expect(readLeadResults(differing, true, LEADS).reasonsByPlace).toBeUndefined();
	});
});

test('no more results are read than a request has leads', () => {
	const results = (count: number) => ({ results: Array(count).fill(first) });
	expect(read(results(500), []).taken).toBe(500);
	expect(read(results(501), []).taken).toBe(0);
	expect(read({ results: [first, bad] }, []).taken).toBe(1);
});
