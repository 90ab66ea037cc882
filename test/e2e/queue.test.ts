import { type Emulator, startEmulator } from '../emulator/emulator';
import { leadItems } from '../support/engine/leadItems';
import { handIn, LEAD_INTAKE } from './leadIntake';
import { storeCredential } from './n8n/credentials';
import { executionStatuses, isUnfinished } from './n8n/executions';
import { installation } from './n8n/installation';
import { type N8nQueue, startQueue } from './n8n/queue';
import { CURRENT } from './n8n/releases';
import { setUpOwner, type Session } from './n8n/session';
import { importWorkflow, publish } from './n8n/workflows';
import { waitFor } from './waiting';

const EXECUTIONS = 20;
const LEADS_EACH = 5_000;
const TOTAL = EXECUTIONS * LEADS_EACH;
const MINUTES = 60_000;

const parts = Array.from({ length: EXECUTIONS }, (_, part) =>
	leadItems(LEADS_EACH, part * LEADS_EACH),
);

const describeWithAll = process.env.E2E_ALL === 'true' ? describe : describe.skip;

describeWithAll('queue mode, two workers, and an E-so that takes ten requests a second', () => {
	let emulator: Emulator;
	let queue: N8nQueue;
	let session: Session;

	beforeAll(async () => {
		const rateLimit = { requests: 10, perMs: 1000, retryAfter: 'seconds' } as const;
		emulator = await startEmulator({ rateLimit });
		queue = await startQueue(await installation(CURRENT, console.log), 2, EXECUTIONS / 2);
		session = await setUpOwner(queue.main.url);
		const { token, url } = emulator;
		const credential = await storeCredential(session, { accessToken: token, baseUrl: url });
		await publish(session, await importWorkflow(session, LEAD_INTAKE, credential), CURRENT);
	}, 10 * MINUTES);
	beforeEach(() => emulator.reset());
	afterAll(async () => {
		await queue?.close();
		await emulator?.close();
	}, 2 * MINUTES);

	const handInAll = async () =>
		await Promise.all(parts.map(async (leads) => await handIn(queue.main.url, leads)));

	/** The requests that E-so answered with this status. */
	const answered = (status: number) =>
		emulator.requests.filter(({ statusCode }) => statusCode === status);

	/** Resolves with the statuses of `count` further executions, when all but those `given up` have ended. */
	const ended = async (known: Set<string>, count: number, givenUp: Set<string>) =>
		await waitFor(`the end of ${count} executions`, 300, async () => {
			const all = [...(await executionStatuses(session))].filter(([id]) => !known.has(id));
			const statuses = all.filter(([id]) => !givenUp.has(id)).map(([, status]) => status);
			return all.length === count && !statuses.some(isUnfinished) ? statuses : undefined;
		});
	const executionsUntilNow = async () => new Set((await executionStatuses(session)).keys());

	test(
		'twenty executions of 5,000 leads at the same time wait the rate limit out, and lose and repeat nothing',
		async () => {
			const start = performance.now();
			await handInAll();
			const statuses = await ended(new Set(), EXECUTIONS, new Set());
			const seconds = (performance.now() - start) / 1000;

			expect(statuses).toEqual(Array(EXECUTIONS).fill('success'));
			expect(emulator.store.size).toBe(TOTAL);
			expect(answered(201).reduce((sum, { leads }) => sum + leads, 0)).toBe(TOTAL);
			expect(answered(429).length).toBeGreaterThan(0);
			const shares = queue.workers.map(({ log }) => executionsIn(log, 'finished').length);
			expect(Math.min(...shares)).toBeGreaterThan(0);
			console.log(
				`${TOTAL} leads in ${seconds.toFixed(1)} s, shared ${shares.join(' to ')}; ` +
					`${answered(201).length} requests, ${answered(429).length} refused by the rate limit`,
			);
		},
		10 * MINUTES,
	);

	test(
		'what a killed worker was at is not lost: run again, everything is in E-so',
		async () => {
			const before = await executionsUntilNow();
			await handInAll();
			await waitFor('a quarter of the leads', 120, async () =>
				emulator.store.size > TOTAL / 4 ? true : undefined,
			);
			const [, worker] = queue.workers;
			await worker?.close('SIGKILL');
			const dead = unfinishedIn(worker?.log ?? '');
			const statuses = await ended(before, EXECUTIONS, dead);
			expect(statuses).toEqual(Array(EXECUTIONS - dead.size).fill('success'));
			expect(dead.size).toBeGreaterThan(0);
			const missing = TOTAL - emulator.store.size;
			expect(missing).toBeGreaterThan(0);

			const known = await executionsUntilNow();
			await handInAll();
			expect(await ended(known, EXECUTIONS, new Set())).toEqual(Array(EXECUTIONS).fill('success'));
			expect(emulator.store.size).toBe(TOTAL);
			console.log(`${missing} leads were missing after a worker was killed`);
		},
		15 * MINUTES,
	);
});

/** The ids of the executions that a worker says it has started or finished. */
function executionsIn(log: string, what: 'started' | 'finished'): string[] {
	const line = new RegExp(`Worker ${what} execution (\\d+)`, 'g');
	return [...log.matchAll(line)].flatMap(([, id]) => id ?? []);
}

function unfinishedIn(log: string): Set<string> {
	const finished = new Set(executionsIn(log, 'finished'));
	return new Set(executionsIn(log, 'started').filter((id) => !finished.has(id)));
}
