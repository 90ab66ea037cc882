import type { FailedItem } from '../lead/refusals';
import type { SendFailure } from './outcome';
import { type Attempts, type Request, sendWithRetries } from './retry';
import {
	createRun,
	type RequestRules,
	type RequestRun,
	type RunFailure,
	type RunPorts,
} from './run';
import {
	classifyAnswered,
	classifyNetworkFailure,
	type Inconclusive,
	parseBody,
	type Reply,
} from './verdict';

/** What one input item asks for. */
export interface Task<Done> {
	/** The leads that it changes: tasks about the same lead are done in the order of the input. */
	leads: readonly string[];
	/** Must not reject. */
	perform(run: RequestRun): Promise<TaskOutcome<Done>>;
}

/** How one task ended. */
export type TaskOutcome<Done> = { kind: 'done'; done: Done } | FailedItem;

/** What became of the tasks of a run. */
export interface EachDelivery<Done> {
	/** One a task, in the order of the tasks. */
	outcomes: ReadonlyArray<TaskOutcome<Done>>;
	/** Why the run ended before its last task, if it did. */
	stopped: RunFailure | undefined;
}

/** How the tasks of a run are delivered. */
export interface EachRules extends RequestRules {
	/** Whether the first task that fails ends the run (On Error: Stop Workflow). */
	stopOnFailure: boolean;
}

/**
 * Does a task for each input item, several at once. Tasks that are left when the run ends are
 * performed all the same: their requests come back as not sent.
 */
export async function deliverEach<Done>(
	tasks: ReadonlyArray<Task<Done>>,
	rules: EachRules,
	ports: RunPorts,
): Promise<EachDelivery<Done>> {
	const run = createRun(rules, ports);
	const turns = createKeyedQueue();
	const outcomes: Array<TaskOutcome<Done>> = [];
	const queue = tasks.entries();
	const performInLane = async () => {
		// The lanes share one iterator: each takes the next task as soon as it is free.
		for (const [item, task] of queue) {
			const outcome = await turns.run(task.leads, async () => await task.perform(run));
			outcomes[item] = outcome;
			if (rules.stopOnFailure && outcome.kind === 'failed') {
				const { statusCode, message } = outcome.failure;
				run.stop({ statusCode, message, item });
			}
		}
	};
	try {
		await Promise.all(Array.from({ length: rules.concurrency }, performInLane));
	} finally {
		run.end();
	}
	return { outcomes, stopped: run.stopReason() };
}

/** Lets those who touch the same lead have their turns one after the other. */
export interface KeyedQueue {
	/**
	 * Does `work` after all that asked before for one of the same `leads`. `work` must not reject.
	 */
	run<Done>(leads: readonly string[], work: () => Promise<Done>): Promise<Done>;
}

/** Nobody has asked yet. */
export function createKeyedQueue(): KeyedQueue {
	const last = new Map<string, Promise<unknown>>();
	return {
		async run(leads, work) {
			const before = leads.flatMap((lead) => last.get(lead) ?? []);
			const done = before.length === 0 ? work() : Promise.all(before).then(work);
			for (const lead of leads) last.set(lead, done);
			return await done;
		},
	};
}

/** What E-so said to a request about one lead, or to one for a list. */
export type SingleVerdict =
	/** `answer` is the body, as JSON has it. */
	| { kind: 'accepted'; statusCode: number; message: string; answer: unknown }
	| { kind: 'notFound'; statusCode: number; message: string }
	/** Something in this request is bad; the next one may fare better. */
	| { kind: 'refused'; statusCode: number; message: string };

/** Makes a request about one lead, and again as long as that can help and does no harm. */
export async function sendSingle(
	request: Pick<Request<SingleVerdict>, 'make' | 'isIdempotent'>,
	attempts: Attempts,
	run: RequestRun,
): Promise<SingleVerdict | SendFailure> {
	return await sendWithRetries({ ...request, read: classifySingle }, attempts, run);
}

/** Reads the answer to a request about one lead. */
export function classifySingle(reply: Reply, nowMs: number): SingleVerdict | Inconclusive {
	if (reply.kind === 'networkFailure') return classifyNetworkFailure(reply);
	const answer = parseBody(reply.body);
	// A list has no envelope that could say anything.
	const verdict = classifyAnswered(Array.isArray(answer) ? { ...reply, body: {} } : reply, nowMs);
	switch (verdict.kind) {
		case 'accepted':
			return { ...verdict, answer };
		case 'tooLarge':
			return { ...verdict, kind: 'refused' };
		case 'failed':
			// Below 500 E-so said no, in whichever way; from there on it failed, and may have done it.
			return verdict.statusCode < 500 ? { ...verdict, kind: 'refused' } : verdict;
		case 'stop':
			if (verdict.statusCode !== 404) return verdict;
			// Assumed: a lead that is not there is answered with 404, as is customary. A page of a proxy
			// says that the address is wrong; JSON that was cut off says nothing.
			if (answer !== undefined) return { ...verdict, kind: 'notFound' };
			return isBegunJson(reply.body)
				? { ...verdict, kind: 'retry', isRateLimit: false, outcomeUncertain: true }
				: verdict;
		default:
			return verdict;
	}
}

function isBegunJson(body: unknown): boolean {
	return typeof body === 'string' && /^[[{]/.test(body.trimStart());
}
