import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../emulator/emulator';
import { getCodes, expectConserved, getStatuses, sumUp } from '../support/engine/itemsByOutcome';
import { esoSuite } from '../support/engine/esoSuite';
import { leadItems, storedNumber } from '../support/engine/leadItems';

const eso = esoSuite({
	refuses: (lead) => (lead.name === 'refused' ? 'the number is blocked' : undefined),
});

/** The contact numbers that E-so must hold after a run: those of the accepted items, each once. */
const toNumbers = (accepted: readonly number[]) => new Set(accepted.map(storedNumber));

/** How often each number travelled in a request that E-so took. */
function timesTaken(): number[] {
	const times = new Map<unknown, number>();
	for (const { statusCode, body } of eso.emulator.requests) {
		if (statusCode !== 201) continue;
		const { data } = body as { data: IDataObject[] };
		for (const { contact_number } of data) {
			times.set(contact_number, (times.get(contact_number) ?? 0) + 1);
		}
	}
	return [...times.values()];
}

describe('10,000 items, 1 % of them bad and 2 % duplicates', () => {
	const isBad = (index: number) => index % 100 === 7;
	/** The second spelling of the lead 20 places before. */
	const isDuplicate = (index: number) => index % 50 === 33;
	const items = leadItems(10_000).map((item, index) => {
		if (isBad(index)) return { ...item, contact_number: '8.19E+09' };
		if (isDuplicate(index)) return { ...item, contact_number: `0091-${storedNumber(index - 20)}` };
		return item;
	});

	test.each([500, 97])(
		'every item comes out exactly once, in batches of %p, and the sums add up',
		async (batchSize) => {
			const run = await eso.run({ items, parameters: { requestOptions: { batchSize } } });
			const { accepted } = expectConserved(run, 10_000);

			expect(getCodes(run)).toEqual({
				invalid_contact_number: 100,
				duplicate_contact_number: 200,
			});
			expect(new Set(eso.emulator.store.keys())).toEqual(toNumbers(accepted));
			expect(timesTaken()).toEqual(Array.from({ length: 9_700 }, () => 1));
			const batches = Math.ceil(9_700 / batchSize);
			expect(eso.emulator.requests).toHaveLength(batches);
			expect(run.hints.map(({ message }) => message)).toEqual([
				expect.stringContaining(
					`9,700 of 10,000 leads accepted in ${batches} batches; 100 rejected, 200 duplicates. The reason for all: `,
				),
			]);
		},
	);
});

describe('500 leads in one batch', () => {
	test.each([0, 123, 250, 499])(
		'one refused lead (at %p) costs no other lead, and at most 20 requests',
		async (at) => {
			const items = leadItems(500);
			items[at] = { ...items[at], name: 'refused' };
			const run = await eso.run({ items });
			expect(expectConserved(run, 500).rejected).toEqual([at]);
			expect(run.rejected).toMatchObject([
				{
					json: {
						contact_number: items[at]?.contact_number,
						rejection: {
							code: 'refused',
							message: expect.stringContaining('the number is blocked'),
							statusCode: 400,
							retryable: false,
						},
					},
				},
			]);
			expect(run.batches).toMatchObject([{ json: { status: 'partial', accepted: 499 } }]);
			expect(eso.emulator.store.size).toBe(499);
			expect(eso.emulator.requests.length).toBeLessThanOrEqual(20);
			expect(sumUp(run.batches, 'requests')).toBe(eso.emulator.requests.length);
		},
	);

	test('a cause that all leads share is found within 27 requests, and reported in E-so’s words', async () => {
		const items = leadItems(500).map((item) => ({ ...item, name: 'refused' }));
		const run = await eso.run({ items, onError: 'continueRegularOutput' });
		expect(expectConserved(run, 500).accepted).toEqual([]);
		expect(getStatuses(run)).toEqual(['refused']);
		expect(getCodes(run)).toEqual({ refused: 500 });
		expect(run.batches[0]?.json.message).toBe('the number is blocked');
		// The whole batch, 24 leads alone, and two for the field: fewer leads are all refused by chance where most are bad.
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(27);
	});

	test('one refused lead in five: nine in ten of the others are accepted, and the rest may be sent again', async () => {
		const items = leadItems(500).map((item, index) =>
			index % 5 === 0 ? { ...item, name: 'refused' } : item,
		);
		const run = await eso.run({ items });
		const { accepted } = expectConserved(run, 500);
		const { not_isolated: left = 0, ...others } = getCodes(run);
		expect(Object.keys(others)).toEqual(['refused']);
		expect(accepted.length).toBeGreaterThanOrEqual(0.9 * 400);
		expect(new Set(eso.emulator.store.keys())).toEqual(toNumbers(accepted));
		expect(eso.emulator.requests.length).toBeLessThanOrEqual(122 + 0.6 * (500 - left));
	});

	test('without isolation a refused batch costs one request, and its leads may be sent again', async () => {
		const items = leadItems(10);
		items[3] = { ...items[3], name: 'refused' };
		const run = await eso.run({ items, parameters: { requestOptions: { isolate: false } } });
		expectConserved(run, 10);
		expect(getCodes(run)).toEqual({ not_isolated: 10 });
		expect(eso.emulator.requests).toHaveLength(1);
		expect(eso.emulator.store.size).toBe(0);
	});
});

describe('on a bad day of the network', () => {
	const faults: Record<number, Fault> = {
		0: { kind: 'resetAfterStore' },
		2: { kind: 'html', statusCode: 200, stores: true },
		3: { kind: 'truncatedJson', stores: true },
		5: { kind: 'status', statusCode: 502 },
		6: { kind: 'rateLimited', retryAfter: '1' },
		8: { kind: 'successFalse', statusCode: 200, message: 'Quota used up' },
		9: { kind: 'resetBeforeStore' },
		11: { kind: 'status', statusCode: 413, body: { message: 'too large' } },
	};

	test.each([1, 10])(
		'every item comes out exactly once, and what is called accepted is stored (%p at once)',
		async (concurrency) => {
			const items = leadItems(120).map((item, index) =>
				index % 9 === 4
					? { ...item, name: index % 2 ? 'refused' : 'x', contact_number: 'x' }
					: item,
			);
			items[50] = { ...items[50], name: 'refused' };
			eso.emulator.setFault(({ index }) => faults[index]);
			const run = await eso.run({
				items,
				onError: 'continueRegularOutput',
				parameters: { requestOptions: { batchSize: 10, concurrency } },
			});
			expect(run.status).toBe('success');
			const { accepted } = expectConserved(run, 120);
			for (const number of toNumbers(accepted)) expect(eso.emulator.store.has(number)).toBe(true);
			expect(getCodes(run)).toMatchObject({ invalid_contact_number: 13, refused: 1 });
			expect(accepted.length).toBeGreaterThan(90);
		},
	);
});
