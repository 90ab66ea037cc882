import { installation } from '../test/e2e/n8n/installation';
import { storeCredential } from '../test/e2e/n8n/credentials';
import { CURRENT } from '../test/e2e/n8n/releases';
import { startN8n, type N8nProcess } from '../test/e2e/n8n/server';
import { setUpOwner, type Session } from '../test/e2e/n8n/session';
import { importWorkflow, publish } from '../test/e2e/n8n/workflows';
import { startChild } from './child';
import { CONTENDERS } from './contenders';
import type { Arrivals, EmulatorReady } from './emulatorProgram';
import { median } from './median';
import { messyLeads } from './messyLeads';
import { inServer, SERVER_CONTENDERS } from './serverWorkflows';

/** One way of bringing leads to E-so, within an n8n server: medians of the rounds. */
export interface ServerCell {
	contender: (typeof CONTESTANTS)[number];
	leads: number;
	rounds: number;
	ms: number;
	requests: number;
	/** Medians over the rounds of the time by the floor's, and by Bulk Create's, in the same round. */
	toFloor: number;
	toBulkCreate: number;
}

const CONTESTANTS = ['floor', ...SERVER_CONTENDERS] as const;

/** The leads arrive at a webhook: n8n takes 16 MB by itself. */
const SETTINGS = { N8N_PAYLOAD_SIZE_MAX: '64' };

/**
 * Brings leads to E-so by workflows of a real n8n: what the engine alone does not have is the server's own work, above all the
 * task runner, to which a Code node sends its items. The leads arrive at a webhook, which answers when the last node is done.
 */
export async function compareInServer(
	latencyMs: number,
	sizes: readonly number[],
	rounds: (leads: number) => number,
	tell: (cells: readonly ServerCell[]) => void,
): Promise<void> {
	const emulator = startChild<object, EmulatorReady | Arrivals>('emulatorProgram.ts', [
		String(latencyMs),
	]);
	let n8n: N8nProcess | undefined;
	try {
		const target = (await emulator.listen()) as EmulatorReady;
		n8n = await startN8n(await installation(CURRENT, console.log), SETTINGS);
		await publishAll(await setUpOwner(n8n.url), target);
		for (const leads of sizes) {
			const runs: Run[] = [];
			// A first round that is not counted: n8n and V8 set things up in it.
			const first = leads === sizes[0] ? 0 : 1;
			for (let round = first; round <= rounds(leads); round += 1) {
				for (const contender of inTurn(round)) {
					const ms = await measureTime(contender, leads, n8n, target);
					const arrivals = (await emulator.ask({})) as Arrivals;
					if (arrivals.leads !== (contender === 'nothing' ? 0 : leads))
						throw new Error(`${contender} brought ${arrivals.leads} of ${leads} leads`);
					if (round > 0) runs.push({ contender, round, ms, requests: arrivals.requests });
				}
			}
			tell(CONTESTANTS.map((contender) => toCell(contender, leads, runs)));
		}
	} finally {
		await n8n?.close();
		await emulator.end();
	}
}

/** There and back: all but the floor share a process, in which each meets what the one before left. */
function inTurn(round: number): ReadonlyArray<ServerCell['contender']> {
	return round % 2 === 0 ? CONTESTANTS : [...CONTESTANTS].reverse();
}

async function publishAll(session: Session, target: EmulatorReady): Promise<void> {
	const secret = { accessToken: target.token, baseUrl: target.url };
	const credential = await storeCredential(session, secret);
	for (const contender of SERVER_CONTENDERS) {
		const workflow = await importWorkflow(session, inServer(contender, target), credential);
		await publish(session, workflow, CURRENT);
	}
}

interface Run {
	contender: ServerCell['contender'];
	round: number;
	ms: number;
	requests: number;
}

async function measureTime(
	contender: ServerCell['contender'],
	leads: number,
	{ url }: N8nProcess,
	target: EmulatorReady,
): Promise<number> {
	const run =
		contender === 'floor'
			? await CONTENDERS.floor(leads, target)
			: handIn(`${url}/webhook/${contender}`, JSON.stringify({ leads: messyLeads(leads) }));
	const startedAt = performance.now();
	await run();
	return performance.now() - startedAt;
}

function handIn(url: string, body: string): () => Promise<void> {
	return async () => {
		const headers = { 'content-type': 'application/json' };
		const response = await fetch(url, { method: 'POST', headers, body });
		if (!response.ok) throw new Error(`${url} answered ${response.status}`);
		await response.text();
	};
}

function toCell(
	contender: ServerCell['contender'],
	leads: number,
	runs: readonly Run[],
): ServerCell {
	const own = runs.filter((run) => run.contender === contender);
	const to = (other: ServerCell['contender']) =>
		median(
			own.map(({ round, ms }) => {
				const same = runs.find((run) => run.contender === other && run.round === round);
				return ms / (same?.ms ?? NaN);
			}),
		);
	return {
		contender,
		leads,
		rounds: own.length,
		ms: median(own.map(({ ms }) => ms)),
		requests: median(own.map(({ requests }) => requests)),
		toFloor: to('floor'),
		toBulkCreate: to('bulkCreate'),
	};
}
