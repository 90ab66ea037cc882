/** Runs against an E-so that limits the rate of requests, beside the same runs of an older build. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild } from './child';
import type { Measurement, Order } from './contenderProgram';
import type { Arrivals, EmulatorReady } from './emulatorProgram';

/** Leads in batches of 500, under a limit of so many requests a second. */
interface LimitedRun {
	requestsASecond: number;
	retryAfter: 'seconds' | 'none';
	latencyMs: number;
	leads: number;
}

/** One run of each build. */
export interface LimitedRunCost extends LimitedRun {
	ms: number;
	rateLimited: number;
	old: { ms: number; rateLimited: number } | undefined;
}

const LIMITS = [
	{ requestsASecond: 50, leads: 100_000 },
	{ requestsASecond: 10, leads: 100_000 },
	{ requestsASecond: 2, leads: 20_000 },
];

const LIMITED_RUNS: readonly LimitedRun[] = (['seconds', 'none'] as const).flatMap((retryAfter) =>
	LIMITS.flatMap((limit) => [0, 100].map((latencyMs) => ({ ...limit, retryAfter, latencyMs }))),
);

/** What was sent before counts for a second. */
const FORGOTTEN_AFTER_MS = 1_100;

/** Measures all of them, which takes six minutes, and twice that with an older build beside. */
export async function measureRateLimits(
	oldPackage: string | undefined,
	tell: (cost: LimitedRunCost) => void,
): Promise<void> {
	for (const run of LIMITED_RUNS) {
		const latest = await measureRun(run, {});
		const old =
			oldPackage === undefined ? undefined : await measureRun(run, { ESO_PACKAGE: oldPackage });
		tell({ ...run, ...latest, old });
	}
}

async function measureRun(
	{ requestsASecond, retryAfter, latencyMs, leads }: LimitedRun,
	variables: NodeJS.ProcessEnv,
) {
	const emulator = startChild<object, EmulatorReady | Arrivals>('emulatorProgram.ts', [
		String(latencyMs),
		'fair',
		String(requestsASecond),
		retryAfter,
	]);
	const target = (await emulator.listen()) as EmulatorReady;
	const child = startChild<Order, Measurement>('contenderProgram.ts', [], variables);
	try {
		await child.ask({ contender: 'bulkCreate', leads: 500, target });
		await sleep(FORGOTTEN_AFTER_MS);
		await emulator.ask({});
		const measured = await child.ask({ contender: 'bulkCreate', leads, target });
		if (measured.kind === 'failed') throw new Error(measured.message);
		const { rateLimited } = (await emulator.ask({})) as Arrivals;
		return { ms: measured.ms, rateLimited };
	} finally {
		await Promise.all([child.end(), emulator.end()]);
	}
}

/** A line of the table. */
export function toLimitedRow(cost: LimitedRunCost): string {
	const { requestsASecond, retryAfter, latencyMs, leads, ms, rateLimited, old } = cost;
	const columns = [
		`${requestsASecond} a second`,
		retryAfter === 'seconds' ? 'yes' : 'no',
		`${latencyMs} ms`,
		leads.toLocaleString('en-US'),
		`${(ms / 1_000).toFixed(1)} s`,
		old === undefined ? '' : (ms / old.ms).toFixed(2),
		String(rateLimited),
		old === undefined ? '' : String(old.rateLimited),
	];
	return `| ${columns.join(' | ')} |`;
}

/** The section of the report; empty where nothing was measured. */
export function writeLimitedReport(costs: readonly LimitedRunCost[]): string {
	if (costs.length === 0) return '';
	return `
## Under a rate limit

Bulk Create against an E-so that takes so many requests a second and answers 429 beyond that, with \`Retry-After\` or without.
One run of each version. At 100 ms the four requests at once of 0.1.0 come to 40 a second, so that it never meets a limit of 50:
what a limit is can only be learned by meeting it.

| limit | Retry-After | latency | leads | time | × 0.1.0 | 429s | 429s of 0.1.0 |
| --: | :-: | --: | --: | --: | --: | --: | --: |
${costs.map(toLimitedRow).join('\n')}
`;
}
