import type { FailedItem } from '../lead/refusals';
import { createPacer, type RunPorts } from './ports';
import { createRun, type RequestRules, type RequestRun, type RunFailure } from './run';

/** What one input item asks for. */
export interface Task<Done> {
	/** The leads that it changes. Tasks for the same lead run in the order of the input. */
	leads: readonly string[];
	/** Must not reject. */
	perform(run: RequestRun): Promise<TaskOutcome<Done>>;
}

/** How one task ended. */
export type TaskOutcome<Done> = { kind: 'done'; done: Done } | FailedItem;

/** The results of the tasks of a run. */
export interface EachDelivery<Done> {
	/** One per task, in order. */
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
 * Performs a task for each input item, several at once. Tasks that are left when the run ends are
 * still performed, but their requests are reported as not sent.
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
	const pace = createPacer(ports.clock);
	const performInLane = async () => {
		// The lanes share one iterator: each takes the next task as soon as it is free.
		for (const [item, task] of queue) {
			const outcome = await turns.run(task.leads, async () => await task.perform(run));
			outcomes[item] = outcome;
			if (rules.stopOnFailure && outcome.kind === 'failed') {
				const { statusCode, message } = outcome.failure;
				run.stop({ statusCode, message, item });
			}
			// Tasks without a request, such as those after the end of a run, never wait for anything.
			await pace();
		}
	};
	try {
		await Promise.all(Array.from({ length: rules.concurrency }, performInLane));
	} finally {
		run.end();
	}
	return { outcomes, stopped: run.stopReason() };
}

/** A queue by key: work on the same lead runs one piece at a time. */
function createKeyedQueue() {
	const last = new Map<string, Promise<unknown>>();
	return {
		/**
		 * Runs `work` after all work that was queued earlier for any of the same `leads`. `work` must
		 * not reject.
		 */
		async run<Done>(leads: readonly string[], work: () => Promise<Done>): Promise<Done> {
			const before = leads.flatMap((lead) => last.get(lead) ?? []);
			const done = before.length === 0 ? work() : Promise.all(before).then(work);
			for (const lead of leads) last.set(lead, done);
			return await done;
		},
	};
}
