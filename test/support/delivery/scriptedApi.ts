import { setMaxListeners } from 'node:events';
import type { PostLeads, Reply } from '../../../nodes/EsoLeads/delivery/ports';
import { accepted, lost } from './replies';
import type { VirtualClock } from './virtualClock';

/** A lead as the API reads it. */
export interface SentLead {
	contact_number: string;
	[field: string]: unknown;
}

/** A request that was posted; times are milliseconds since the run began. */
export interface SentRequest {
	/** From 1, in the order of posting. */
	number: number;
	body: string;
	leads: SentLead[];
	startedAt: number;
}

/** What the API does with a request; the answer travels back after the latency. */
export type Answer = (request: SentRequest) => Reply;

/** An API that answers by a script, and remembers what it was asked. */
export interface ScriptedApi {
	post: PostLeads;
	requests: readonly SentRequest[];
	/** How many requests are under way now, and how many were at most. */
	underWay(): number;
	mostUnderWay(): number;
}

/** How an API is reached. */
export interface Line {
	clock: VirtualClock;
	/** From the request to its answer. */
	latencyMs: number | ((request: SentRequest) => number);
	/** As n8n does, a request under way is broken off when the execution is cancelled. */
	cancelled: AbortSignal;
	/** Called when the answer to a request has arrived, before anybody reads it. */
	arrived?: ((request: SentRequest) => unknown) | undefined;
}

/** An API at the other end of `line`. */
export function createScriptedApi(answer: Answer, line: Line): ScriptedApi {
	const requests: SentRequest[] = [];
	setMaxListeners(0, line.cancelled);
	let underWay = 0;
	let mostUnderWay = 0;
	return {
		requests,
		underWay: () => underWay,
		mostUnderWay: () => mostUnderWay,
		async post(body) {
			const { data } = JSON.parse(body) as { data: SentLead[] };
			const number = requests.length + 1;
			const request = { number, body, leads: data, startedAt: line.clock.elapsed() };
			requests.push(request);
			underWay += 1;
			mostUnderWay = Math.max(mostUnderWay, underWay);
			const reply = await travel(answer(request), request, line);
			underWay -= 1;
			line.arrived?.(request);
			return reply;
		},
	};
}

async function travel(reply: Reply, request: SentRequest, line: Line): Promise<Reply> {
	const { clock, latencyMs, cancelled } = line;
	const ms = typeof latencyMs === 'number' ? latencyMs : latencyMs(request);
	return await new Promise((resolve) => {
		const breakOff = () => resolve(lost('canceled (ERR_CANCELED)'));
		cancelled.addEventListener('abort', breakOff, { once: true });
		clock.after(ms, () => {
			cancelled.removeEventListener('abort', breakOff);
			resolve(reply);
		});
	});
}

/** Answers by the number of the request; whatever comes after the last of `replies` is accepted. */
export function inOrder(...replies: readonly Reply[]): Answer {
	return ({ number }) => replies[number - 1] ?? accepted();
}
