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
