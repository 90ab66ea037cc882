/**
 * A circuit breaker for one run. When nothing gets through on several lanes, asking on all of them
 * is neither useful nor polite, so the circuit opens: one request at a time probes, a few times,
 * whether E-so answers again, and a run that gets no answer ends.
 */
export interface Circuit {
	/** Whether the last request came to nothing. */
	readonly isTroubled: boolean;
	isOpen(): boolean;
	/** How many probes have failed since it opened. */
	tries(): number;
	/** Reports that E-so answered: the circuit closes. */
	answered(): void;
	/**
	 * Reports that a request that started at `startedAt` failed.
	 *
	 * @param sender what the request was made for, such as a batch: faults that meet only one may be
	 *   its own.
	 */
	failed(sender: object, startedAt: number): void;
}

/** As many as a run has lanes at first. */
const FAILURES_TO_OPEN = 4;

/** A closed circuit; `now` is the clock's time. */
export function createCircuit(now: () => number): Circuit {
	let openedAt: number | undefined;
	let failures = 0;
	let tries = 0;
	let senders = new WeakSet<object>();
	let sendersFailed = 0;

	const circuit = {
		isTroubled: false,
		isOpen: () => openedAt !== undefined,
		tries: () => tries,
		answered() {
			circuit.isTroubled = false;
			openedAt = undefined;
			failures = 0;
			tries = 0;
			senders = new WeakSet();
			sendersFailed = 0;
		},
		failed(sender: object, startedAt: number) {
			circuit.isTroubled = true;
			failures += 1;
			if (!senders.has(sender)) sendersFailed += 1;
			senders.add(sender);
			// Requests that were under way when it opened say nothing new.
			if (openedAt !== undefined) tries += startedAt >= openedAt ? 1 : 0;
			else if (failures >= FAILURES_TO_OPEN && sendersFailed > 1) openedAt = now();
		},
	};
	return circuit;
}

/**
 * What a run has seen of leads that E-so refuses, as long as it has accepted none: then the cause may
 * be one that all leads share, such as a wrong channel key, and each request for it is wasted.
 */
export interface SharedRefusal {
	/** Tells that E-so accepted leads: the fault lies with those that it refuses. */
	accepted(): void;
	readonly isRuledOut: boolean;
	/** Tells that E-so refused a lead of a batch alone, or the batch where it is not to be split. */
	refused(batch: number): void;
	/** How often that was told of a batch. */
	refusals(batch: number): number;
	/** Whether enough leads of several batches were refused. */
	isFound(): boolean;
	/** What all leads share, in a sentence; `find` is asked once in a run. */
	explain(find: () => Promise<string>): Promise<string>;
}

/** So many refusals, of which a batch gives at most half, are no chance. */
export const REFUSALS_TO_FIND = 16;
const REFUSALS_OF_BATCH = REFUSALS_TO_FIND / 2;

/** A run that has sent nothing yet. */
export function createSharedRefusal(): SharedRefusal {
	const byBatch = new Map<number, number>();
	let explanation: Promise<string> | undefined;
	const refusals = (batch: number) => byBatch.get(batch) ?? 0;
	const sharedRefusal = {
		isRuledOut: false,
		accepted() {
			sharedRefusal.isRuledOut = true;
			byBatch.clear();
		},
		refused(batch: number) {
			if (!sharedRefusal.isRuledOut) byBatch.set(batch, refusals(batch) + 1);
		},
		refusals,
		isFound() {
			const counted = [...byBatch.values()].map((count) => Math.min(count, REFUSALS_OF_BATCH));
			return counted.reduce((sum, count) => sum + count, 0) >= REFUSALS_TO_FIND;
		},
		async explain(find: () => Promise<string>) {
			explanation ??= find();
			return await explanation;
		},
	};
	return sharedRefusal;
}

/** What delivery must know of the JSON of a lead to find out which field E-so minds. */
export interface CustomFields {
	/** Their names. */
	names(json: string): string[];
	/** The lead with no other custom fields than these. */
	keep(json: string, names: readonly string[]): string;
}
