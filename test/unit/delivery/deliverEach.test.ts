import { tryEach } from '../../support/delivery/eachTrial';
import {
	answered,
	lost,
	rateLimited,
	refused,
	unauthorized,
	unavailable,
} from '../../support/delivery/replies';

const all = (count: number, word: string) => Array<string>(count).fill(word);

test('5,000 tasks of 50 ms in four lanes take exactly as long as four lanes need', async () => {
	const { words, tookMs, mostUnderWay } = await tryEach(5_000);
	expect(words).toEqual(all(5_000, 'ok'));
	expect(tookMs).toBe(62_500);
	expect(mostUnderWay).toBe(4);
});

test('outcomes come in the order of the items, whichever is done first', async () => {
	const { words } = await tryEach(8, {
		answer: (item, tries) => (item === 0 && tries < 3 ? unavailable() : ok(item)),
	});
	expect(words).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
});

test('one refused item costs only itself', async () => {
	const { words, stopped, requests } = await tryEach(9, {
		answer: (item) => (item === 4 ? refused() : ok('ok')),
	});
	expect(words).toEqual([...all(4, 'ok'), 'refused', ...all(4, 'ok')]);
	expect(stopped).toBeUndefined();
	expect(requests).toHaveLength(9);
});

test('a token that expires stops the run: what is left is not sent', async () => {
	const { words, stopped, requests } = await tryEach(10, {
		rules: { concurrency: 2 },
		answer: (item) => (item >= 4 ? unauthorized() : ok('ok')),
	});
	expect(words).toEqual([...all(4, 'ok'), ...all(6, 'not_sent')]);
	expect(stopped).toMatchObject({ statusCode: 401, item: 4 });
	expect(requests).toHaveLength(6);
});

test('under Stop Workflow the first failure ends the run, and what travels is waited for', async () => {
	const { words, stopped, requests } = await tryEach(10, {
		rules: { concurrency: 2, stopOnFailure: true },
		answer: (item) => (item === 2 ? refused('no') : ok('ok')),
	});
	expect(words).toEqual(['ok', 'ok', 'refused', 'ok', ...all(6, 'not_sent')]);
	expect(stopped).toMatchObject({ statusCode: 400, message: 'no', item: 2 });
	expect(requests).toHaveLength(4);
});

test('cancelling starts nothing more', async () => {
	const { words, stopped, requests } = await tryEach(10, {
		rules: { concurrency: 2 },
		made: ({ item }, cancel) => {
			if (item === 3) cancel();
		},
	});
	expect(words).toEqual([...all(4, 'ok'), ...all(6, 'not_sent')]);
	expect(stopped?.message).toBe('the execution was canceled');
	expect(requests).toHaveLength(4);
});

test('a rate limit pauses all lanes and narrows them', async () => {
	const { words, requests } = await tryEach(8, {
		answer: (item, tries) => (item === 0 && tries === 0 ? rateLimited('5') : ok('ok')),
	});
	expect(words).toEqual(all(8, 'ok'));
	// Three others passed with the one that was refused: so many go on within a second.
	const later = requests.slice(4).map(({ startedAt }) => startedAt);
	expect(later).toEqual([5_050, 5_050, 5_100, 6_100, 6_100]);
});

test('a rate limit that outlasts Max Wait ends the run', async () => {
	const { words, stopped } = await tryEach(4, {
		rules: { concurrency: 1, maxWaitMs: 5_000 },
		answer: (item) => (item === 1 ? rateLimited('10') : ok('ok')),
	});
	expect(words).toEqual(['ok', 'delivery_failed', 'not_sent', 'not_sent']);
	expect(stopped).toMatchObject({ statusCode: 429, item: 1 });
});

describe('tasks about the same lead', () => {
	test('are done in the order of the input, retries included', async () => {
		const { words, requests } = await tryEach(6, {
			getLead: (item) => `lead ${item % 2}`,
			answer: (item, tries) => (item === 0 && tries < 2 ? unavailable() : ok(item)),
		});
		expect(words).toEqual(['0', '1', '2', '3', '4', '5']);
		const ofFirst = requests.filter(({ item }) => item % 2 === 0).map(({ item }) => item);
		expect(ofFirst).toEqual([0, 0, 0, 2, 4]);
	});

	test('wait for one another even if they all are', async () => {
		const { tookMs, mostUnderWay } = await tryEach(20, { getLead: () => 'one' });
		expect(mostUnderWay).toBe(1);
		expect(tookMs).toBe(1_000);
	});
});

describe('a request that must not be made twice', () => {
	test.each([
		['no answer', lost()],
		['503', unavailable()],
		['503 with Retry-After', unavailable('1')],
	])('is given up after %s, and nobody claims to know what became of it', async (_, reply) => {
		const { outcomes, requests } = await tryEach(1, { isIdempotent: false, answer: () => reply });
		expect(requests).toHaveLength(1);
		expect(outcomes).toMatchObject([
			{
				failure: {
					code: 'delivery_failed',
					message: expect.stringMatching(/not repeated, since E-so may already have done it/),
					retryable: false,
				},
			},
		]);
	});

	test.each([
		[true, { retryable: true }],
		[false, { retryable: false }],
	])(
		'(repeatable: %s) after a fault of the server that nobody expects',
		async (isIdempotent, told) => {
			const answer = () => answered(520, { message: 'Unknown error' });
			const { outcomes, requests } = await tryEach(1, { isIdempotent, answer });
			expect(requests).toHaveLength(1);
			expect(outcomes).toMatchObject([{ failure: { code: 'delivery_failed', ...told } }]);
		},
	);

	test('is made again after a rate limit: E-so has not done it', async () => {
		const { words, requests } = await tryEach(1, {
			isIdempotent: false,
			answer: (_, tries) => (tries === 0 ? rateLimited() : ok('ok')),
		});
		expect(words).toEqual(['ok']);
		expect(requests).toHaveLength(2);
	});
});

function ok(message: unknown) {
	return {
		kind: 'answered',
		statusCode: 200,
		headers: {},
		body: { success: true, message: String(message) },
	} as const;
}
