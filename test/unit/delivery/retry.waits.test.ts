import { send } from '../../../nodes/EsoLeads/delivery/batches';
import { createAttempts } from '../../../nodes/EsoLeads/delivery/retry';
import { leads } from '../../support/delivery/leads';
import { answered, rateLimited, unavailable } from '../../support/delivery/replies';
import { always, numbered, playRow, type RetryRow } from '../../support/delivery/retryTable';
import { inOrder } from '../../support/delivery/scriptedApi';
import { createTrial } from '../../support/delivery/trial';
import { START } from '../../support/delivery/virtualClock';

const inHalfAMinute = new Date(START + 30_000).toUTCString();
const maxRetries = (count: number) => ({ maxRetries: count });
const maxWaitMs = (ms: number) => ({ maxWaitMs: ms });
const undelivered = { ends: 'sendFailure' } as const;

/** Which headers can be read, and as what, is in verdict.retryAfter.test.ts. */
const ROWS: RetryRow[] = [
	{ it: 'Retry-After in seconds', replies: [rateLimited('5')], attempts: 2, waits: [5_000] },
	{
		it: 'a long Retry-After is waited in full where Max Wait allows it',
		replies: [rateLimited('3600')],
		rules: maxWaitMs(3_600_000),
		attempts: 2,
		waits: [3_600_000],
	},
	{
		it: 'a Retry-After beyond Max Wait ends at once',
		replies: always(rateLimited('3600')),
		attempts: 1,
		waits: [],
		...undelivered,
	},
	{
		it: 'Retry-After as a date, the answer taking 100 ms',
		replies: [rateLimited(inHalfAMinute)],
		attempts: 2,
		waits: [29_900],
	},
	{
		it: 'a Retry-After nobody can read',
		replies: [rateLimited('soon')],
		attempts: 2,
		waits: [500],
	},
	...[408, 425, 500, 502, 503, 504].map((statusCode) => ({
		it: `Retry-After of a ${statusCode}`,
		replies: [unavailable('2', statusCode)],
		attempts: 2,
		waits: [2_000],
	})),
	{
		it: 'Retry-After of a 503 as a date',
		replies: [unavailable(inHalfAMinute)],
		attempts: 2,
		waits: [29_900],
	},
	{
		it: "Retry-After of a proxy's page",
		replies: [answered(200, '<html>', { 'retry-after': '4' })],
		attempts: 2,
		waits: [4_000],
	},
	{
		it: 'Retry-After is not charged to the retries',
		replies: always(rateLimited('1')).slice(0, 20),
		rules: maxRetries(0),
		attempts: 21,
		waits: Array<number>(20).fill(1_000),
	},
	{
		it: 'Retry-After of a 503 is not charged to the retries either',
		replies: always(unavailable('1')).slice(0, 3),
		rules: maxRetries(0),
		attempts: 4,
		waits: [1_000, 1_000, 1_000],
	},
	{
		it: 'Retry-After is charged to Max Wait',
		replies: always(rateLimited('3')),
		rules: maxWaitMs(10_000),
		attempts: 4,
		waits: [3_000, 3_000, 3_000],
		...undelivered,
	},
	{
		it: 'Max Wait may be used to the last millisecond',
		replies: [rateLimited('4')],
		rules: maxWaitMs(4_000),
		attempts: 2,
		waits: [4_000],
	},
	{
		it: 'a wait that would pass Max Wait is not begun',
		replies: [rateLimited('4')],
		rules: maxWaitMs(3_999),
		attempts: 1,
		waits: [],
		...undelivered,
	},
	{
		it: 'backoff is charged to Max Wait, and so are the requests of 100 ms that came to nothing',
		replies: always(unavailable()),
		rules: maxWaitMs(1_700),
		attempts: 3,
		waits: [500, 1_000],
		...undelivered,
	},
	{
		it: "no waiting at all on the user's wish",
		replies: [unavailable()],
		rules: maxWaitMs(0),
		attempts: 1,
		waits: [],
		...undelivered,
	},
];

describe('a wait is as long as the server asks, within the time that the user allows', () => {
	it.each(numbered(ROWS))('W$number: $it', playRow);

	it('Retry-After leaves every retry for other faults', async () => {
		const replies = [...always(rateLimited('1')).slice(0, 3), unavailable(), unavailable()];
		const trial = createTrial({ answer: inOrder(...replies), rules: maxRetries(2) });
		const sent = await send(leads(2), createAttempts({ batch: 1 }), trial.begin());
		expect(sent.kind).toBe('accepted');
	});

	it('Retry-After does not lengthen the waits that the node chooses itself', async () => {
		await playRow({
			it: '',
			replies: [unavailable(), rateLimited('3'), unavailable()],
			rules: maxRetries(2),
			attempts: 4,
			waits: [500, 3_000, 1_000],
		});
	});
});
