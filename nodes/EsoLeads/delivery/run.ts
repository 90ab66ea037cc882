import { type ByteLimit, createByteLimit } from './byteLimit';
import type { Clock } from './clock';
import {
	type Circuit,
	createCircuit,
	createRefusalRate,
	type CustomFields,
	type RefusalRate,
} from './learning';
import { createSharedRefusal, type SharedRefusal } from './sharedRefusal';
import { createSplitBudgets, type SplitBudgets } from './splitBudget';
import { createThrottle, createWaitBudget, type Throttle, type WaitBudget } from './throttle';
import type { PostLeads } from './verdict';

/** What every run needs from its caller. */
export interface RunPorts {
	clock: Clock;
	/** Returns a number in [0, 1). */
	random: () => number;
	/** Aborted when the user stops the execution. */
	cancelled: AbortSignal;
	/** Of a run in two parts: what both may wait together. */
	waitBudget?: WaitBudget;
}

/** What a run that sends batches of leads needs from its caller. */
export interface DeliveryPorts extends RunPorts {
	post: PostLeads;
	/** Helps to find the field that E-so objects to; without it no field is named. */
	customFields?: CustomFields;
}

/** How a run makes its requests; the names are the node's options. */
export interface RequestRules {
	/** The most requests at a time. */
	concurrency: number;
	maxRetries: number;
	maxWaitMs: number;
}

/** How a run delivers batches of leads; the names are the node's options. */
export interface DeliveryRules extends RequestRules {
	/** Leads per request, 1 to 500. */
	batchSize: number;
	maxBodyBytes: number;
	/** Whether a refused batch is split until the refused leads are found. */
	isolate: boolean;
	/** Whether the first batch that fails ends the run (On Error: Stop Workflow). */
	stopOnFailure: boolean;
}

/** Why nothing more is sent. */
export interface RunFailure {
	statusCode: number | undefined;
	message: string;
	/** If E-so refuses all leads for the same cause: what to do about it. */
	remedy?: string;
	/** The number of the batch that failed, if it was a batch. */
	batch?: number;
	/** The index of the input item that failed, if it was an item. */
	item?: number;
}

/** What all requests of a run share. */
export interface RequestRun {
	rules: RequestRules;
	ports: RunPorts;
	throttle: Throttle;
	circuit: Circuit;
	waitBudget: WaitBudget;
	/** Aborted when the run is stopped or cancelled; after that nothing starts and nothing waits. */
	over: AbortSignal;
	/** Ends the run; only the first reason counts. */
	stop(reason: RunFailure): void;
	stopReason(): RunFailure | undefined;
	/** Releases what outlives the run. */
	end(): void;
}

/** What all batches of a run share. */
export interface Run extends RequestRun {
	rules: DeliveryRules;
	ports: DeliveryPorts;
	byteLimit: ByteLimit;
	refusalRate: RefusalRate;
	sharedRefusal: SharedRefusal;
	splitBudgets: SplitBudgets;
}

/** Why nothing more is sent after the user stopped the execution. */
const CANCELLED: RunFailure = { statusCode: undefined, message: 'the execution was canceled' };

/** Begins a run. */
export function createRun<Rules extends RequestRules, Ports extends RunPorts>(
	rules: Rules,
	ports: Ports,
): RequestRun & { rules: Rules; ports: Ports } {
	const over = new AbortController();
	const ended = new AbortController();
	let reason: RunFailure | undefined;
	const stop = (why: RunFailure) => {
		reason ??= why;
		over.abort();
	};
	if (ports.cancelled.aborted) stop(CANCELLED);
	else ports.cancelled.addEventListener('abort', () => stop(CANCELLED), { signal: ended.signal });
	return {
		rules,
		ports,
		throttle: createThrottle(rules.concurrency, ports.clock, over.signal),
		circuit: createCircuit(() => ports.clock.now()),
		waitBudget: ports.waitBudget ?? createWaitBudget(rules.maxWaitMs, ports.clock),
		over: over.signal,
		stop,
		stopReason: () => reason,
		end: () => ended.abort(),
	};
}

/** Begins a run that delivers batches of leads. */
export function createDeliveryRun(rules: DeliveryRules, ports: DeliveryPorts): Run {
	return {
		...createRun(rules, ports),
		byteLimit: createByteLimit(rules.maxBodyBytes),
		refusalRate: createRefusalRate(),
		sharedRefusal: createSharedRefusal(),
		splitBudgets: createSplitBudgets(),
	};
}
