import { send } from '../../../nodes/EsoLeads/delivery/batches';
import { createAttempts } from '../../../nodes/EsoLeads/delivery/retry';
import { leads } from '../../support/delivery/leads';
import {
	accepted,
	answered,
	lost,
	page,
	rateLimited,
	refused,
	tooLarge,
	unavailable,
} from '../../support/delivery/replies';
import { always, numbered, playRow, type RetryRow } from '../../support/delivery/retryTable';
import { inOrder } from '../../support/delivery/scriptedApi';
import { createTrial } from '../../support/delivery/trial';

const maxRetries = (count: number) => ({ maxRetries: count });
const undelivered = { ends: 'sendFailure' } as const;

/** What any of these statuses means is the same: the leads may be stored, and nothing was said of a wait. */
const OUTAGES = [408, 425, 500, 502, 503, 504].flatMap((statusCode): RetryRow[] => [
	{
		it: `${statusCode} twice, then success`,
		replies: [unavailable(undefined, statusCode), unavailable(undefined, statusCode)],
		attempts: 3,
		waits: [500, 1_000],
	},
	{
		it: `${statusCode} for good`,
		replies: always(unavailable(undefined, statusCode)),
		rules: maxRetries(2),
		attempts: 3,
		waits: [500, 1_000],
		...undelivered,
	},
]);

const FINAL = [401, 403, 404, 405, 409, 302].map(
	(statusCode): RetryRow => ({
		it: `${statusCode} is final`,
		replies: [answered(statusCode, {})],
		attempts: 1,
		waits: [],
		...undelivered,
	}),
);

const REFUSALS = [400, 417, 422].map(
	(statusCode): RetryRow => ({
		it: `${statusCode} is final: the leads are refused`,
		replies: [refused(undefined, statusCode)],
		attempts: 1,
		waits: [],
		ends: 'refused',
	}),
);

const ROWS: RetryRow[] = [
	{ it: 'success needs no retry', replies: [accepted()], attempts: 1, waits: [] },
	{ it: 'one 503', replies: [unavailable()], attempts: 2, waits: [500] },
	...OUTAGES,
	{
		it: 'each wait is twice as long',
		replies: [unavailable(), unavailable(), unavailable()],
		attempts: 4,
		waits: [500, 1_000, 2_000],
	},
	{
		it: 'the wait is drawn from its whole length',
		replies: always(unavailable()).slice(0, 4),
		random: [0.1, 0.9, 0.25, 0.75],
		attempts: 5,
		waits: [100, 1_800, 1_000, 6_000],
	},
	{
		it: 'no wait where the lot falls on 0',
		replies: [unavailable(), unavailable()],
		random: [0],
		attempts: 3,
		waits: [],
	},
	{
		it: 'five retries',
		replies: always(unavailable()),
		attempts: 6,
		waits: [500, 1_000, 2_000, 4_000, 8_000],
		...undelivered,
	},
	{
		it: 'success at the last retry',
		replies: always(unavailable()).slice(0, 5),
		attempts: 6,
		waits: [500, 1_000, 2_000, 4_000, 8_000],
	},
	{
		it: 'no wait exceeds half a minute',
		replies: always(unavailable()),
		rules: maxRetries(8),
		random: [1],
		attempts: 9,
		waits: [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000],
		...undelivered,
	},
	{
		it: "no retries on the user's wish",
		replies: [unavailable()],
		rules: maxRetries(0),
		attempts: 1,
		waits: [],
		...undelivered,
	},
	{
		it: "one retry on the user's wish",
		replies: always(unavailable()),
		rules: maxRetries(1),
		attempts: 2,
		waits: [500],
		...undelivered,
	},
	{ it: 'a connection that broke', replies: [lost(), lost()], attempts: 3, waits: [500, 1_000] },
	{ it: "a proxy's page", replies: [page(200), page(400)], attempts: 3, waits: [500, 1_000] },
	{
		it: 'a 429 that names no wait',
		replies: [rateLimited(), rateLimited()],
		attempts: 3,
		waits: [500, 1_000],
	},
	{
		it: 'a 429 that names no wait is not charged to the retries, but to Max Wait',
		replies: always(rateLimited()),
		rules: { maxRetries: 0, maxWaitMs: 10_000 },
		attempts: 5,
		waits: [500, 1_000, 2_000, 4_000],
		...undelivered,
	},
	...REFUSALS,
	{
		it: 'a refusal after retries is final',
		replies: [unavailable(), refused()],
		attempts: 2,
		waits: [500],
		ends: 'refused',
	},
	{ it: 'too large is final', replies: [tooLarge()], attempts: 1, waits: [], ends: 'tooLarge' },
	...FINAL,
	{
		it: 'a status nobody expects is final',
		replies: [answered(418, {})],
		attempts: 1,
		waits: [],
		...undelivered,
	},
];

describe('a request is made again after the right wait, and as often as it can help', () => {
	it.each(numbered(ROWS))('R$number: $it', playRow);

	it.each([
		['an acceptance', accepted(), 1],
		['a refusal', refused(), 0],
		['a rate limit', rateLimited('1'), 1],
		['an outage', unavailable(), 1],
	])('and of its answers only the acceptance lets the lanes grow: %s', async (_, reply, count) => {
		const run = createTrial({ answer: inOrder(reply) }).begin();
		const succeeded = jest.spyOn(run.throttle, 'succeeded');
		await send(leads(2), createAttempts({ batch: 1 }), run);
		expect(succeeded).toHaveBeenCalledTimes(count);
	});

	it('and is the same each time', async () => {
		const trial = createTrial({ answer: inOrder(unavailable(), rateLimited('1')) });
		await send(leads(2), createAttempts({ batch: 1 }), trial.begin());
		const body = `{"data":[${leads(2)
			.map((lead) => lead.json)
			.join(',')}]}`;
		expect(trial.api.requests.map((request) => request.body)).toEqual([body, body, body]);
	});
});
