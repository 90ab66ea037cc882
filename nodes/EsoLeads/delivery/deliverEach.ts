import type { ItemFailure } from './itemFailure';
import {
	createRun,
	type RequestRules,
	type RequestRun,
	type RunPorts,
	type StopReason,
} from './run';
import { createTurns } from './turns';

/** What one item asks for. */
export interface Task {
	/** The index of the input item. */
	item: number;
	/** The leads that it changes: tasks about the same lead are done in the order of the input. */
	leads: readonly string[];
}

/** How one task ended. */
export type TaskOutcome<Done> = { kind: 'done'; done: Done } | TaskFailed;

export interface TaskFailed {
	kind: 'failed';
	failure: ItemFailure;
}

/** What became of the tasks of a run. */
export interface EachDelivery<Done> {
	/** One a task, in the order of the tasks. */
	outcomes: ReadonlyArray<TaskOutcome<Done>>;
	/** Why the run ended before its last task, if it did. */
	stopped: StopReason | undefined;
}

/** How the tasks of a run are delivered. */
export interface EachRules extends RequestRules {
	/** Whether the first task that fails ends the run (On Error: Stop Workflow). */
	stopOnFailure: boolean;
}

/**
 * Does many tasks, several at once. `perform` must not reject. After the run has ended it is still
 * called for each task that is left: its requests then come back as not sent.
 */
export async function deliverEach<T extends Task, Done>(
	tasks: readonly T[],
	perform: (task: T, run: RequestRun) => Promise<TaskOutcome<Done>>,
	rules: EachRules,
	ports: RunPorts,
): Promise<EachDelivery<Done>> {
	const run = createRun(rules, ports);
	const turns = createTurns();
	const outcomes: Array<TaskOutcome<Done>> = [];
	const queue = tasks.entries();
	const performInLane = async () => {
		// The lanes share one iterator: each takes the next task as soon as it is free.
		for (const [place, task] of queue) {
			const outcome = await turns.take(task.leads, async () => await perform(task, run));
			outcomes[place] = outcome;
			if (rules.stopOnFailure && outcome.kind === 'failed') {
				const { statusCode, message } = outcome.failure;
				run.stop({ statusCode, message, item: task.item });
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
