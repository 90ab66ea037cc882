import { type ByteLimit, createByteLimit } from './byteLimit';
import { createWaitBudget, type DeliveryPorts, type RunPorts, type WaitBudget } from './ports';
import { createSharedRefusal, type SharedRefusal } from './sharedCause';
import {
	createRefusalRate,
	createSplitBudgets,
	type RefusalRate,
	type SplitBudgets,
} from './splitBudget';
import { createThrottle, FIRST_WIDTH, type Throttle } from './throttle';

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
	/** The custom field that is the cause, if it is one. */
	field?: string;
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

/** What all batches of a run share that E-so does not accept whole. */
export interface Splitting {
	byteLimit: ByteLimit;
	refusalRate: RefusalRate;
	sharedRefusal: SharedRefusal;
	budgets: SplitBudgets;
}

/** What all batches of a run share. */
export type Run = ReturnType<typeof createDeliveryRun>;

/** Begins a run that delivers batches of leads. */
export function createDeliveryRun(
	rules: DeliveryRules,
	ports: DeliveryPorts,
	isLastBatch = () => true,
) {
	let batches = 0;
	let largestBytes = 0;
	let splitting: Splitting | undefined;
	return {
		...createRun(rules, ports),
		/** Whether the batch that asks is the only one left. */
		isLastBatch,
		/** Reports that E-so accepted a whole batch of so many leads, in a body of this many bytes. */
		accepted(leads: number, bytes: number): void {
			batches += 1;
			largestBytes = Math.max(largestBytes, bytes);
			splitting?.byteLimit.accepted(bytes);
			splitting?.sharedRefusal.accepted(leads);
			splitting?.budgets.spared();
		},
		/** How long a body may be at the moment. */
		maxBodyBytes: () => splitting?.byteLimit.bytes() ?? rules.maxBodyBytes,
		/** Why E-so refuses all leads, as far as it seems to. */
		suspicion: () => splitting?.sharedRefusal.suspicion(),
		/** Created when E-so does not accept a batch whole for the first time. */
		splitting: (): Splitting =>
			(splitting ??= {
				byteLimit: createByteLimit(rules.maxBodyBytes, largestBytes),
				refusalRate: createRefusalRate(),
				sharedRefusal: createSharedRefusal(batches > 0),
				budgets: createSplitBudgets(batches),
			}),
	};
}

/**
 * A circuit breaker for one run. When nothing gets through on several lanes, it is neither useful
 * nor polite to keep trying on all of them, so the circuit opens: single requests probe a few times
 * whether E-so answers again. If it does not, the run ends.
 */
export type Circuit = ReturnType<typeof createCircuit>;

/** As many as a run has lanes at first: by then each of them has failed. */
const FAILURES_TO_OPEN = FIRST_WIDTH;

/** A closed circuit; `now` is the clock's time. */
function createCircuit(now: () => number) {
	let openedAt: number | undefined;
	let failures = 0;
	let failedProbes = 0;
	let senders = new Set<object>();
	let oddAnswers = 0;

	const answered = (): void => {
		oddAnswers = 0;
		if (senders.size === 0) return;
		openedAt = undefined;
		failures = 0;
		failedProbes = 0;
		senders = new Set();
	};

	return {
		isOpen: () => openedAt !== undefined,
		/** How many probes have failed since it opened. */
		failedProbes: () => failedProbes,
		/** Reports that E-so answered: the circuit closes. */
		answered,
		/** Reports that E-so answered, but in a way that is not documented. @returns how often in a row. */
		answeredOddly(): number {
			const before = oddAnswers;
			answered();
			oddAnswers = before + 1;
			return oddAnswers;
		},
		/** Reports that E-so told a sender when to come back. */
		postponed: (sender: object) => void senders.add(sender),
		/** Whether requests of several senders came to nothing since E-so last answered. */
		isShared: () => senders.size > 1,
		/**
		 * Reports that a request that started at `startedAt` failed.
		 *
		 * @param sender what the request was made for, such as a batch. Failures of a single one may
		 *   be its own fault.
		 */
		failed(sender: object, startedAt: number): void {
			failures += 1;
			senders.add(sender);
			// Requests that were already under way when it opened say nothing new.
			if (openedAt !== undefined) failedProbes += startedAt >= openedAt ? 1 : 0;
			else if (failures >= FAILURES_TO_OPEN && senders.size > 1) openedAt = now();
		},
	};
}
