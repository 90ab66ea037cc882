import type { Clock } from './clock';
import { createLanes, type Lanes } from './lanes';
import type { PostLeads } from './reply';
import { createWaitBudget, type WaitBudget } from './waitBudget';

/** What delivery needs from outside. */
export interface DeliveryPorts {
	post: PostLeads;
	clock: Clock;
	/** From 0 up to, not including, 1. */
	random: () => number;
	/** Aborted when the user stops the execution. */
	cancelled: AbortSignal;
}

/** How a run delivers; the names are the node's options. */
export interface DeliveryRules {
	/** Leads a request, 1 to 500. */
	batchSize: number;
	/** Requests at once. */
	concurrency: number;
	maxBodyBytes: number;
	maxRetries: number;
	maxWaitMs: number;
	/** Whether a refused batch is split until the refused leads stand alone. */
	isolate: boolean;
	/** Whether the first batch that fails ends the run (On Error: Stop Workflow). */
	stopOnFailure: boolean;
}

/** Why nothing more is sent. */
export interface StopReason {
	statusCode: number | undefined;
	message: string;
	/** The batch that met it, where one did. */
	batch?: number;
}

/** What all batches of one run share. */
export interface Run {
	rules: DeliveryRules;
	ports: DeliveryPorts;
	lanes: Lanes;
	waits: WaitBudget;
	/** Aborted when the run is stopped or cancelled: nothing starts and nobody waits after that. */
	over: AbortSignal;
	/** Ends the run; the first reason stands. */
	stop(reason: StopReason): void;
	stopReason(): StopReason | undefined;
	/** Lets go of what outlives the run. */
	end(): void;
}

/** Why nothing more is sent after the user stopped the execution. */
const CANCELLED: StopReason = { statusCode: undefined, message: 'the execution was canceled' };

/** Begins a run. */
export function createRun(rules: DeliveryRules, ports: DeliveryPorts): Run {
	const over = new AbortController();
	const ended = new AbortController();
	let reason: StopReason | undefined;
	const stop = (why: StopReason) => {
		reason ??= why;
		over.abort();
	};
	if (ports.cancelled.aborted) stop(CANCELLED);
	else ports.cancelled.addEventListener('abort', () => stop(CANCELLED), { signal: ended.signal });
	return {
		rules,
		ports,
		lanes: createLanes(rules.concurrency, ports.clock, over.signal),
		waits: createWaitBudget(rules.maxWaitMs, ports.clock),
		over: over.signal,
		stop,
		stopReason: () => reason,
		end: () => ended.abort(),
	};
}
